/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * VSpaces: the roots of user address spaces, which have an ASID before anything
 * can be mapped in them.
 *
 * The last entry of a root lies outside the users' addresses and is never valid:
 * while the root has an ASID it holds what TTBR0 is loaded with for it (bit 0 of
 * which is 0), so one comparison tells whether a capability's ASID is still its
 * root's.
 */
#ifndef ARM_VSPACE_H
#define ARM_VSPACE_H

#include "api/invocation.h"
#include "cap_arch.h"
#include "cpu.h"
#include "kernel.h"
#include "kernel_map.h"

enum { ROOT_OWNER = PAGE_ENTRIES - 1 };

/** Load no VSpace at all. */
void vspace_unload(void);

/** Forget what the TLB holds of @vaddr, or of everything, in the VSpace with @asid. */
void vspace_flush_page(u64 asid, u64 vaddr);
void vspace_flush(u64 asid);

struct vspace_lookup {
	struct result result;
	u64 *root; /* when ok */
};

/** Is the ASID of VSpace capability @cap still its root's? FailedLookup(InvalidRoot), InvalidCapability(@number). */
struct vspace_lookup vspace_check(struct cap cap, u64 number);

/** An invocation of a VSpace: cache maintenance. */
struct result vspace_invoke(const struct invocation *inv);

/** Load the VSpace of a thread whose VSpace slot holds @cap, which may be null or stale. */
static inline void vspace_switch(const struct cap *cap)
{
	u64 ttbr = cap->w1;

	if (ttbr == kernel.arch.vspace)
		return;
	if (ttbr && ((u64 *)cap_object(*cap))[ROOT_OWNER] == ttbr) {
		kernel.arch.vspace = ttbr;
		ttbr0_write(ttbr);
	} else {
		vspace_unload();
	}
}

#endif
