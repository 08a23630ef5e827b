/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the packing tool writes into the loader's binary: the Linux arm64 Image
 * header (Linux, Documentation/arm64/booting.rst) is followed by this table, the
 * loader by the files that it names. All numbers are little-endian.
 */
#ifndef ABI_KAAL_AARCH64_IMAGE_H
#define ABI_KAAL_AARCH64_IMAGE_H

#include <stdint.h>

enum {
	IMAGE_HEADER_BYTES = 64,
	IMAGE_SIZE_OFFSET = 16,  /* in the header: bytes of memory from its start on */
	IMAGE_FILE_ALIGN = 4096, /* of each file within the image */
};

#define IMAGE_TABLE_MAGIC 0x3147414d494c414bull /* "KALIMAG1" */

/** A file, as bytes from the image's start; all zero: none. */
struct image_file {
	uint64_t offset, bytes;
};

struct image_table {
	uint64_t magic;
	uint64_t bytes; /* of the whole image, its files included */
	uint64_t sum;   /* image_sum over all words from the kernel's offset to the image's end */
	struct image_file kernel, root, tree;
};

/** Go on with a sum that begins as 0; it tells a truncated or damaged image. */
static inline uint64_t image_sum(uint64_t sum, uint64_t word)
{
	return (sum << 1 | sum >> 63) + word;
}

#endif
