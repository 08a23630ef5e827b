/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The kernel's address space (kernel_map.h), built once. */
#include "arch_memory.h"
#include "boot_arch.h"
#include "cpu.h"
#include "kernel.h"
#include "kernel_map.h"
#include "kernel_tables.h"
#include "paging.h"

enum { GIB_BITS = 30, BLOCK_BITS = 21, PAGE_BITS = 12 };

#define MAP_DATA     (PAGE_PRESENT | PAGE_WRITE | PAGE_GLOBAL | kernel.arch.no_execute)
#define MAP_CONSTANT (PAGE_PRESENT | PAGE_GLOBAL | kernel.arch.no_execute)
#define MAP_CODE     (PAGE_PRESENT | PAGE_GLOBAL)
#define MAP_DEVICE   (MAP_DATA | PAGE_PWT | PAGE_PCD) /* uncacheable, see the PAT */
#define MAP_TABLE    (PAGE_PRESENT | PAGE_WRITE)

static u64 table_paddr(const u64 *table)
{
	return kernel_image_paddr(table);
}

/** Does any of @ram lie in the naturally aligned block @index of 2^@bits bytes? */
static bool block_has_ram(const struct region_list *ram, u64 index, unsigned bits)
{
	for (unsigned i = 0; i < ram->count; i++)
		if (ram->at[i].start < (index + 1) << bits && ram->at[i].end > index << bits)
			return true;
	return false;
}

/** Is that block nothing but RAM? */
static bool block_is_ram(const struct region_list *ram, u64 index, unsigned bits)
{
	for (unsigned i = 0; i < ram->count; i++)
		if (ram->at[i].start <= index << bits && ram->at[i].end >= (index + 1) << bits)
			return true;
	return false;
}

/** How the page of physical memory at @paddr, below 2 MiB, may be used through the window. */
static u64 window_page_flags(u64 paddr)
{
	bool constant =
		paddr >= kernel_image_paddr(image_text_start) && paddr < kernel_image_paddr(image_data_start);

	return constant ? MAP_CONSTANT : MAP_DATA;
}

static void window_first_block(const struct region_list *ram)
{
	for (u64 page = 0; page < PAGE_ENTRIES; page++)
		if (block_has_ram(ram, page, PAGE_BITS))
			kernel_tables.window_pt[page] =
				page << PAGE_BITS | window_page_flags(page << PAGE_BITS);
}

static void window_directory(u64 *directory, const struct region_list *ram, u64 gib)
{
	for (u64 i = 0; i < PAGE_ENTRIES; i++) {
		u64 block = gib << (GIB_BITS - BLOCK_BITS) | i;

		if (block_has_ram(ram, block, BLOCK_BITS))
			directory[i] = block << BLOCK_BITS | MAP_DATA | PAGE_LARGE;
	}
}

/** @usable loses what cannot be mapped because the directories do not suffice. */
static void window_fill(const struct region_list *ram, struct region_list *usable)
{
	unsigned directories = 0;
	bool all = true;

	for (u64 gib = 0; gib < KERNEL_WINDOW_BYTES >> GIB_BITS; gib++) {
		u64 *directory = kernel_tables.window_pd[directories];

		if (!block_has_ram(ram, gib, GIB_BITS))
			continue;
		if (gib > 0 && kernel.arch.huge_pages && block_is_ram(ram, gib, GIB_BITS)) {
			kernel_tables.pdpt[gib] = gib << GIB_BITS | MAP_DATA | PAGE_LARGE;
		} else if (directories < WINDOW_DIRECTORIES) {
			window_directory(directory, ram, gib);
			kernel_tables.pdpt[gib] = table_paddr(directory) | MAP_TABLE;
			directories++;
		} else {
			all = false;
			region_list_remove(usable, (struct region){ gib << GIB_BITS, (gib + 1) << GIB_BITS });
		}
	}
	if (!all)
		boot_say("some memory is not used: docs/caveats.md, x86_64, limits");
	window_first_block(ram);
	kernel_tables.window_pd[0][0] = table_paddr(kernel_tables.window_pt) | MAP_TABLE;
}

static void image_map(const char *start, const char *end, u64 flags)
{
	for (u64 paddr = kernel_image_paddr(start); paddr < kernel_image_paddr(end); paddr += 1 << PAGE_BITS)
		kernel_tables.image_pt[paddr >> PAGE_BITS] = paddr | flags;
}

static void image_fill(void)
{
	image_map(image_boot_start, image_boot_data_start, MAP_CODE);
	image_map(image_boot_data_start, image_boot_end, MAP_DATA);
	image_map(image_text_start, image_rodata_start, MAP_CODE);
	image_map(image_rodata_start, image_data_start, MAP_CONSTANT);
	image_map(image_data_start, image_end, MAP_DATA);
	kernel_tables.image_pt[kernel_image_paddr(kernel_stack_guard) >> PAGE_BITS] = 0;
	kernel_tables.image_pd[0] = table_paddr(kernel_tables.image_pt) | MAP_TABLE;
	kernel_tables.pdpt[paging_index(KERNEL_IMAGE, 3)] = table_paddr(kernel_tables.image_pd) | MAP_TABLE;
}

static void devices_fill(const struct acpi *acpi)
{
	kernel_tables.device_pt[DEVICE_LAPIC] = (acpi->lapic & PAGE_ADDRESS) | MAP_DEVICE;
	for (unsigned i = 0; i < acpi->ioapic_count; i++)
		kernel_tables.device_pt[DEVICE_IOAPIC + i] = (acpi->ioapic[i] & PAGE_ADDRESS) | MAP_DEVICE;
	kernel_tables.device_pd[0] = table_paddr(kernel_tables.device_pt) | MAP_TABLE;
	kernel_tables.pdpt[paging_index(KERNEL_DEVICES, 3)] =
		table_paddr(kernel_tables.device_pd) | MAP_TABLE;
}

void kernel_map_start(const struct boot_facts *facts, struct region_list *usable)
{
	window_fill(&facts->ram, usable);
	image_fill();
	devices_fill(&facts->acpi);
	kernel_tables.pml4[511] = kernel_map_entry();
	cr3_write(kernel_map_root());
}
