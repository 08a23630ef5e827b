/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The steps of the architecture's part of boot. */
#ifndef ARM_BOOT_ARCH_H
#define ARM_BOOT_ARCH_H

#include <dt/dt.h>

#include "boot/boot.h"

/** What boot finds out; lives in memory that is given away when boot is over. */
struct boot_facts {
	/* from the loader; physical, but for the two virtual ones */
	struct region image; /* the root task, as it will run */
	u64 image_vaddr, image_entry;
	struct region tree_blob;

	/* from the device tree */
	struct dt tree;
	struct region_list ram; /* in whole blocks of 2 MiB, within the window */
	bool gic_v3;
	struct region gic_shared, gic_cpu;
	bool has_psci, psci_by_smc;
};

extern struct boot_facts boot_facts;

/** From start.S, with what the loader has left in x0..x5 (ABI sheet A11). */
_Noreturn void boot_start(u64 image_start, u64 image_end, u64 image_offset, u64 entry, u64 tree,
			  u64 tree_bytes);

/** Set the control registers, but for the address space. */
void processor_start(void);

/** Load an address space of the kernel's image alone, with the device tree at DEVICE_BLOCK_TREE. */
void kernel_map_start(struct region tree_blob);

/** Where kernel_map_start has mapped the device tree. */
const void *kernel_map_tree(struct region tree_blob);

/** Add RAM to the window. @usable loses what cannot be mapped because the directories do not suffice. */
void kernel_map_window(const struct region_list *ram, struct region_list *usable);

/** Map device memory [paddr, paddr + bytes), at most @pages of it, from page @page of KERNEL_DEVICES on. */
void kernel_map_device(unsigned page, unsigned pages, u64 paddr, u64 bytes);

/** Open the tree, and turn on the console that it names. */
void tree_start(struct boot_facts *facts);

/** Read from the tree what the kernel needs; stops with a message if something is missing. */
void tree_read(struct boot_facts *facts);

/** Fill @machine from what boot has found. */
void memory_read(struct boot_machine *machine, const struct boot_facts *facts);

/** Turn on the interrupt controller, with every interrupt masked. */
void interrupts_start(const struct boot_facts *facts);

/** Start the kernel's tick, and give the counters and the physical timer to users. */
void timer_start(void);

#endif
