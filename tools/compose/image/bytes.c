/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "image/bytes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int size_of(FILE *file, size_t *count)
{
	long size;

	if (fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0 || fseek(file, 0, SEEK_SET))
		return -errno;
	if (size > BYTES_FILE_MAX)
		return -EFBIG;
	*count = (size_t)size;
	return 0;
}

static int read_open(struct arena *arena, FILE *file, struct bytes *out)
{
	size_t count = 0;
	uint8_t *at;
	int error = size_of(file, &count);

	if (error)
		return error;
	at = arena_alloc(arena, count + 1);
	if (fread(at, 1, count, file) != count)
		return ferror(file) && errno ? -errno : -EIO;
	*out = (struct bytes){ at, count };
	return 0;
}

int bytes_read_file(struct arena *arena, const char *path, struct bytes *out)
{
	FILE *file = fopen(path, "rb");
	int error;

	if (!file)
		return -errno;
	error = read_open(arena, file, out);
	fclose(file);
	return error;
}

static int write_new(const char *path, struct bytes bytes)
{
	FILE *file = fopen(path, "wb");
	int error = 0;

	if (!file)
		return -errno;
	if (fwrite(bytes.at, 1, bytes.count, file) != bytes.count)
		error = -errno;
	if (fclose(file) && !error)
		error = -errno;
	return error;
}

int bytes_write_file(struct arena *arena, const char *path, struct bytes bytes)
{
	const char *aside = arena_print(arena, "%s.new%ld", path, (long)getpid());
	int error = write_new(aside, bytes);

	if (!error && rename(aside, path))
		error = -errno;
	if (error)
		remove(aside);
	return error;
}
