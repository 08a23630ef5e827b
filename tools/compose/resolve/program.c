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

/* One descriptor, or a driver's, behind which is what only the driver kit knows. */
static bool section_fits(const struct elf_bytes *section)
{
	struct kaal_component front;

	if (section->count <= sizeof front)
		return section->count == sizeof front;
	memcpy(&front, section->at, sizeof front);
	return (front.flags & KAAL_COMPONENT_DRIVER) != 0;
}

static void count_needs(struct kaal_component *descriptor)
{
	if (descriptor->needs_count)
		return;
	while (descriptor->needs_count < KAAL_NEEDS_MAX &&
	       descriptor->needs[descriptor->needs_count].kind != KAAL_NEED_NONE)
		descriptor->needs_count++;
}

static int read_descriptor(struct program *program, char why[DESCRIPTOR_WHY_BYTES])
{
	struct elf_bytes section;

	if (elf_section(&program->elf, KAAL_COMPONENT_SECTION, &section))
		return 0;
	if (!section_fits(&section)) {
		snprintf(why, DESCRIPTOR_WHY_BYTES,
			 "its section " KAAL_COMPONENT_SECTION
			 " has %zu bytes, and one descriptor of this KaaL %zu",
			 section.count, sizeof program->descriptor);
		return -EINVAL;
	}
	memcpy(&program->descriptor, section.at, sizeof program->descriptor);
	program->has_descriptor = true;
	count_needs(&program->descriptor);
	return descriptor_check(&program->descriptor, why);
}

int program_check(struct bytes file, uint16_t machine, struct program *out, char why[DESCRIPTOR_WHY_BYTES])
{
	const struct elf_limits limits = { machine, IMAGE_FIRST, IMAGE_END };

	out->file = file;
	return elf_open(&out->elf, file.at, file.count, &limits, why) ? -ENOEXEC : read_descriptor(out, why);
}

int program_open(struct arena *arena, const char *path, uint16_t machine, struct program *out,
		 char why[DESCRIPTOR_WHY_BYTES])
{
	struct bytes file;
	int error = bytes_read_file(arena, path, &file);

	why[0] = 0;
	*out = (struct program){ .name = base_name(arena, path), .path = path };
	return error ? error : program_check(file, machine, out, why);
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
