/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Objects and slots for tests. A test takes slots of the root CNode in
 * ascending order and objects from one scratch untyped; env_reset takes
 * everything back. Everything is read from bootinfo.
 */
#ifndef SUITE_ENV_H
#define SUITE_ENV_H

#include <sel4/sel4.h>

#include "arch.h"

enum {
	SCRATCH_BITS = 24,          /* untyped memory that a test may use */
	ROOT_DEPTH = seL4_WordBits, /* slots of the root CNode are addressed at full depth */
};

void env_init(const seL4_BootInfo *info);
const seL4_BootInfo *env_bootinfo(void);

/** The untyped from which tests make their objects. */
seL4_Untyped env_scratch(void);

/** A slot that outlives tests; only before the first test. */
seL4_CPtr env_keep_slot(void);

/** An object that outlives tests. */
seL4_CPtr env_keep_object(seL4_Word type, seL4_Word size_bits);

/** Delete what is in every slot handed out, then everything made from scratch. */
void env_reset(void);

/** An empty slot of the root CNode; the CPtr is also its index. */
seL4_CPtr slot_new(void);

/** @n empty slots in a row. @return the first */
seL4_CPtr slots_new(unsigned n);

/** Make an object. Ends the test if that fails. @return its CPtr */
seL4_CPtr make(seL4_Word type, seL4_Word size_bits);

seL4_CPtr make_endpoint(void);
seL4_CPtr make_notification(void);
seL4_CPtr make_tcb(void);
seL4_CPtr make_frame(void);

/** A CNode of 2^@radix slots without a guard: address its slots with depth @radix. */
seL4_CPtr make_cnode(seL4_Word radix);

/** An untyped of 2^@bits bytes without children. */
seL4_CPtr make_untyped(seL4_Word bits);

/** An untyped that has a child. */
seL4_CPtr make_parent_untyped(void);

/** A copy with fewer rights or a badge; ends the test on failure. */
seL4_CPtr copy_of(seL4_CPtr cap, seL4_CapRights_t rights);
seL4_CPtr badged(seL4_CPtr cap, seL4_Word badge);
seL4_CPtr minted(seL4_CPtr cap, seL4_CapRights_t rights, seL4_Word badge);

/** Copy, Move, Delete and Revoke on slots of the root CNode. */
seL4_Error slot_copy(seL4_CPtr dest, seL4_CPtr src);
seL4_Error slot_move(seL4_CPtr dest, seL4_CPtr src);
seL4_Error slot_delete(seL4_CPtr slot);
seL4_Error slot_revoke(seL4_CPtr slot);

/** 1 if the slot of the root CNode holds no capability. */
int slot_is_empty(seL4_CPtr slot);

/** A device untyped of at least 2^@bits bytes, without children; 0 if the machine has none. */
const seL4_UntypedDesc *device_untyped(seL4_Word bits, seL4_CPtr *cptr);

/** A 4 KiB frame of device memory. */
seL4_CPtr make_device_frame(void);

/** Capability of the image's frame at a page-aligned address inside the image. */
seL4_CPtr image_frame(const void *page);

/** log2 of the root CNode's slots. */
seL4_Word root_radix(void);

#endif
