/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What an image has to know of a kernel: how many capabilities the root task begins with room for. */
#include <string.h>

#include "check/sizes.h"
#include "image/image.h"

/* KaaL's own kernel says it by the value of this symbol; seL4 in our profile has at least so many. */
static const char RADIX_SYMBOL[] = "kernel_root_cnode_radix";
enum { RADIX_USUAL = 16, RADIX_LEAST = 8, RADIX_MOST = 24 };

static struct bytes symbols_of(const struct elf_file *file, struct bytes *strings)
{
	Elf64_Shdr table, names;

	for (unsigned int i = 0; elf_file_section(file, i, &table); i++)
		if (table.sh_type == SHT_SYMTAB && elf_file_section(file, table.sh_link, &names)) {
			*strings = elf_file_section_bytes(file, &names);
			return elf_file_section_bytes(file, &table);
		}
	return (struct bytes){ NULL, 0 };
}

static unsigned int radix_of(const struct elf_file *file)
{
	struct bytes strings = { NULL, 0 }, symbols = symbols_of(file, &strings);

	for (size_t at = 0; symbols.count - at >= sizeof(Elf64_Sym); at += sizeof(Elf64_Sym)) {
		Elf64_Sym symbol;

		memcpy(&symbol, symbols.at + at, sizeof symbol);
		if (strcmp(elf_file_string(strings, symbol.st_name), RADIX_SYMBOL) == 0 &&
		    symbol.st_value >= RADIX_LEAST && symbol.st_value <= RADIX_MOST)
			return (unsigned int)symbol.st_value;
	}
	return RADIX_USUAL;
}

bool machine_read_kernel(const struct resolved *resolved, const char *path, struct machine *out)
{
	struct image_range range;
	struct elf_file file;
	struct bytes bytes;
	int error = bytes_read_file(resolved->arena, path, &bytes);

	if (error) {
		diagnostic_report(resolved->diagnostics, MESSAGE_FILE_UNREADABLE, SOURCE_NOWHERE, path,
				  strerror(-error));
		return false;
	}
	if (elf_file_open(bytes, &file)) {
		diagnostic_report(resolved->diagnostics, MESSAGE_KERNEL_UNUSABLE, SOURCE_NOWHERE, path);
		return false;
	}
	range = image_range_of(&file);
	out->kernel = path;
	out->kernel_bytes = range.end > range.first ? range.end - range.first : 0;
	out->radix = radix_of(&file);
	return true;
}
