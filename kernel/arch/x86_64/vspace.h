/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * VSpaces: the roots of user address spaces, which have an ASID before anything
 * can be mapped in them.
 *
 * Entry 511 of a root (PML4) is the kernel's. Entry 510 is never present: while
 * the root has an ASID it holds w0 of the capability with that ASID (bit 0 of
 * which is 0, CAP_PML4 being even), so one comparison tells whether a
 * capability's ASID is still its root's.
 */
#ifndef X86_VSPACE_H
#define X86_VSPACE_H

#include "api/invocation.h"
#include "cap_arch.h"
#include "cpu.h"
#include "kernel.h"

enum { PML4_KERNEL = 511, PML4_OWNER = 510 };

_Static_assert(CAP_PML4 % 2 == 0, "entry 510 is not present");

/** Load the kernel's own address space. */
void vspace_unload(void);

/** Forget what the TLB holds of @vaddr, or of everything, in the VSpace @root with @asid. */
void vspace_flush_page(const u64 *root, u64 asid, u64 vaddr);
void vspace_flush(const u64 *root, u64 asid);

struct vspace_lookup {
	struct result result;
	u64 *root; /* when ok */
};

/** Is the ASID of PML4 capability @cap still its root's? FailedLookup(InvalidRoot), InvalidCapability(1). */
struct vspace_lookup vspace_check(struct cap cap);

/** May @cap, from a thread's VSpace slot, be loaded? It may be null or stale. */
static inline bool vspace_is_good(const struct cap *cap)
{
	u64 word = cap->w0;

	return word == kernel.arch.vspace || (word && cap_pml4_root(*cap)[PML4_OWNER] == word);
}

/** Load a VSpace that is good. */
static inline void vspace_load(const struct cap *cap)
{
	if (cap->w0 == kernel.arch.vspace)
		return;
	kernel.arch.vspace = cap->w0;
	cr3_write(cap->w1);
}

#endif
