/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The bundle: the files that a root-task image carries, in its section .kaal.bundle.
 * All numbers are little-endian; offsets count from the header.
 */
#ifndef ABI_KAAL_BUNDLE_H
#define ABI_KAAL_BUNDLE_H

#include <stdint.h>

enum {
	KAAL_BUNDLE_MAGIC = 0x4c444e42,
	KAAL_BUNDLE_VERSION = 1,
	KAAL_BUNDLE_NAME_BYTES = 32,
	KAAL_BUNDLE_FILES_MAX = 64,
	KAAL_BUNDLE_ALIGN = 4096, /* of each file's offset */
};

struct kaal_bundle_file {
	char name[KAAL_BUNDLE_NAME_BYTES]; /* NUL-terminated */
	uint64_t offset, bytes;
	uint32_t crc32; /* of the file's bytes (IEEE 802.3) */
	uint32_t reserved;
};

struct kaal_bundle {
	uint32_t magic;
	uint16_t version;
	uint16_t files_count;
	uint64_t bytes;                      /* of the whole bundle */
	char system[KAAL_BUNDLE_NAME_BYTES]; /* name that the banner shows */
	uint32_t header_crc32;               /* of this header with this field 0, and the file table */
	uint32_t reserved;
	struct kaal_bundle_file files[];
};

#endif
