/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * mkbundle -o OUT SYSTEM FILE...
 *
 * Puts files into a bundle (abi/kaal/bundle.h) under their base names, without what
 * follows a first dot. A root-task image carries it in its section .kaal.bundle.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <core/crc32.h>

#include "abi/kaal/bundle.h"

/* A bundle in the making; the contents live until the program ends. */
struct bundle {
	struct kaal_bundle *header; /* with room for all entries */
	char *contents[KAAL_BUNDLE_FILES_MAX];
};

static _Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

static _Noreturn void fail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("mkbundle: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

static size_t header_bytes(unsigned files)
{
	return sizeof(struct kaal_bundle) + files * sizeof(struct kaal_bundle_file);
}

static uint64_t align_up(uint64_t bytes)
{
	return (bytes + KAAL_BUNDLE_ALIGN - 1) / KAAL_BUNDLE_ALIGN * KAAL_BUNDLE_ALIGN;
}

static char *read_file(const char *path, uint64_t *bytes)
{
	FILE *file = fopen(path, "rb");
	char *contents;
	long size;

	if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0 || fseek(file, 0, SEEK_SET))
		fail("%s: %s", path, strerror(errno));
	contents = malloc((size_t)size + 1);
	if (!contents || fread(contents, 1, (size_t)size, file) != (size_t)size)
		fail("%s: cannot be read whole", path);
	fclose(file);
	*bytes = (uint64_t)size;
	return contents;
}

/* The name that a file has in the bundle: "a/b/serial.elf" is "serial". */
static void set_name(struct kaal_bundle_file *entry, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	size_t length = strcspn(base, ".");

	if (!length || length >= sizeof entry->name)
		fail("%s: its name must have 1 to %zu characters", path, sizeof entry->name - 1);
	memcpy(entry->name, base, length);
}

static void check_new(const struct kaal_bundle *header, const struct kaal_bundle_file *entry)
{
	for (unsigned i = 0; i < header->files_count; i++)
		if (strcmp(header->files[i].name, entry->name) == 0)
			fail("two files are called %s", entry->name);
}

static void add_file(struct bundle *bundle, const char *path)
{
	struct kaal_bundle *header = bundle->header;
	struct kaal_bundle_file entry = { .offset = align_up(header->bytes) };

	set_name(&entry, path);
	check_new(header, &entry);
	bundle->contents[header->files_count] = read_file(path, &entry.bytes);
	entry.crc32 = crc32(0, bundle->contents[header->files_count], entry.bytes);
	header->files[header->files_count++] = entry;
	header->bytes = entry.offset + entry.bytes;
}

static void put(FILE *out, const char *path, uint64_t offset, const void *bytes, size_t count)
{
	if (fseek(out, (long)offset, SEEK_SET) || fwrite(bytes, 1, count, out) != count)
		fail("%s: %s", path, strerror(errno));
}

static void write_bundle(const struct bundle *bundle, const char *path)
{
	struct kaal_bundle *header = bundle->header;
	FILE *out = fopen(path, "wb");

	if (!out)
		fail("%s: %s", path, strerror(errno));
	header->header_crc32 = crc32(0, header, header_bytes(header->files_count));
	put(out, path, 0, header, header_bytes(header->files_count));
	for (unsigned i = 0; i < header->files_count; i++)
		put(out, path, header->files[i].offset, bundle->contents[i], header->files[i].bytes);
	if (fclose(out))
		fail("%s: %s", path, strerror(errno));
}

int main(int argc, char **argv)
{
	struct bundle bundle = { .header = calloc(1, header_bytes(KAAL_BUNDLE_FILES_MAX)) };

	if (argc < 4 || strcmp(argv[1], "-o") != 0)
		fail("usage: mkbundle -o OUT SYSTEM FILE...");
	if (argc - 4 > KAAL_BUNDLE_FILES_MAX)
		fail("%d files, at most %d fit", argc - 4, KAAL_BUNDLE_FILES_MAX);
	if (!bundle.header)
		fail("out of memory");
	if (strlen(argv[3]) >= sizeof bundle.header->system)
		fail("%s: a system's name has at most %zu characters", argv[3],
		     sizeof bundle.header->system - 1);
	bundle.header->magic = KAAL_BUNDLE_MAGIC;
	bundle.header->version = KAAL_BUNDLE_VERSION;
	bundle.header->bytes = header_bytes(KAAL_BUNDLE_FILES_MAX);
	memcpy(bundle.header->system, argv[3], strlen(argv[3]));
	for (int i = 4; i < argc; i++)
		add_file(&bundle, argv[i]);
	write_bundle(&bundle, argv[2]);
	free(bundle.header);
	return 0;
}
