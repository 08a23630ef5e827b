/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The bundle: the files that a root-task image carries behind the root task, one of them the
 * plan (abi/kaal/plan.h). struct kaal_image in the root task says where. All numbers are little-endian; offsets count from the header.
 */
#ifndef ABI_KAAL_BUNDLE_H
#define ABI_KAAL_BUNDLE_H

#include <stdint.h>

enum {
	KAAL_BUNDLE_MAGIC = 0x4c444e42,
	KAAL_BUNDLE_VERSION = 2,
	KAAL_BUNDLE_NAME_BYTES = 32,
	KAAL_BUNDLE_FILES_MAX = 256,
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

/**
 * The root task's only knowledge of its image: a structure in its section KAAL_IMAGE_SECTION,
 * zeroed in the root task as built and filled in by sel4-compose when it appends a bundle.
 */
#define KAAL_IMAGE_SECTION ".kaal.image"

struct kaal_image {
	uint64_t magic; /* KAAL_IMAGE_MAGIC, also as built */
	uint64_t bundle_vaddr, bundle_bytes;
};

#define KAAL_IMAGE_MAGIC 0x4547414d494c414bull /* "KALIMAGE" */

#endif
