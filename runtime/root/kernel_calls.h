/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The seam between the root task and the kernel: what it asks of capabilities and
 * memory. Unit tests put a model of the kernel behind it. Errors of the kernel
 * become negative errnos in kernel_calls.c and nowhere else.
 */
#ifndef ROOT_KERNEL_CALLS_H
#define ROOT_KERNEL_CALLS_H

#include <sel4/sel4.h>

/** A slot, seen from the root task: @index within @cnode, resolved to @depth bits. */
struct place {
	seL4_CNode cnode;
	seL4_Word index;
	seL4_Uint8 depth;
};

/** The place of a slot of the root task's own CSpace. */
struct place place_own(seL4_CPtr slot);

/** The errno (positive) that stands for a seL4 error. */
int kernel_errno(seL4_Error error);

/** Make @count (1..256) objects into the own slots from @first. @size_bits as in Untyped_Retype */
int kernel_retype(seL4_Untyped untyped, seL4_Word type, seL4_Word size_bits, seL4_CPtr first,
		  seL4_Word count);

int kernel_revoke(seL4_CPtr slot);
int kernel_delete(seL4_CPtr slot);
int kernel_copy(struct place to, seL4_CPtr from, seL4_Word rights);

/** @param badge  for a CNode its guard */
int kernel_mint(struct place to, seL4_CPtr from, seL4_Word rights, seL4_Word badge);
int kernel_move(struct place to, seL4_CPtr from);

/** Put the capability to answer the message received last into an empty own slot. */
int kernel_save_caller(seL4_CPtr slot);

#endif
