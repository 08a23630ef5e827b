/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Address spaces of tests, and addresses in the root task's own that nothing uses. */
#ifndef SUITE_VSPACE_H
#define SUITE_VSPACE_H

#include <sel4/sel4.h>

#include "arch.h"

#define PAGE_BYTES  (1ul << seL4_PageBits)
#define LARGE_BYTES (1ul << seL4_LargePageBits)
#define HUGE_BYTES  (1ul << seL4_HugePageBits)

/**
 * Where tests map: far above the image, with room for several huge pages, and
 * neither index of the four levels is 0.
 */
#define TEST_VADDR 0x100040201000ul

/** A VSpace with an ASID from the root task's pool. */
seL4_CPtr vspace_new(void);

/** A VSpace that never had an ASID. */
seL4_CPtr vspace_unassigned(void);

/** A VSpace whose ASID pool has been deleted. */
seL4_CPtr vspace_without_pool(void);

/** A VSpace whose ASID has passed to another one. */
seL4_CPtr vspace_superseded(void);

/** Paging structures, mapped; end the test on failure. @return the structure's capability */
seL4_CPtr map_pdpt(seL4_CPtr vspace, seL4_Word vaddr);
seL4_CPtr map_directory(seL4_CPtr vspace, seL4_Word vaddr);
seL4_CPtr map_table(seL4_CPtr vspace, seL4_Word vaddr);

/** All three levels that a 4 KiB page at @vaddr needs, where nothing is yet. */
void map_path(seL4_CPtr vspace, seL4_Word vaddr);

/** Map a frame with the default attributes; end the test on failure. */
void map_frame(seL4_CPtr frame, seL4_CPtr vspace, seL4_Word vaddr, seL4_CapRights_t rights);

/** A new frame of the given object type, mapped read-write. */
seL4_CPtr map_new(seL4_Word type, seL4_CPtr vspace, seL4_Word vaddr);

/** A 1 GiB frame of device memory; skips the test where there can be none. */
seL4_CPtr make_huge_frame(void);

#endif
