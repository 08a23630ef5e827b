/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <pack/pack.h>

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/kaal/aarch64_image.h"

struct blob {
	unsigned char *at;
	size_t bytes;
};

struct pack {
	const struct pack_files *files;
	struct pack_problem *problem;
	struct blob loader, kernel, root, tree;
};

static int fail(struct pack *pack, const char *file, const char *why, int error)
{
	*pack->problem = (struct pack_problem){ file, why };
	return error;
}

static int fail_errno(struct pack *pack, const char *file)
{
	int error = errno;

	return fail(pack, file, strerror(error), -error);
}

static int read_stream(struct pack *pack, const char *name, FILE *file, struct blob *blob)
{
	size_t room = 0, got;

	do {
		if (blob->bytes == room) {
			room = room ? 2 * room : 1 << 20;
			unsigned char *grown = realloc(blob->at, room);
			if (!grown)
				return fail(pack, name, "out of memory", -ENOMEM);
			blob->at = grown;
		}
		got = fread(blob->at + blob->bytes, 1, room - blob->bytes, file);
		blob->bytes += got;
	} while (got > 0);
	return ferror(file) ? fail_errno(pack, name) : 0;
}

static int read_file(struct pack *pack, const char *name, struct blob *blob)
{
	FILE *file = fopen(name, "rb");

	if (!file)
		return fail_errno(pack, name);
	int result = read_stream(pack, name, file, blob);
	fclose(file);
	return result;
}

static int read_all(struct pack *pack)
{
	const struct pack_files *files = pack->files;
	int result = read_file(pack, files->loader, &pack->loader);

	if (result == 0)
		result = read_file(pack, files->kernel, &pack->kernel);
	if (result == 0)
		result = read_file(pack, files->root, &pack->root);
	if (result == 0 && files->tree)
		result = read_file(pack, files->tree, &pack->tree);
	return result;
}

static int check_elf(struct pack *pack, const char *name, struct blob blob)
{
	if (blob.bytes < 64 || memcmp(blob.at, "\177ELF", 4) != 0)
		return fail(pack, name, "is not an ELF file", -ENOEXEC);
	if (blob.at[4] != 2 || blob.at[18] != 183 || blob.at[19] != 0)
		return fail(pack, name, "is not a 64-bit ELF file for AArch64", -ENOEXEC);
	return 0;
}

static int check_all(struct pack *pack)
{
	struct blob loader = pack->loader;

	if (loader.bytes < IMAGE_HEADER_BYTES + sizeof(struct image_table) ||
	    memcmp(loader.at + 56, "ARM\x64", 4) != 0)
		return fail(pack, pack->files->loader, "is not KaaL's loader", -ENOEXEC);
	int result = check_elf(pack, pack->files->kernel, pack->kernel);
	return result ? result : check_elf(pack, pack->files->root, pack->root);
}

/* Give @blob the next place in the image. */
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

/* Go on with @sum over @blob and the zeros behind it that fill its last page. */
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

/* Tell the loader where everything will be. */
static void fill_in(struct pack *pack)
{
	struct image_table table = { .magic = IMAGE_TABLE_MAGIC };

	place(&table.bytes, pack->loader);
	table.kernel = place(&table.bytes, pack->kernel);
	table.root = place(&table.bytes, pack->root);
	if (pack->tree.at)
		table.tree = place(&table.bytes, pack->tree);
	table.sum = sum_padded(sum_padded(sum_padded(0, pack->kernel), pack->root), pack->tree);
	put_word(pack->loader.at + IMAGE_SIZE_OFFSET, table.bytes);
	put_table(pack->loader.at + IMAGE_HEADER_BYTES, &table);
}

static bool write_padded(FILE *out, struct blob blob)
{
	static const unsigned char zeros[IMAGE_FILE_ALIGN];
	size_t pad = (IMAGE_FILE_ALIGN - blob.bytes % IMAGE_FILE_ALIGN) % IMAGE_FILE_ALIGN;

	return fwrite(blob.at, 1, blob.bytes, out) == blob.bytes && fwrite(zeros, 1, pad, out) == pad;
}

static int write_all(struct pack *pack)
{
	FILE *out = fopen(pack->files->out, "wb");

	if (!out)
		return fail_errno(pack, pack->files->out);
	bool written = write_padded(out, pack->loader) && write_padded(out, pack->kernel) &&
		       write_padded(out, pack->root) && write_padded(out, pack->tree);
	int error = errno;
	if (fclose(out) != 0)
		return fail_errno(pack, pack->files->out);
	return written ? 0 : fail(pack, pack->files->out, strerror(error), -error);
}

int pack_image(const struct pack_files *files, struct pack_problem *problem)
{
	struct pack pack = { .files = files, .problem = problem };
	int result = read_all(&pack);

	if (result == 0)
		result = check_all(&pack);
	if (result == 0) {
		fill_in(&pack);
		result = write_all(&pack);
	}
	free(pack.loader.at);
	free(pack.kernel.at);
	free(pack.root.at);
	free(pack.tree.at);
	return result;
}
