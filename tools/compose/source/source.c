/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct source *source_of_text(struct arena *arena, const char *name, const char *text, size_t bytes)
{
	struct source *source = arena_alloc(arena, sizeof(*source));

	*source = (struct source){ .name = name, .text = text, .bytes = bytes };
	return source;
}

/** Read until the file ends. @return bytes, or a negative errno */
static int64_t read_all(int file, char *text, size_t room)
{
	size_t bytes = 0;

	while (bytes < room) {
		ssize_t part = read(file, text + bytes, room - bytes);

		if (part < 0 && errno == EINTR)
			continue;
		if (part < 0)
			return -errno;
		if (part == 0)
			break;
		bytes += (size_t)part;
	}
	return (int64_t)bytes;
}

/** The file may be a pipe, or grow while it is read: its size is a first guess. */
static int64_t read_growing(struct arena *arena, int file, size_t guess, char **text)
{
	size_t had = 0;

	for (size_t room = guess + 1;; room *= 2) {
		char *larger = arena_alloc(arena, room + 1);
		int64_t more;

		if (had)
			memcpy(larger, *text, had);
		*text = larger;
		more = read_all(file, larger + had, room - had);
		if (more < 0)
			return more;
		had += (size_t)more;
		if (had > SOURCE_BYTES_MAX)
			return -EFBIG;
		if (had < room)
			return (int64_t)had;
	}
}

int source_read(struct arena *arena, const char *path, const struct source **out)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	char *text = NULL;
	int64_t bytes;

	if (file < 0)
		return -errno;
	if (fstat(file, &status) < 0)
		bytes = -errno;
	else if (S_ISDIR(status.st_mode))
		bytes = -EISDIR;
	else if (status.st_size > SOURCE_BYTES_MAX)
		bytes = -EFBIG;
	else
		bytes = read_growing(arena, file, (size_t)status.st_size, &text);
	close(file);
	if (bytes < 0)
		return (int)bytes;
	*out = source_of_text(arena, path, text, (size_t)bytes);
	return 0;
}

struct source_range source_range_of(const struct source *source, size_t from, size_t to)
{
	return (struct source_range){ source, (uint32_t)from, (uint32_t)(to - from) };
}

struct source_range source_range_part(struct source_range range, size_t offset, size_t bytes)
{
	return (struct source_range){ range.source, range.offset + (uint32_t)offset, (uint32_t)bytes };
}

/** Is this byte the first of a character, or no part of any? */
static bool starts_character(char byte)
{
	return ((unsigned char)byte & 0xc0) != 0x80;
}

size_t source_count_characters(const char *bytes, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += starts_character(bytes[i]);
	return count;
}

size_t source_text_start(const struct source *source)
{
	return source->bytes >= 3 && memcmp(source->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

struct source_position source_position_of(struct source_range range)
{
	const char *text = range.source->text;
	size_t line_start = source_text_start(range.source);
	size_t offset = range.offset < line_start ? line_start : range.offset;
	uint32_t line = 1;

	for (size_t i = line_start; i < range.offset; i++) {
		if (text[i] != '\n')
			continue;
		line++;
		line_start = i + 1;
	}
	return (struct source_position){
		.line = line,
		.column = 1 + (uint32_t)source_count_characters(text + line_start, offset - line_start),
	};
}
