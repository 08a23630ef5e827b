/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "bundle.h"

#include <core/crc32.h>
#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

static int refuse(char why[BUNDLE_WHY_BYTES], const char *text)
{
	text_print(why, BUNDLE_WHY_BYTES, "%s", text);
	return -EINVAL;
}

static uint32_t header_sum(struct kaal_bundle header, const uint8_t *bytes)
{
	uint32_t sum;

	header.header_crc32 = 0;
	sum = crc32(0, &header, sizeof header);
	return crc32(sum, bytes + sizeof header, header.files_count * sizeof(struct kaal_bundle_file));
}

int bundle_open(struct bundle *bundle, const void *bytes, size_t count, char why[BUNDLE_WHY_BYTES])
{
	struct kaal_bundle header;

	if (count < sizeof header)
		return refuse(why, "too short to be a bundle");
	memcpy(&header, bytes, sizeof header);
	if (header.magic != KAAL_BUNDLE_MAGIC)
		return refuse(why, "there is no bundle in the image");
	if (header.version != KAAL_BUNDLE_VERSION)
		return refuse(why, "made for another version of the root task");
	if (header.bytes > count)
		return refuse(why, "truncated");
	if (header.files_count > KAAL_BUNDLE_FILES_MAX ||
	    sizeof header + header.files_count * sizeof(struct kaal_bundle_file) > header.bytes)
		return refuse(why, "its file table does not fit");
	if (header_sum(header, bytes) != header.header_crc32)
		return refuse(why, "its header is damaged (checksum)");
	*bundle = (struct bundle){ bytes, header.bytes, header.files_count, "" };
	memcpy(bundle->system, header.system, sizeof bundle->system - 1);
	return 0;
}

static int check_file(const struct bundle *bundle, const struct kaal_bundle_file *entry,
		      char why[BUNDLE_WHY_BYTES])
{
	if (entry->offset > bundle->bytes_count || entry->bytes > bundle->bytes_count - entry->offset)
		return refuse(why, "its bytes lie outside the bundle");
	if (crc32(0, bundle->bytes + entry->offset, entry->bytes) != entry->crc32)
		return refuse(why, "damaged in the bundle (checksum)");
	return 0;
}

static struct kaal_bundle_file entry_at(const struct bundle *bundle, unsigned index)
{
	struct kaal_bundle_file entry;

	memcpy(&entry, bundle->bytes + sizeof(struct kaal_bundle) + index * sizeof entry, sizeof entry);
	entry.name[sizeof entry.name - 1] = 0;
	return entry;
}

int bundle_find(const struct bundle *bundle, const char *name)
{
	for (unsigned i = 0; i < bundle->files_count; i++)
		if (strcmp(entry_at(bundle, i).name, name) == 0)
			return (int)i;
	return -1;
}

void bundle_file_unchecked(const struct bundle *bundle, unsigned index, struct bundle_file *out)
{
	struct kaal_bundle_file entry = entry_at(bundle, index);

	memcpy(out->name, entry.name, sizeof out->name);
	out->bytes = bundle->bytes + entry.offset;
	out->count = entry.bytes;
}

int bundle_file(const struct bundle *bundle, unsigned index, struct bundle_file *out,
		char why[BUNDLE_WHY_BYTES])
{
	struct kaal_bundle_file entry = entry_at(bundle, index);
	int error = check_file(bundle, &entry, why);

	memcpy(out->name, entry.name, sizeof out->name);
	if (!error)
		bundle_file_unchecked(bundle, index, out);
	return error;
}
