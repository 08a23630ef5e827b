/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Plans, bundles, images and stripped programs; and what is no such thing. */
#include "image/image.h"

#include <core/crc32.h>

#include "image/bundle.h"
#include "image/strip.h"
#include "program_file.h"
#include "tap.h"

static struct arena arena;

/* A root task: the program whose descriptor's section is called otherwise, and holds the structure. */
static struct bytes root_make(void)
{
	struct kaal_component descriptor = descriptor_of("root");
	struct bytes file = program_make(&arena, &descriptor);
	uint8_t *bytes = (uint8_t *)file.at;
	struct kaal_image place = { .magic = KAAL_IMAGE_MAGIC };
	char *name = memmem(bytes, file.count, ".kaal.component", 16);

	strcpy(name, KAAL_IMAGE_SECTION);
	memcpy(memmem(bytes, file.count, &descriptor, sizeof descriptor), &place, sizeof place);
	return file;
}

static struct bytes bytes_of(const char *text)
{
	return (struct bytes){ (const uint8_t *)text, strlen(text) };
}

static void an_image_carries_its_bundle(void)
{
	const struct bundle_file files[] = { { "one", bytes_of("first") }, { "two", bytes_of("second") } };
	struct bytes bundle, image, found, file;
	char why[IMAGE_WHY_BYTES];

	arena_release(&arena);
	bundle = bundle_make(&arena, "test", files, 2);
	CHECK_EQ(image_make(&arena, root_make(), bundle, &image, why), 0);
	CHECK_EQ(image_bundle(image, &found, why), 0);
	CHECK_EQ(found.count, bundle.count);
	CHECK(memcmp(found.at, bundle.at, bundle.count) == 0);
	CHECK_EQ(bundle_find(found, "two", &file), 0);
	CHECK_EQ(file.count, 6);
	CHECK(memcmp(file.at, "second", 6) == 0);
	CHECK(bundle_find(found, "three", &file) != 0);
}

static void a_bundle_lies_behind_the_root_task(void)
{
	struct bytes image, bundle = bytes_of("anything");
	char why[IMAGE_WHY_BYTES];
	struct elf_file file;
	Elf64_Phdr last;

	arena_release(&arena);
	CHECK_EQ(image_make(&arena, root_make(), bundle, &image, why), 0);
	CHECK_EQ(elf_file_open(image, &file), 0);
	CHECK_EQ(file.header.e_phnum, 3);
	CHECK_EQ(file.header.e_shnum, 0);
	last = elf_file_segment(&file, 2);
	CHECK_EQ(last.p_type, PT_LOAD);
	CHECK_EQ(last.p_flags, PF_R);
	CHECK_EQ(last.p_vaddr % 4096, 0);
	CHECK_EQ(last.p_offset % 4096, 0);
	CHECK(last.p_vaddr >= elf_file_segment(&file, 1).p_vaddr + elf_file_segment(&file, 1).p_memsz);
	CHECK_EQ(last.p_filesz, bundle.count);
}

static void what_is_no_root_task_is_refused(void)
{
	struct kaal_component descriptor = descriptor_of("other");
	struct bytes image;
	char why[IMAGE_WHY_BYTES];

	arena_release(&arena);
	CHECK(image_make(&arena, program_make(&arena, &descriptor), bytes_of("x"), &image, why) != 0);
	CHECK(image_make(&arena, bytes_of("no ELF file at all"), bytes_of("x"), &image, why) != 0);
}

static void a_stripped_program_keeps_what_counts(void)
{
	struct kaal_component descriptor = descriptor_of("hello");
	struct bytes file, stripped;
	struct elf_file elf;
	struct program program;
	struct elf_symbol symbol;
	char why[DESCRIPTOR_WHY_BYTES];
	Elf64_Shdr section;

	arena_release(&arena);
	file = program_make(&arena, &descriptor);
	CHECK_EQ(elf_file_open(file, &elf), 0);
	stripped = elf_strip(&arena, &elf);
	CHECK(stripped.count < file.count);
	CHECK_EQ(program_check(stripped, ELF_MACHINE_X86_64, &program, why), 0);
	CHECK_STR(program.descriptor.name, "hello");
	CHECK_EQ(program.elf.segments_count, 2);
	CHECK_EQ(elf_symbol_at(&program.elf, program.elf.entry + 2, &symbol), 0);
	CHECK_STR(symbol.name, "main");
	CHECK_EQ(elf_file_open(stripped, &elf), 0);
	CHECK(!elf_file_find_section(&elf, ".debug_info", &section));
	CHECK(elf_file_find_section(&elf, ".text", &section));
}

/* Any one byte changed: still accepted, or refused, but never beyond the file (sanitizers watch). */
static void damaged_programs_do_no_harm(void)
{
	struct kaal_component descriptor = descriptor_of("hello");

	for (size_t at = 0; at < 20480; at += at < 512 || at >= 16384 ? 1 : 61)
		for (int change = 1; change < 256; change = change * 4 + 3) {
			struct bytes file;
			struct elf_file elf;
			struct program program = { 0 };
			char why[DESCRIPTOR_WHY_BYTES];

			arena_release(&arena);
			file = program_make(&arena, &descriptor);
			((uint8_t *)file.at)[at] ^= (uint8_t)change;
			program_check(file, ELF_MACHINE_X86_64, &program, why);
			if (elf_file_open(file, &elf) == 0)
				CHECK(elf_strip(&arena, &elf).count > 0);
		}
}

static void truncated_programs_do_no_harm(void)
{
	struct kaal_component descriptor = descriptor_of("hello");

	for (size_t count = 0; count < 20480; count += 37) {
		struct bytes file, image;
		struct elf_file elf;
		struct program program = { 0 };
		char why[DESCRIPTOR_WHY_BYTES], image_why[IMAGE_WHY_BYTES];
		uint8_t *copy;

		arena_release(&arena);
		file = program_make(&arena, &descriptor);
		copy = arena_alloc(&arena, count + 1);
		memcpy(copy, file.at, count);
		file = (struct bytes){ copy, count };
		program_check(file, ELF_MACHINE_X86_64, &program, why);
		image_bundle(file, &image, image_why);
		if (elf_file_open(file, &elf) == 0)
			elf_strip(&arena, &elf);
	}
}

/* --- plans ----------------------------------------------------------------------- */

static struct plan small_plan(void)
{
	static struct kaal_plan_component components[2] = {
		{ .name = "a", .grants_count = 1 }, { .name = "b", .grants_first = 1, .grants_count = 1 }
	};
	static struct kaal_plan_grant grants[2] = {
		{ .kind = KAAL_NEED_PROVIDES, .name = "x", .interface = "x" },
		{ .kind = KAAL_NEED_USES, .name = "x", .interface = "x" },
	};
	static struct kaal_plan_connection connections[1] = {
		{ .client = 1, .provider = 0, .client_grant = 1 }
	};

	return (struct plan){ .header = { .system = "test",
					  .components_count = 2,
					  .grants_count = 2,
					  .connections_count = 1 },
			      .components = components,
			      .grants = grants,
			      .connections = connections };
}

static void a_plan_is_read_as_it_was_written(void)
{
	struct plan written = small_plan(), read;
	char why[PLAN_WHY_BYTES];

	arena_release(&arena);
	CHECK_EQ(plan_decode(&arena, plan_encode(&arena, &written), &read, why), 0);
	CHECK_STR(read.header.system, "test");
	CHECK_EQ(read.header.grants_count, 2);
	CHECK_STR(read.components[1].name, "b");
	CHECK_STR(read.grants[0].interface, "x");
	CHECK_EQ(read.connections[0].client, 1);
}

/* Whatever byte is changed, with a right checksum: no harm, and never more than the tables. */
static void a_damaged_plan_does_no_harm(void)
{
	struct plan written = small_plan();
	size_t count;

	arena_release(&arena);
	count = plan_encode(&arena, &written).count;
	for (size_t at = 0; at < count; at++)
		for (int change = 1; change < 256; change *= 2) {
			struct bytes bytes;
			struct kaal_plan header;
			struct plan read;
			char why[PLAN_WHY_BYTES];

			arena_release(&arena);
			bytes = plan_encode(&arena, &written);
			((uint8_t *)bytes.at)[at] ^= (uint8_t)change;
			CHECK(plan_decode(&arena, bytes, &read, why) != 0);
			memcpy(&header, bytes.at, sizeof header);
			header.crc32 = 0;
			memcpy((uint8_t *)bytes.at, &header, sizeof header);
			header.crc32 = crc32(0, bytes.at, bytes.count);
			memcpy((uint8_t *)bytes.at, &header, sizeof header);
			if (plan_decode(&arena, bytes, &read, why) == 0)
				CHECK(read.header.components_count == 2 && read.header.grants_count == 2);
		}
}

TAP_MAIN(TAP(an_image_carries_its_bundle), TAP(a_bundle_lies_behind_the_root_task),
	 TAP(what_is_no_root_task_is_refused), TAP(a_stripped_program_keeps_what_counts),
	 TAP(damaged_programs_do_no_harm), TAP(truncated_programs_do_no_harm),
	 TAP(a_plan_is_read_as_it_was_written), TAP(a_damaged_plan_does_no_harm))
