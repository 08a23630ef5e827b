/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Files as sources, and the arena that everything lives in. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/source.h"
#include "tap.h"

static struct arena arena;

/** A file with these bytes, until the process ends. */
static const char *file_of(const char *bytes, size_t len)
{
	static char path[] = "/tmp/kaal-source-XXXXXX";
	int file;

	strcpy(path, "/tmp/kaal-source-XXXXXX");
	file = mkstemp(path);
	CHECK(file >= 0 && write(file, bytes, len) == (ssize_t)len);
	close(file);
	return path;
}

static void files_are_read_whole(void)
{
	const char *path = file_of("a\0b\n", 4);
	const struct source *source = NULL;
	int error = source_read(&arena, path, &source);

	unlink(path);
	CHECK_EQ(error, 0);
	CHECK_EQ(source->bytes, 4);
	CHECK(memcmp(source->text, "a\0b\n", 5) == 0);
	CHECK_STR(source->name, path);
}

static void pipes_are_read_whole(void)
{
	enum { BYTES = 50000 };
	const struct source *source = NULL;
	char path[32], *bytes = arena_alloc(&arena, BYTES);
	int ends[2], error;

	memset(bytes, 'x', BYTES);
	CHECK(pipe(ends) == 0 && write(ends[1], bytes, BYTES) == BYTES);
	close(ends[1]);
	snprintf(path, sizeof(path), "/dev/fd/%d", ends[0]);
	error = source_read(&arena, path, &source);
	close(ends[0]);
	CHECK_EQ(error, 0);
	CHECK_EQ(source->bytes, BYTES);
	CHECK(memcmp(source->text, bytes, BYTES) == 0);
}

static void what_is_no_file_is_refused(void)
{
	const struct source *source = NULL;

	CHECK(source_read(&arena, "/nowhere", &source) == -ENOENT);
	CHECK(source_read(&arena, "/tmp", &source) == -EISDIR);
	CHECK(!source);
}

static void what_is_too_large_is_refused(void)
{
	const char *path = file_of("", 0);
	const struct source *source = NULL;
	int error;

	CHECK(truncate(path, SOURCE_BYTES_MAX + 1) == 0);
	error = source_read(&arena, path, &source);
	CHECK(truncate(path, SOURCE_BYTES_MAX) == 0);
	CHECK_EQ(source_read(&arena, path, &source), 0);
	unlink(path);
	CHECK(error == -EFBIG);
	CHECK_EQ(source->bytes, SOURCE_BYTES_MAX);
	arena_release(&arena);
}

static void memory_is_zeroed_and_aligned(void)
{
	for (size_t bytes = 0; bytes < 200000; bytes = bytes * 2 + 1) {
		unsigned char *memory = arena_alloc(&arena, bytes);

		CHECK_EQ((uintptr_t)memory % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < bytes; i++)
			CHECK(memory[i] == 0);
		memset(memory, 0xff, bytes);
	}
	arena_release(&arena);
	CHECK(!arena.blocks);
}

static void arrays_grow(void)
{
	int *items = NULL;

	for (int count = 0; count < 1000; count++) {
		items = arena_grow(&arena, items, (size_t)count, sizeof(*items));
		items[count] = count;
	}
	for (int i = 0; i < 1000; i++)
		CHECK_EQ(items[i], i);
	CHECK_STR(arena_print(&arena, "%s %d", "x", 5), "x 5");
}

TAP_MAIN(TAP(files_are_read_whole), TAP(pipes_are_read_whole), TAP(what_is_no_file_is_refused),
	 TAP(what_is_too_large_is_refused), TAP(memory_is_zeroed_and_aligned), TAP(arrays_grow))
