/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "image/image.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "abi/kaal/bundle.h"
#include "image/strip.h"

enum { PAGE = 4096 };

static uint64_t page_up(uint64_t bytes)
{
	return (bytes + PAGE - 1) / PAGE * PAGE;
}

static int refuse(char why[IMAGE_WHY_BYTES], const char *text)
{
	snprintf(why, IMAGE_WHY_BYTES, "%s", text);
	return -ENOEXEC;
}

struct image_range image_range_of(const struct elf_file *file)
{
	struct image_range range = { UINT64_MAX, 0 };

	for (unsigned int i = 0; i < file->header.e_phnum; i++) {
		Elf64_Phdr segment = elf_file_segment(file, i);

		if (segment.p_type != PT_LOAD || !segment.p_memsz)
			continue;
		if (segment.p_vaddr < range.first)
			range.first = segment.p_vaddr;
		if (segment.p_vaddr + segment.p_memsz > range.end)
			range.end = segment.p_vaddr + segment.p_memsz;
	}
	return range;
}

/* Behind the program headers, is there room for one more before anything that is loaded? */
static bool has_room_for_header(const struct elf_file *file)
{
	uint64_t end = file->header.e_phoff + (file->header.e_phnum + 1u) * sizeof(Elf64_Phdr);

	if (end > elf_loaded_bytes(file))
		return false;
	for (unsigned int i = 0; i < file->header.e_phnum; i++) {
		Elf64_Phdr segment = elf_file_segment(file, i);

		if (segment.p_filesz && segment.p_offset < end)
			return false;
	}
	return true;
}

/* Where the structure for the bundle's place lies in the file; 0: nowhere. */
static uint64_t find_structure(const struct elf_file *file)
{
	Elf64_Shdr section;
	uint64_t magic;

	if (!elf_file_find_section(file, KAAL_IMAGE_SECTION, &section) ||
	    elf_file_section_bytes(file, &section).count < sizeof(struct kaal_image) ||
	    section.sh_offset + section.sh_size > elf_loaded_bytes(file))
		return 0;
	memcpy(&magic, file->bytes.at + section.sh_offset, sizeof magic);
	return magic == KAAL_IMAGE_MAGIC ? section.sh_offset : 0;
}

static void put(uint8_t *image, uint64_t offset, const void *bytes, size_t count)
{
	memcpy(image + offset, bytes, count);
}

static void put_headers(uint8_t *image, const struct elf_file *root, const Elf64_Phdr *segment)
{
	Elf64_Ehdr header = root->header;

	put(image, header.e_phoff + header.e_phnum * sizeof *segment, segment, sizeof *segment);
	header.e_phnum++;
	header.e_shoff = header.e_shnum = header.e_shstrndx = 0;
	put(image, 0, &header, sizeof header);
}

static struct bytes join(struct arena *arena, const struct elf_file *root, struct bytes bundle,
			 uint64_t structure)
{
	size_t loaded = elf_loaded_bytes(root), offset = page_up(loaded);
	uint8_t *image = arena_alloc(arena, offset + bundle.count);
	struct kaal_image place = { KAAL_IMAGE_MAGIC, page_up(image_range_of(root).end), bundle.count };
	Elf64_Phdr segment = {
		.p_type = PT_LOAD,
		.p_flags = PF_R,
		.p_offset = offset,
		.p_vaddr = place.bundle_vaddr,
		.p_paddr = place.bundle_vaddr,
		.p_filesz = bundle.count,
		.p_memsz = bundle.count,
		.p_align = PAGE,
	};

	put(image, 0, root->bytes.at, loaded);
	put(image, offset, bundle.at, bundle.count);
	put(image, structure, &place, sizeof place);
	put_headers(image, root, &segment);
	return (struct bytes){ image, offset + bundle.count };
}

int image_make(struct arena *arena, struct bytes root, struct bytes bundle, struct bytes *out,
	       char why[IMAGE_WHY_BYTES])
{
	struct elf_file file;
	uint64_t structure;

	if (elf_file_open(root, &file))
		return refuse(why, "it is not a 64-bit ELF file");
	structure = find_structure(&file);
	if (!structure)
		return refuse(why, "it has no place for a bundle (section " KAAL_IMAGE_SECTION ")");
	if (!has_room_for_header(&file))
		return refuse(why, "it has no room for one more program header");
	*out = join(arena, &file, bundle, structure);
	return 0;
}

/* The bytes that a structure claims are the bundle; none if no segment begins where it says. */
static struct bytes bundle_at(const struct elf_file *file, const struct kaal_image *place)
{
	for (unsigned int i = 0; i < file->header.e_phnum; i++) {
		Elf64_Phdr segment = elf_file_segment(file, i);

		if (segment.p_type == PT_LOAD && segment.p_vaddr == place->bundle_vaddr &&
		    segment.p_filesz >= place->bundle_bytes &&
		    bytes_contain(file->bytes, segment.p_offset, place->bundle_bytes))
			return (struct bytes){ file->bytes.at + segment.p_offset, place->bundle_bytes };
	}
	return (struct bytes){ NULL, 0 };
}

/* The structure is found by its magic number, as an image has no sections; code may contain that too. */
int image_bundle(struct bytes image, struct bytes *out, char why[IMAGE_WHY_BYTES])
{
	struct elf_file file;
	struct kaal_image place;
	size_t loaded;

	if (elf_file_open(image, &file))
		return refuse(why, "it is not a 64-bit ELF file");
	loaded = elf_loaded_bytes(&file);
	for (size_t at = 0; at + sizeof place <= loaded; at += 8) {
		struct bytes found;

		memcpy(&place, image.at + at, sizeof place);
		if (place.magic != KAAL_IMAGE_MAGIC)
			continue;
		found = bundle_at(&file, &place);
		if (found.count) {
			*out = found;
			return 0;
		}
	}
	return refuse(why, "it is not an image that sel4-compose has made, or not the whole of it");
}
