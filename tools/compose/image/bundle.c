/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "image/bundle.h"

#include <errno.h>
#include <string.h>

#include <core/crc32.h>

static uint64_t align_up(uint64_t offset)
{
	return (offset + KAAL_BUNDLE_ALIGN - 1) / KAAL_BUNDLE_ALIGN * KAAL_BUNDLE_ALIGN;
}

static size_t table_bytes(size_t files)
{
	return sizeof(struct kaal_bundle) + files * sizeof(struct kaal_bundle_file);
}

static size_t size_of(const struct bundle_file *files, size_t count)
{
	size_t bytes = table_bytes(count);

	for (size_t i = 0; i < count; i++)
		bytes = align_up(bytes) + files[i].bytes.count;
	return bytes;
}

struct bytes bundle_make(struct arena *arena, const char *system, const struct bundle_file *files,
			 size_t count)
{
	size_t size = size_of(files, count);
	struct kaal_bundle *header = arena_alloc(arena, size);
	uint64_t offset = table_bytes(count);

	header->magic = KAAL_BUNDLE_MAGIC;
	header->version = KAAL_BUNDLE_VERSION;
	header->files_count = (uint16_t)count;
	header->bytes = size;
	strncpy(header->system, system, sizeof header->system - 1);
	for (size_t i = 0; i < count; i++) {
		struct kaal_bundle_file *entry = &header->files[i];

		offset = align_up(offset);
		strncpy(entry->name, files[i].name, sizeof entry->name - 1);
		entry->offset = offset;
		entry->bytes = files[i].bytes.count;
		entry->crc32 = crc32(0, files[i].bytes.at, files[i].bytes.count);
		memcpy((uint8_t *)header + offset, files[i].bytes.at, files[i].bytes.count);
		offset += files[i].bytes.count;
	}
	header->header_crc32 = crc32(0, header, table_bytes(count));
	return (struct bytes){ (const uint8_t *)header, size };
}

static int open_header(struct bytes bundle, struct kaal_bundle *header)
{
	struct kaal_bundle unsummed;
	uint32_t sum;

	if (bundle.count < sizeof *header)
		return -EINVAL;
	memcpy(header, bundle.at, sizeof *header);
	if (header->magic != KAAL_BUNDLE_MAGIC || header->version != KAAL_BUNDLE_VERSION ||
	    header->files_count > KAAL_BUNDLE_FILES_MAX || table_bytes(header->files_count) > bundle.count)
		return -EINVAL;
	unsummed = *header;
	unsummed.header_crc32 = 0;
	sum = crc32(0, &unsummed, sizeof unsummed);
	sum = crc32(sum, bundle.at + sizeof unsummed, table_bytes(header->files_count) - sizeof unsummed);
	return sum == header->header_crc32 ? 0 : -EINVAL;
}

int bundle_find(struct bytes bundle, const char *name, struct bytes *out)
{
	struct kaal_bundle header;

	if (open_header(bundle, &header))
		return -EINVAL;
	for (unsigned i = 0; i < header.files_count; i++) {
		struct kaal_bundle_file entry;

		memcpy(&entry, bundle.at + table_bytes(i), sizeof entry);
		if (strncmp(entry.name, name, sizeof entry.name) != 0)
			continue;
		if (!bytes_contain(bundle, entry.offset, entry.bytes) ||
		    crc32(0, bundle.at + entry.offset, entry.bytes) != entry.crc32)
			return -EINVAL;
		*out = (struct bytes){ bundle.at + entry.offset, entry.bytes };
		return 0;
	}
	return -ENOENT;
}
