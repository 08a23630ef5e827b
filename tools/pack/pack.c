/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * kaal-pack OUT LOADER KERNEL ROOT [TREE]: one AArch64 image of a loader, any kernel
 * of this ABI and any root task; with a device tree, if the machine has none.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/kaal/aarch64_image.h"

struct blob {
	unsigned char *at;
	size_t bytes;
};

static void fail(const char *file, const char *why)
{
	fprintf(stderr, "kaal-pack: %s: %s\n", file, why);
	exit(1);
}

static struct blob read_file(const char *name)
{
	FILE *file = fopen(name, "rb");
	struct blob blob = { NULL, 0 };
	size_t room = 0, got;

	if (!file)
		fail(name, strerror(errno));
	do {
		if (blob.bytes == room) {
			room = room ? 2 * room : 1 << 20;
			blob.at = realloc(blob.at, room);
			if (!blob.at)
				fail(name, "out of memory");
		}
		got = fread(blob.at + blob.bytes, 1, room - blob.bytes, file);
		blob.bytes += got;
	} while (got > 0);
	if (ferror(file))
		fail(name, strerror(errno));
	fclose(file);
	return blob;
}

static void write_padded(FILE *out, const char *name, struct blob blob)
{
	static const unsigned char zeros[IMAGE_FILE_ALIGN];
	size_t pad = (IMAGE_FILE_ALIGN - blob.bytes % IMAGE_FILE_ALIGN) % IMAGE_FILE_ALIGN;

	if (fwrite(blob.at, 1, blob.bytes, out) != blob.bytes || fwrite(zeros, 1, pad, out) != pad)
		fail(name, strerror(errno));
}

/** Give @blob the next place in the image. */
static struct image_file place(uint64_t *end, struct blob blob)
{
	struct image_file file = { *end, blob.bytes };

	*end += (blob.bytes + IMAGE_FILE_ALIGN - 1) & ~(uint64_t)(IMAGE_FILE_ALIGN - 1);
	return file;
}

static void put_word(unsigned char *at, uint64_t word)
{
	for (int i = 0; i < 8; i++)
		at[i] = (unsigned char)(word >> 8 * i);
}

static void put_table(unsigned char *at, const struct image_table *table)
{
	const uint64_t words[] = { table->magic,         table->bytes,        table->sum,
				   table->kernel.offset, table->kernel.bytes, table->root.offset,
				   table->root.bytes,    table->tree.offset,  table->tree.bytes };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		put_word(at + 8 * i, words[i]);
}

/** Go on with @sum over @blob and the zeros behind it that fill its last page. */
static uint64_t sum_padded(uint64_t sum, struct blob blob)
{
	for (size_t at = 0; at < blob.bytes || at % IMAGE_FILE_ALIGN != 0; at += 8) {
		uint64_t word = 0;

		for (size_t i = 0; i < 8 && at + i < blob.bytes; i++)
			word |= (uint64_t)blob.at[at + i] << 8 * i;
		sum = image_sum(sum, word);
	}
	return sum;
}

static void check_elf(const char *name, struct blob blob)
{
	if (blob.bytes < 64 || memcmp(blob.at, "\177ELF", 4) != 0)
		fail(name, "is not an ELF file");
	if (blob.at[4] != 2 || blob.at[18] != 183 || blob.at[19] != 0)
		fail(name, "is not a 64-bit ELF file for AArch64");
}

int main(int argc, char **argv)
{
	struct image_table table = { .magic = IMAGE_TABLE_MAGIC };
	struct blob loader, kernel, root, tree = { NULL, 0 };
	FILE *out;

	if (argc < 5 || argc > 6) {
		fprintf(stderr, "usage: kaal-pack OUT LOADER KERNEL ROOT [TREE]\n");
		return 2;
	}
	loader = read_file(argv[2]);
	kernel = read_file(argv[3]);
	root = read_file(argv[4]);
	if (argc == 6)
		tree = read_file(argv[5]);
	if (loader.bytes < IMAGE_HEADER_BYTES + sizeof table || memcmp(loader.at + 56, "ARM\x64", 4) != 0)
		fail(argv[2], "is not KaaL's loader");
	check_elf(argv[3], kernel);
	check_elf(argv[4], root);

	place(&table.bytes, loader);
	table.kernel = place(&table.bytes, kernel);
	table.root = place(&table.bytes, root);
	if (tree.at)
		table.tree = place(&table.bytes, tree);
	table.sum = sum_padded(sum_padded(sum_padded(0, kernel), root), tree);
	put_word(loader.at + IMAGE_SIZE_OFFSET, table.bytes);
	put_table(loader.at + IMAGE_HEADER_BYTES, &table);

	out = fopen(argv[1], "wb");
	if (!out)
		fail(argv[1], strerror(errno));
	write_padded(out, argv[1], loader);
	write_padded(out, argv[1], kernel);
	write_padded(out, argv[1], root);
	if (tree.at)
		write_padded(out, argv[1], tree);
	if (fclose(out) != 0)
		fail(argv[1], strerror(errno));
	return 0;
}
