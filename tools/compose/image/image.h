/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Root-task images: the root task as KaaL built it, with a bundle as one more loadable segment. */
#ifndef TOOLS_COMPOSE_IMAGE_IMAGE_H
#define TOOLS_COMPOSE_IMAGE_IMAGE_H

#include "image/elf_file.h"

enum { IMAGE_WHY_BYTES = 128 };

/**
 * Put a bundle into the root task.
 *
 * @param root  the file root.elf, which may be anything
 * @param out   set on success only: the file to boot, in the arena
 * @param why   out on error: what is wrong with @root, for people
 * @return 0 or -ENOEXEC
 */
int image_make(struct arena *arena, struct bytes root, struct bytes bundle, struct bytes *out,
	       char why[IMAGE_WHY_BYTES]);

/**
 * Find the bundle in an image that may be anything.
 *
 * @param out  set on success only; points into @image
 * @param why  out on error
 * @return 0 or -ENOEXEC
 */
int image_bundle(struct bytes image, struct bytes *out, char why[IMAGE_WHY_BYTES]);

/** First and last address + 1 of what the image loads. The kernel makes a capability for each page of it. */
struct image_range {
	uint64_t first, end;
};

struct image_range image_range_of(const struct elf_file *file);

#endif
