/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* lib/elf on files made here, each wrong in one way; and cut at every length. */
#include <elf.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include <elf/elf.h>

#include "tap.h"

static const struct elf_limits LIMITS = { ELF_MACHINE_X86_64, 0x10000, 0x1000000 };

enum { SECTIONS = 5, SYMBOLS = 5 };

/* An executable of two segments, with a section of ours and symbols. */
struct image {
	Elf64_Ehdr header;
	Elf64_Phdr phdr[2];
	Elf64_Shdr shdr[SECTIONS];
	Elf64_Sym symbols[SYMBOLS];
	char strings[64];
	char names[64];
	char ours[16];
};

static const char STRINGS[] = "\0start\0helper\0table\0$x";
static const char NAMES[] = "\0.symtab\0.strtab\0.shstrtab\0.ours";

static struct image good_image(void)
{
	struct image image = {
		.header = { .e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT },
			    .e_type = ET_EXEC,
			    .e_machine = EM_X86_64,
			    .e_version = EV_CURRENT,
			    .e_entry = 0x400100,
			    .e_phoff = offsetof(struct image, phdr),
			    .e_shoff = offsetof(struct image, shdr),
			    .e_ehsize = sizeof(Elf64_Ehdr),
			    .e_phentsize = sizeof(Elf64_Phdr),
			    .e_phnum = 2,
			    .e_shentsize = sizeof(Elf64_Shdr),
			    .e_shnum = SECTIONS,
			    .e_shstrndx = 3 },
		.phdr = { { .p_type = PT_LOAD,
			    .p_flags = PF_R | PF_X,
			    .p_offset = 0,
			    .p_vaddr = 0x400000,
			    .p_filesz = 0x200,
			    .p_memsz = 0x200 },
			  { .p_type = PT_LOAD,
			    .p_flags = PF_R | PF_W,
			    .p_offset = 0x100,
			    .p_vaddr = 0x401100,
			    .p_filesz = 0x40,
			    .p_memsz = 0x3000 } },
		.shdr = { { 0 },
			  { .sh_name = 1,
			    .sh_type = SHT_SYMTAB,
			    .sh_link = 2,
			    .sh_offset = offsetof(struct image, symbols),
			    .sh_size = sizeof image.symbols,
			    .sh_entsize = sizeof(Elf64_Sym) },
			  { .sh_name = 9,
			    .sh_type = SHT_STRTAB,
			    .sh_offset = offsetof(struct image, strings),
			    .sh_size = sizeof image.strings },
			  { .sh_name = 17,
			    .sh_type = SHT_STRTAB,
			    .sh_offset = offsetof(struct image, names),
			    .sh_size = sizeof image.names },
			  { .sh_name = 27,
			    .sh_type = SHT_PROGBITS,
			    .sh_offset = offsetof(struct image, ours),
			    .sh_size = sizeof image.ours } },
		.symbols = { { 0 },
			     { .st_name = 1, .st_info = STT_NOTYPE, .st_shndx = 1, .st_value = 0x400100 },
			     { .st_name = 7,
			       .st_info = STT_FUNC,
			       .st_shndx = 1,
			       .st_value = 0x400140,
			       .st_size = 0x20 },
			     { .st_name = 14,
			       .st_info = STT_OBJECT,
			       .st_shndx = 1,
			       .st_value = 0x401100,
			       .st_size = 8 },
			     /* a mark of the assembler's, within helper */
			     { .st_name = 20, .st_info = STT_NOTYPE, .st_shndx = 1, .st_value = 0x400148 } },
	};

	memcpy(image.strings, STRINGS, sizeof STRINGS);
	memcpy(image.names, NAMES, sizeof NAMES);
	memcpy(image.ours, "fifteen letters", 16);
	return image;
}

static void opens_a_good_file(void)
{
	struct image image = good_image();
	char why[ELF_WHY_BYTES];
	struct elf elf;

	CHECK_EQ(elf_open(&elf, &image, sizeof image, &LIMITS, why), 0);
	CHECK_EQ(elf.segments_count, 2);
	CHECK_EQ(elf.segments[1].vaddr, 0x401100);
	CHECK_EQ(elf.segments[1].memory_bytes, 0x3000);
	CHECK_EQ(elf.entry, 0x400100);
	CHECK_EQ(elf.phdr_vaddr, 0x400000 + offsetof(struct image, phdr));
	CHECK_EQ(elf.phdr_count, 2);
}

static void check_refused(const struct image *image, size_t bytes, const char *part_of_why)
{
	char why[ELF_WHY_BYTES] = "";
	struct elf elf;

	CHECK_EQ(elf_open(&elf, image, bytes, &LIMITS, why), -ENOEXEC);
	if (!strstr(why, part_of_why))
		CHECK_STR(why, part_of_why);
}

#define REFUSED(change, part_of_why)                              \
	do {                                                      \
		struct image image = good_image();                \
		change;                                           \
		check_refused(&image, sizeof image, part_of_why); \
	} while (0)

static void refuses_bad_headers(void)
{
	REFUSED(image.header.e_ident[1] = 'X', "not an ELF");
	REFUSED(image.header.e_ident[4] = ELFCLASS32, "64-bit");
	REFUSED(image.header.e_ident[5] = ELFDATA2MSB, "little-endian");
	REFUSED(image.header.e_machine = EM_AARCH64, "another machine");
	REFUSED(image.header.e_type = ET_DYN, "fixed address");
	REFUSED(image.header.e_phnum = 0, "program headers");
	REFUSED(image.header.e_phnum = 0xffff, "past the end");
	REFUSED(image.header.e_phentsize = 8, "program headers");
	REFUSED(image.header.e_phoff = UINT64_MAX - 8, "past the end");
	REFUSED(image.header.e_entry = 0x401100, "entry point");
	REFUSED(image.header.e_entry = 0x400200, "entry point");
	REFUSED(image.phdr[0].p_type = PT_INTERP, "dynamically");
	REFUSED(image.phdr[0].p_type = image.phdr[1].p_type = PT_NOTE, "no loadable");
}

static void refuses_bad_segments(void)
{
	REFUSED(image.phdr[0].p_filesz = 0x300, "larger in the file");
	REFUSED(image.phdr[1].p_offset = 0x10000, "past the end");
	REFUSED(image.phdr[1].p_offset = UINT64_MAX - 4, "past the end");
	REFUSED(image.phdr[1].p_vaddr = 0x1000, "out of range");
	REFUSED(image.phdr[1].p_vaddr = UINT64_MAX - 0x10, "out of range");
	REFUSED(image.phdr[1].p_vaddr = 0xffe000, "out of range");
	REFUSED(image.phdr[1].p_memsz = UINT64_MAX, "out of range");
	REFUSED(image.phdr[0].p_flags |= PF_W, "writable and executable");
	REFUSED(image.phdr[1].p_vaddr = 0x400100, "overlap");
	REFUSED(image.phdr[1].p_vaddr = 0x400800, "share a page");
	REFUSED((image.phdr[1].p_vaddr = 0x3ff000, image.phdr[1].p_memsz = 0x10000), "overlap");
}

/* Every shorter file is refused or read inside its bounds: the sanitizer watches the latter. */
static void survives_any_length(void)
{
	struct image image = good_image();

	for (size_t bytes = 0; bytes <= sizeof image; bytes++) {
		char *cut = malloc(bytes + !bytes);
		char why[ELF_WHY_BYTES];
		struct elf_bytes section;
		struct elf_symbol symbol;
		struct elf_object object;
		struct elf elf;

		memcpy(cut, &image, bytes);
		if (elf_open(&elf, cut, bytes, &LIMITS, why) == 0) {
			elf_section(&elf, ".ours", &section);
			elf_symbol_at(&elf, 0x400150, &symbol);
			elf_object_find(&elf, "helper", &object);
		}
		free(cut);
	}
}

/* One byte wrong at a time, everywhere, with several values. */
static void survives_any_byte(void)
{
	static const unsigned char values[] = { 0, 1, 0x7f, 0x80, 0xff };
	struct image image = good_image();

	for (size_t at = 0; at < sizeof image; at++)
		for (size_t i = 0; i < sizeof values; i++) {
			struct image *bad = malloc(sizeof *bad);
			char why[ELF_WHY_BYTES];
			struct elf_bytes section;
			struct elf_symbol symbol;
			struct elf_object object;
			struct elf elf;

			*bad = image;
			((unsigned char *)bad)[at] = values[i];
			if (elf_open(&elf, bad, sizeof *bad, &LIMITS, why) == 0) {
				if (elf_section(&elf, ".ours", &section) == 0)
					CHECK(section.at + section.count <= (uint8_t *)(bad + 1));
				elf_symbol_at(&elf, 0x400150, &symbol);
				elf_object_find(&elf, "helper", &object);
			}
			free(bad);
		}
}

static void finds_sections(void)
{
	struct image image = good_image();
	char why[ELF_WHY_BYTES];
	struct elf_bytes section;
	struct elf elf;

	CHECK_EQ(elf_open(&elf, &image, sizeof image, &LIMITS, why), 0);
	CHECK_EQ(elf_section(&elf, ".ours", &section), 0);
	CHECK_EQ(section.count, sizeof image.ours);
	CHECK_STR((const char *)section.at, "fifteen letters");
	CHECK_EQ(elf_section(&elf, ".theirs", &section), -ENOENT);
	image.shdr[4].sh_size = sizeof image;
	CHECK_EQ(elf_section(&elf, ".ours", &section), -ENOENT);
}

static void names_addresses(void)
{
	struct image image = good_image();
	char why[ELF_WHY_BYTES];
	struct elf_symbol symbol;
	struct elf elf;

	CHECK_EQ(elf_open(&elf, &image, sizeof image, &LIMITS, why), 0);
	CHECK_EQ(elf_symbol_at(&elf, 0x400150, &symbol), 0);
	CHECK_STR(symbol.name, "helper");
	CHECK_EQ(symbol.offset, 0x10);
	CHECK_EQ(elf_symbol_at(&elf, 0x400104, &symbol), 0);
	CHECK_STR(symbol.name, "start");
	CHECK_EQ(symbol.offset, 4);
	CHECK_EQ(elf_symbol_at(&elf, 0x400050, &symbol), -ENOENT);
	CHECK_EQ(elf_symbol_at(&elf, 0x700000, &symbol), -ENOENT);
	memset(image.strings, 'x', sizeof image.strings);
	CHECK_EQ(elf_symbol_at(&elf, 0x400150, &symbol), -ENOENT);
}

static void finds_objects_by_name(void)
{
	struct image image = good_image();
	char why[ELF_WHY_BYTES];
	struct elf_object object;
	struct elf elf;

	CHECK_EQ(elf_open(&elf, &image, sizeof image, &LIMITS, why), 0);
	CHECK_EQ(elf_object_find(&elf, "helper", &object), -ENOENT); /* local to its file */
	for (size_t i = 0; i < SYMBOLS; i++)
		image.symbols[i].st_info |= STB_GLOBAL << 4;
	CHECK_EQ(elf_object_find(&elf, "helper", &object), 0);
	CHECK_EQ(object.vaddr, 0x400140);
	CHECK_EQ(elf_object_find(&elf, "nobody", &object), -ENOENT);
	for (size_t i = 0; i < SYMBOLS; i++)
		image.symbols[i].st_value = 0x700000;
	CHECK_EQ(elf_object_find(&elf, "helper", &object), -ENOENT); /* outside the image */
}

TAP_MAIN(TAP(opens_a_good_file), TAP(refuses_bad_headers), TAP(refuses_bad_segments),
	 TAP(survives_any_length), TAP(survives_any_byte), TAP(finds_sections), TAP(names_addresses),
	 TAP(finds_objects_by_name))
