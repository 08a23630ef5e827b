/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The root task's ELF file. */
#ifndef KERNEL_BOOT_IMAGE_H
#define KERNEL_BOOT_IMAGE_H

#include "boot/boot.h"

/** A checked image: where it wants to be, page-rounded, and where it starts. */
struct boot_image {
	u64 file, file_bytes; /* physical */
	u64 start, end;       /* user virtual addresses */
	u64 entry;
};

/** Check the ELF file in physical @region; boot_fail with the reason if it cannot be used. */
struct boot_image image_check(struct region region);

/** Copy the segments to zeroed memory at physical @dest, which is where image->start goes. */
void image_load(const struct boot_image *image, u64 dest);

#endif
