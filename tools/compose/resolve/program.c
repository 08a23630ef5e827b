/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "resolve/program.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Where a component's image may lie: below what the root task adds to its address space. */
static const uint64_t IMAGE_FIRST = 0x10000, IMAGE_END = 0x1000000000;

_Static_assert((int)DESCRIPTOR_WHY_BYTES >= (int)ELF_WHY_BYTES, "either reason fits");

static const char *base_name(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;

	return arena_copy(arena, base, strcspn(base, "."));
}

static int read_descriptor(struct program *program, char why[DESCRIPTOR_WHY_BYTES])
{
	struct elf_bytes section;

	if (elf_section(&program->elf, KAAL_COMPONENT_SECTION, &section))
		return 0;
	if (section.count != sizeof program->descriptor) {
		snprintf(why, DESCRIPTOR_WHY_BYTES,
			 "its section " KAAL_COMPONENT_SECTION
			 " has %zu bytes, and one descriptor of this KaaL %zu",
			 section.count, sizeof program->descriptor);
		return -EINVAL;
	}
	memcpy(&program->descriptor, section.at, sizeof program->descriptor);
	program->has_descriptor = true;
	return descriptor_check(&program->descriptor, why);
}

int program_open(struct arena *arena, const char *path, uint16_t machine, struct program *out,
		 char why[DESCRIPTOR_WHY_BYTES])
{
	const struct elf_limits limits = { machine, IMAGE_FIRST, IMAGE_END };
	int error;

	why[0] = 0;
	*out = (struct program){ .name = base_name(arena, path), .path = path };
	error = bytes_read_file(arena, path, &out->file);
	if (error)
		return error;
	error = elf_open(&out->elf, out->file.at, out->file.count, &limits, why);
	return error ? -ENOEXEC : read_descriptor(out, why);
}

struct program *program_read(struct arena *arena, struct diagnostics *diagnostics, const char *path,
			     struct source_range at, uint16_t machine)
{
	struct program *program = arena_alloc(arena, sizeof *program);
	char why[DESCRIPTOR_WHY_BYTES];
	int error = program_open(arena, path, machine, program, why);

	if (error && !why[0])
		diagnostic_report(diagnostics, MESSAGE_PROGRAM_UNREADABLE, at, path, strerror(-error));
	else if (error == -EINVAL)
		diagnostic_report(diagnostics, MESSAGE_DESCRIPTOR_BAD, at, path, why);
	else if (error)
		diagnostic_report(diagnostics, MESSAGE_PROGRAM_BAD, at, path, why);
	return error ? NULL : program;
}
