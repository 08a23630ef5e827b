/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "program_file.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CODE_AT = 4096, DESCRIPTOR_AT = 8192, TABLES_AT = 16384, FILE_BYTES = 20480, VADDR = 0x400000 };

static const char names[] = "\0.text\0.kaal.component\0.symtab\0.strtab\0.debug_info\0.shstrtab";
static const char strings[] = "\0main";
enum {
	NAME_TEXT = 1,
	NAME_DESCRIPTOR = 7,
	NAME_SYMBOLS = 23,
	NAME_STRINGS = 31,
	NAME_DEBUG = 39,
	NAME_NAMES = 51
};

struct kaal_component descriptor_of(const char *name)
{
	struct kaal_component descriptor = {
		.magic = KAAL_COMPONENT_MAGIC,
		.version = KAAL_COMPONENT_VERSION,
		.size_bytes = sizeof descriptor,
		.priority = 100,
		.stack_bytes = 16384,
		.heap_bytes = 65536,
	};

	strncpy(descriptor.name, name, sizeof descriptor.name - 1);
	return descriptor;
}

struct kaal_need *descriptor_need(struct kaal_component *descriptor, enum kaal_need_kind kind,
				  const char *name)
{
	struct kaal_need *need = &descriptor->needs[descriptor->needs_count++];

	need->kind = kind;
	strncpy(need->name, name, sizeof need->name - 1);
	return need;
}

static Elf64_Phdr segment(uint32_t flags, uint64_t at, uint64_t bytes)
{
	return (Elf64_Phdr){ PT_LOAD, flags, at, VADDR + at, VADDR + at, bytes, bytes, 4096 };
}

static Elf64_Shdr loaded(uint32_t name, uint64_t at, uint64_t bytes)
{
	return (Elf64_Shdr){ .sh_name = name,
			     .sh_type = SHT_PROGBITS,
			     .sh_flags = SHF_ALLOC,
			     .sh_addr = VADDR + at,
			     .sh_offset = at,
			     .sh_size = bytes };
}

static Elf64_Shdr unloaded(uint32_t name, uint32_t type, uint64_t at, uint64_t bytes, uint32_t link)
{
	return (Elf64_Shdr){
		.sh_name = name, .sh_type = type, .sh_offset = at, .sh_size = bytes, .sh_link = link
	};
}

struct bytes program_make(struct arena *arena, const struct kaal_component *descriptor)
{
	uint8_t *file = arena_alloc(arena, FILE_BYTES);
	const uint64_t at = TABLES_AT;
	const Elf64_Sym symbols[2] = { { 0 },
				       { 1, ELF64_ST_INFO(STB_GLOBAL, STT_FUNC), 0, 1, VADDR + CODE_AT, 4 } };
	const Elf64_Phdr segments[2] = { segment(PF_R | PF_X, CODE_AT, 4),
					 segment(PF_R, DESCRIPTOR_AT, sizeof *descriptor) };
	const Elf64_Shdr sections[7] = {
		{ 0 },
		loaded(NAME_TEXT, CODE_AT, 4),
		loaded(NAME_DESCRIPTOR, DESCRIPTOR_AT, sizeof *descriptor),
		unloaded(NAME_DEBUG, SHT_PROGBITS, at + 1024, 1024, 0),
		unloaded(NAME_SYMBOLS, SHT_SYMTAB, at, sizeof symbols, 5),
		unloaded(NAME_STRINGS, SHT_STRTAB, at + 64, sizeof strings, 0),
		unloaded(NAME_NAMES, SHT_STRTAB, at + 128, sizeof names, 0),
	};
	const Elf64_Ehdr header = {
		.e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT },
		.e_type = ET_EXEC,
		.e_machine = EM_X86_64,
		.e_version = EV_CURRENT,
		.e_entry = VADDR + CODE_AT,
		.e_phoff = sizeof header,
		.e_shoff = at + 2048,
		.e_ehsize = sizeof header,
		.e_phentsize = sizeof segments[0],
		.e_phnum = 2,
		.e_shentsize = sizeof sections[0],
		.e_shnum = 7,
		.e_shstrndx = 6,
	};

	memcpy(file, &header, sizeof header);
	memcpy(file + header.e_phoff, segments, sizeof segments);
	memcpy(file + DESCRIPTOR_AT, descriptor, sizeof *descriptor);
	memcpy(file + at, symbols, sizeof symbols);
	memcpy(file + at + 64, strings, sizeof strings);
	memcpy(file + at + 128, names, sizeof names);
	memcpy(file + header.e_shoff, sections, sizeof sections);
	return (struct bytes){ file, FILE_BYTES };
}

static char folder[] = "/tmp/kaal-test-XXXXXX"; /* with all the files, until the program ends */
static unsigned int files;

static void remove_files(void)
{
	for (unsigned int i = 0; i < files; i++) {
		char path[64];

		snprintf(path, sizeof path, "%s/program-%u.elf", folder, i);
		remove(path);
	}
	rmdir(folder);
}

const char *program_write(struct arena *arena, const struct kaal_component *descriptor)
{
	const char *path;

	if (!files) {
		if (!mkdtemp(folder))
			abort();
		atexit(remove_files);
	}
	path = arena_print(arena, "%s/program-%u.elf", folder, files++);
	if (bytes_write_file(arena, path, program_make(arena, descriptor)))
		abort();
	return path;
}
