/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The kernel's own address space, what TTBR1 translates:
 *
 *   KERNEL_WINDOW    physical memory from 0: RAM alone, read-write, not executable;
 *                    except the kernel's image in it: code r-x, constants r--
 *   KERNEL_DEVICES   the last GiB: interrupt controller and console; until boot is
 *                    over also the device tree
 *
 * Nothing of it is accessible to users.
 */
#ifndef ARM_KERNEL_MAP_H
#define ARM_KERNEL_MAP_H

#include "object/cap.h"
#include "paging.h"

/** Physical memory from here on is outside the window. */
#define KERNEL_WINDOW_BYTES (KERNEL_DEVICES - KERNEL_WINDOW)

enum {
	WINDOW_DIRECTORIES = 8, /* GiBs of the window that are not all RAM, or hold the kernel */

	/* pages of KERNEL_DEVICES */
	DEVICE_UART = 0,
	DEVICE_GIC_SHARED = 1, /* 64 KiB */
	DEVICE_GIC_CPU = 17,   /* version 2: CPU interface; version 3: redistributors */
	DEVICE_GIC_CPU_PAGES = PAGE_ENTRIES - DEVICE_GIC_CPU,
	DEVICE_GIC_SHARED_PAGES = 16,

	/* 2 MiB blocks of KERNEL_DEVICES, the pages being the first */
	DEVICE_BLOCK_TREE = 1,
	DEVICE_TREE_BLOCKS = 2,
};

/** All of it; one for the life of the kernel. Each member is a page-aligned table. */
struct kernel_tables {
	_Alignas(4096) u64 root[PAGE_ENTRIES];
	u64 window[PAGE_ENTRIES];                               /* level 3: a GiB an entry */
	u64 window_directory[WINDOW_DIRECTORIES][PAGE_ENTRIES]; /* the first is that of the image's GiB */
	u64 image[PAGE_ENTRIES];                                /* the 2 MiB from KERNEL_LOAD */
	u64 device_directory[PAGE_ENTRIES];
	u64 device[PAGE_ENTRIES];
	u64 empty[PAGE_ENTRIES]; /* a user address space without anything */
};

extern struct kernel_tables kernel_tables;

/* kernel.ld */
extern char image_boot_start[], image_boot_data_start[], image_boot_end[], image_text_start[],
	image_rodata_start[], image_data_start[], image_end[], kernel_stack_guard[], kernel_stack_top[];

static inline void *kernel_device(unsigned page)
{
	return (void *)(KERNEL_DEVICES + ((u64)page << 12));
}

static inline bool kernel_device_is_mapped(unsigned page)
{
	return (kernel_tables.device[page] & PAGE_VALID) != 0;
}

/** TTBR0 for no VSpace at all. */
u64 kernel_map_no_vspace(void);

/** Boot is over: its code and data become ordinary memory, and the device tree is unmapped. */
void kernel_map_drop_boot(void);

#endif
