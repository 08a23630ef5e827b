/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the root task needs to know of the architecture; each arch/ folder defines all of it. */
#ifndef ROOT_ARCH_H
#define ROOT_ARCH_H

#include <core/text.h>
#include <sel4/sel4.h>

#include "root.h"

/** Give a new address space its identifier. */
int arch_vspace_assign(seL4_CPtr vspace);

/**
 * Map one frame, or change its mapping's rights.
 *
 * @param missing_bits  out: 0, or on error log2 of the bytes that the paging structure missing
 *                      for @vaddr translates
 */
int arch_frame_map(seL4_CPtr vspace, seL4_CPtr frame, uint64_t vaddr, access_rights rights,
		   unsigned *missing_bits);

void arch_frame_unmap(seL4_CPtr frame);

/** Make and install the paging structure that arch_frame_map missed. */
int arch_table_add(struct vspace *vspace, uint64_t vaddr, unsigned missing_bits);

/** The registers that a component starts with. */
seL4_UserContext arch_start_registers(uint64_t entry, uint64_t stack_top, uint64_t startup);

/** The cycle counter. */
uint64_t arch_cycles(void);

/** Read the firmware's tables: interrupts and power. What cannot be read stays unknown, with a message. */
void arch_machine_read(struct root *root);

/**
 * Put a device resource of a grant into the component's CSpace.
 *
 * @param why  out on error: what went wrong, for people
 */
int arch_grant_ports(struct root *root, struct component *component, const struct kaal_grant *grant,
		     char why[COMPONENT_WHY_BYTES]);
int arch_grant_irq(struct root *root, struct component *component, unsigned grant,
		   char why[COMPONENT_WHY_BYTES]);

/** Make the interrupts of a component that has ended usable again. */
void arch_irqs_release(struct root *root, const struct component *component);

/** Append what a user exception is called. */
void arch_exception_name(struct text *text, uint64_t number, uint64_t code);

/** What a VM fault tried, from its fault status word. */
struct access {
	bool write, fetch, present; /* present: a mapping is there and forbids it */
};
struct access arch_vm_access(uint64_t status, bool prefetch);

/** Print a register dump, line by line, with say(). */
void arch_registers_say(struct root *root, const seL4_UserContext *registers);

/** Do it; return if it did not work. */
void arch_power_off(struct root *root);
void arch_power_restart(struct root *root);

#endif
