/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Any bytes as a built component, as a root task, as an image, as a bundle and as a plan. Programs with a
 * descriptor that is accepted are put into a system, and its plan must be one that can be read again. The plan's
 * checksum is made right, or nothing behind it would ever be reached.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <core/crc32.h>

#include "image/bundle.h"
#include "image/image.h"
#include "image/strip.h"
#include "plan/dump.h"
#include "resolve/steps.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static FILE *nowhere; /* libFuzzer has no place for a context */

static void plan_read(struct arena *arena, struct bytes bytes)
{
	char why[PLAN_WHY_BYTES];
	struct plan plan;

	if (plan_decode(arena, bytes, &plan, why))
		return;
	plan_print(&plan, arena, nowhere);
	plan_print_json(&plan, arena, nowhere);
}

static void plan_read_summed(struct arena *arena, struct bytes bytes)
{
	struct kaal_plan *header = (void *)arena_copy(arena, (const char *)bytes.at, bytes.count);

	if (bytes.count < sizeof *header)
		return;
	header->magic = KAAL_PLAN_MAGIC;
	header->version = KAAL_PLAN_VERSION;
	header->header_bytes = sizeof *header;
	header->bytes = bytes.count;
	header->crc32 = 0;
	header->crc32 = crc32(0, header, bytes.count);
	plan_read(arena, (struct bytes){ (const uint8_t *)header, bytes.count });
}

static void system_make(struct arena *arena, const struct program *program)
{
	const struct resolve_places places = { .arch = MODEL_X86_64 };
	struct diagnostics diagnostics = { .limit = 0 };
	struct resolved *resolved = resolve_begin("fuzz", "", &places, arena, &diagnostics);
	struct component *first = component_add(resolved, "first", SOURCE_NOWHERE);
	struct component *second = component_add(resolved, "second", SOURCE_NOWHERE);
	char why[PLAN_WHY_BYTES];
	struct plan plan;

	component_describe(resolved, first, program, 0);
	component_describe(resolved, second, program, 1);
	if (resolve_finish(resolved, 0) &&
	    plan_decode(arena, plan_encode(arena, &resolved->plan), &plan, why))
		abort();
	diagnostics_print(&diagnostics, nowhere, false);
	diagnostics_release(&diagnostics);
}

static void program_read_bytes(struct arena *arena, struct bytes bytes)
{
	struct program program = { .name = "fuzz", .path = "fuzz" };
	char why[DESCRIPTOR_WHY_BYTES];
	struct elf_file elf;

	if (program_check(bytes, ELF_MACHINE_X86_64, &program, why) == 0 && program.has_descriptor)
		system_make(arena, &program);
	if (elf_file_open(bytes, &elf) == 0 && elf_strip(arena, &elf).count == 0)
		abort();
}

static void image_read(struct arena *arena, struct bytes bytes)
{
	char why[IMAGE_WHY_BYTES];
	struct bytes image, bundle, file;

	if (image_make(arena, bytes, (struct bytes){ (const uint8_t *)"bundle", 6 }, &image, why) == 0 &&
	    image_bundle(image, &bundle, why) != 0)
		abort();
	if (image_bundle(bytes, &bundle, why) == 0)
		bundle_find(bundle, KAAL_PLAN_FILE, &file);
	bundle_find(bytes, KAAL_PLAN_FILE, &file);
}

/* A descriptor alone, within an ELF file that is all right. */
static void descriptor_read(struct arena *arena, const uint8_t *data, size_t size)
{
	struct program program = { .name = "fuzz", .path = "fuzz", .has_descriptor = true };
	struct kaal_component *descriptor = &program.descriptor;
	char why[DESCRIPTOR_WHY_BYTES];

	memcpy(descriptor, data, size < sizeof *descriptor ? size : sizeof *descriptor);
	descriptor->magic = KAAL_COMPONENT_MAGIC;
	descriptor->version = KAAL_COMPONENT_VERSION;
	descriptor->size_bytes = sizeof *descriptor;
	if (descriptor_check(descriptor, why) == 0)
		system_make(arena, &program);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { NULL };
	struct bytes bytes = { data, size };

	if (!nowhere)
		nowhere = fopen("/dev/null", "w");
	program_read_bytes(&arena, bytes);
	descriptor_read(&arena, data, size);
	image_read(&arena, bytes);
	plan_read_summed(&arena, bytes);
	arena_release(&arena);
	return 0;
}
