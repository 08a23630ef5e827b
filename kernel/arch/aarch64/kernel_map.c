/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "kernel_map.h"

#include "arch_memory.h"
#include "cpu.h"

struct kernel_tables kernel_tables;

u64 kernel_map_no_vspace(void)
{
	return physical_address(kernel_tables.empty);
}

void kernel_map_drop_boot(void)
{
	u64 *entries = kernel_tables.image;

	/* nothing may be executable and writable, nor a valid entry change its attributes: by way of invalid ones */
	for (u64 vaddr = (u64)image_boot_start; vaddr < (u64)image_boot_end; vaddr += 1 << 12)
		entries[paging_index(vaddr, 1)] = 0;
	for (unsigned i = 0; i < DEVICE_TREE_BLOCKS; i++)
		kernel_tables.device_directory[DEVICE_BLOCK_TREE + i] = 0;
	cpu_tlb_all();
	for (u64 vaddr = (u64)image_boot_start; vaddr < (u64)image_boot_end; vaddr += 1 << 12)
		entries[paging_index(vaddr, 1)] = (vaddr - KERNEL_WINDOW) | PAGE_KERNEL_DATA | PAGE_LEAF;
	cpu_tables_written();
	cpu_isb();
}
