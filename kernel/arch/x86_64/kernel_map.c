/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "kernel_map.h"

#include "arch_memory.h"
#include "cpu.h"
#include "kernel_tables.h"
#include "paging.h"

struct kernel_tables kernel_tables;

u64 kernel_map_root(void)
{
	return kernel_image_paddr(kernel_tables.pml4);
}

u64 kernel_map_entry(void)
{
	return kernel_image_paddr(kernel_tables.pdpt) | PAGE_PRESENT | PAGE_WRITE;
}

void kernel_map_drop_boot(void)
{
	u64 from = kernel_image_paddr(image_boot_start) >> 12, to = kernel_image_paddr(image_boot_end) >> 12;

	for (u64 page = from; page < to; page++) {
		kernel_tables.image_pt[page] = 0;
		cpu_invlpg(KERNEL_IMAGE + (page << 12));
	}
}
