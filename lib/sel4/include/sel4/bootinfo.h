/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reading the boot information. */
#ifndef SEL4_BOOTINFO_H
#define SEL4_BOOTINFO_H

#include "abi/sel4/bootinfo.h"
#include "sel4_arch/constants.h"

/** Slots in a region. */
static inline seL4_Word sel4_region_count(seL4_SlotRegion region)
{
	return region.end - region.start;
}

/**
 * Find one chunk of the extra boot information.
 *
 * @param id   seL4_BootInfoID
 * @return its header, the payload follows; NULL if there is none
 */
static inline const seL4_BootInfoHeader *sel4_bootinfo_find(const seL4_BootInfo *info, seL4_Word id)
{
	const char *start = (const char *)info + (1ul << seL4_PageBits);
	seL4_Word offset = 0;

	while (offset + sizeof(seL4_BootInfoHeader) <= info->extraLen) {
		const void *chunk = start + offset;
		const seL4_BootInfoHeader *header = chunk;

		if (header->len < sizeof *header || header->len > info->extraLen - offset)
			return (void *)0;
		if (header->id == id)
			return header;
		offset += header->len;
	}
	return (void *)0;
}

#endif
