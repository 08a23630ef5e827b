/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reading the bundle (abi/kaal/bundle.h) that the image carries. */
#ifndef ROOT_BUNDLE_H
#define ROOT_BUNDLE_H

#include <stddef.h>

#include "abi/kaal/bundle.h"

enum { BUNDLE_WHY_BYTES = 96 };

/** A bundle whose header is sound; borrows the bytes. */
struct bundle {
	const uint8_t *bytes;
	uint64_t bytes_count;
	unsigned files_count;
	char system[KAAL_BUNDLE_NAME_BYTES]; /* NUL-terminated */
};

/** One of its files. */
struct bundle_file {
	char name[KAAL_BUNDLE_NAME_BYTES];
	const uint8_t *bytes;
	size_t count;
};

/**
 * Check the header and the file table.
 *
 * @param count  bytes at @bytes, of which the bundle may need fewer
 * @param why    out on error: what is wrong, for people
 * @return 0, or -EINVAL
 */
int bundle_open(struct bundle *bundle, const void *bytes, size_t count, char why[BUNDLE_WHY_BYTES]);

/**
 * Get file @index (0..files_count - 1) and check it.
 *
 * @param out  its @name is set in any case
 * @param why  out on error: what is wrong, for people
 * @return 0, or -EINVAL
 */
int bundle_file(const struct bundle *bundle, unsigned index, struct bundle_file *out,
		char why[BUNDLE_WHY_BYTES]);

/** The same for a file that was checked before. */
void bundle_file_unchecked(const struct bundle *bundle, unsigned index, struct bundle_file *out);

/** @return index of the file of that name, or -1 */
int bundle_find(const struct bundle *bundle, const char *name);

#endif
