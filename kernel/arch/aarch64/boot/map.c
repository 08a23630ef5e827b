/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The kernel's address space (kernel_map.h), built once. */
#include "arch_memory.h"
#include "boot_arch.h"
#include "cpu.h"
#include "kernel_map.h"

enum { PAGE_BITS = 12, BLOCK_BITS = 21, GIB_BITS = 30 };

static u64 table_entry_of(const u64 *table)
{
	return physical_address(table) | PAGE_VALID | PAGE_TABLE;
}

static void image_map(const char *start, const char *end, u64 flags)
{
	for (u64 vaddr = (u64)start; vaddr < (u64)end; vaddr += 1 << PAGE_BITS)
		kernel_tables.image[paging_index(vaddr, 1)] = (vaddr - KERNEL_WINDOW) | flags | PAGE_LEAF;
}

/** The image's 2 MiB; what is behind it there is RAM as all other. */
static void image_fill(void)
{
	image_map(image_boot_start, image_boot_data_start, PAGE_KERNEL_CODE);
	image_map(image_boot_data_start, image_boot_end, PAGE_KERNEL_DATA);
	image_map(image_text_start, image_rodata_start, PAGE_KERNEL_CODE);
	image_map(image_rodata_start, image_data_start, PAGE_KERNEL_CONSTANT);
	image_map(image_data_start, image_boot_start + (1 << BLOCK_BITS), PAGE_KERNEL_DATA);
	kernel_tables.image[paging_index((u64)kernel_stack_guard, 1)] = 0;
}

/** Directories of the window and of the devices, as far as they must be there from the start. */
static void directories_fill(void)
{
	u64 *image_gib = kernel_tables.window_directory[0];

	kernel_tables.root[paging_index(KERNEL_WINDOW, 4)] = table_entry_of(kernel_tables.window);
	kernel_tables.window[paging_index((u64)image_boot_start, 3)] = table_entry_of(image_gib);
	image_gib[paging_index((u64)image_boot_start, 2)] = table_entry_of(kernel_tables.image);
	kernel_tables.window[paging_index(KERNEL_DEVICES, 3)] =
		table_entry_of(kernel_tables.device_directory);
	kernel_tables.device_directory[0] = table_entry_of(kernel_tables.device);
}

static void tree_map(struct region blob)
{
	u64 first = blob.start >> BLOCK_BITS, last = (blob.end - 1) >> BLOCK_BITS;

	for (u64 block = first; block <= last && block - first < DEVICE_TREE_BLOCKS; block++)
		kernel_tables.device_directory[DEVICE_BLOCK_TREE + block - first] =
			block << BLOCK_BITS | PAGE_KERNEL_CONSTANT;
}

void kernel_map_start(struct region tree_blob)
{
	image_fill();
	directories_fill();
	if (tree_blob.start < tree_blob.end)
		tree_map(tree_blob);
	ttbr1_write(physical_address(kernel_tables.root));
	ttbr0_write(kernel_map_no_vspace());
	cpu_isb();
	cpu_tlb_all();
}

const void *kernel_map_tree(struct region tree_blob)
{
	return (const u8 *)KERNEL_DEVICES + (DEVICE_BLOCK_TREE << BLOCK_BITS) +
	       (tree_blob.start & ((1 << BLOCK_BITS) - 1));
}

/** Does any of @ram lie in GiB @gib? */
static bool gib_has_ram(const struct region_list *ram, u64 gib)
{
	for (unsigned i = 0; i < ram->count; i++)
		if (ram->at[i].start < (gib + 1) << GIB_BITS && ram->at[i].end > gib << GIB_BITS)
			return true;
	return false;
}

/** Is that naturally aligned block of 2^@bits bytes nothing but RAM? */
static bool block_is_ram(const struct region_list *ram, u64 index, unsigned bits)
{
	for (unsigned i = 0; i < ram->count; i++)
		if (ram->at[i].start <= index << bits && ram->at[i].end >= (index + 1) << bits)
			return true;
	return false;
}

static void directory_fill(u64 *directory, const struct region_list *ram, u64 gib)
{
	for (u64 i = 0; i < PAGE_ENTRIES; i++) {
		u64 block = gib << (GIB_BITS - BLOCK_BITS) | i;

		if (!directory[i] && block_is_ram(ram, block, BLOCK_BITS))
			directory[i] = block << BLOCK_BITS | PAGE_KERNEL_DATA;
	}
}

void kernel_map_window(const struct region_list *ram, struct region_list *usable)
{
	unsigned directories = 1;

	directory_fill(kernel_tables.window_directory[0], ram, KERNEL_LOAD >> GIB_BITS);
	for (u64 gib = 0; gib < KERNEL_WINDOW_BYTES >> GIB_BITS; gib++) {
		u64 *directory = kernel_tables.window_directory[directories];

		if (kernel_tables.window[gib] || !gib_has_ram(ram, gib))
			continue;
		if (block_is_ram(ram, gib, GIB_BITS)) {
			kernel_tables.window[gib] = gib << GIB_BITS | PAGE_KERNEL_DATA;
		} else if (directories < WINDOW_DIRECTORIES) {
			directory_fill(directory, ram, gib);
			kernel_tables.window[gib] = table_entry_of(directory);
			directories++;
		} else {
			boot_say("1 GiB of memory is not used (docs/caveats.md, memory limits)");
			region_list_remove(usable, (struct region){ gib << GIB_BITS, (gib + 1) << GIB_BITS });
		}
	}
	cpu_tables_written();
	cpu_isb();
}

void kernel_map_device(unsigned page, unsigned pages, u64 paddr, u64 bytes)
{
	u64 first = paddr >> PAGE_BITS, end = (paddr + bytes + (1 << PAGE_BITS) - 1) >> PAGE_BITS;

	for (u64 i = 0; i < pages && first + i < end; i++)
		kernel_tables.device[page + i] =
			((first + i) << PAGE_BITS & PAGE_ADDRESS) | PAGE_KERNEL_DEVICE | PAGE_LEAF;
	cpu_tables_written();
	cpu_isb();
}
