/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The kernel's paging structures, built at boot, and the parts of its image (kernel.ld). */
#ifndef X86_KERNEL_TABLES_H
#define X86_KERNEL_TABLES_H

#include "object/cap.h"
#include "registers.h"

enum {
	/* GiBs of the window that are not one 1 GiB page: mixed ones, or all if the processor lacks these pages */
	WINDOW_DIRECTORIES = 16,

	DEVICE_LAPIC = 0, /* pages of KERNEL_DEVICES */
	DEVICE_IOAPIC = 1,
};

struct kernel_tables {
	_Alignas(4096) u64 pml4[512];
	u64 pdpt[512];
	u64 window_pd[WINDOW_DIRECTORIES][512];
	u64 window_pt[512]; /* the first 2 MiB, which hold the kernel */
	u64 image_pd[512];
	u64 image_pt[512];
	u64 device_pd[512];
	u64 device_pt[512];
};

extern struct kernel_tables kernel_tables;

/* page-aligned, in this order */
extern char image_boot_start[], image_boot_data_start[], image_boot_end[];
extern char image_text_start[], image_rodata_start[], image_data_start[], image_end[];
extern char kernel_stack_guard[]; /* a page below the stack that is not mapped */

/** Physical address of something in the kernel's image. */
static inline u64 kernel_image_paddr(const void *pointer)
{
	return (u64)pointer - KERNEL_IMAGE;
}

#endif
