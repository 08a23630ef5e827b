/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What memory there is, and what of it users get. */
#include "boot_arch.h"
#include "cap_arch.h"
#include "kernel_map.h"
#include "kernel_tables.h"

enum { PAGE = 4096 };

#define USER_DEVICE_TOP (1ull << 47)

static u64 page_down(u64 address)
{
	return address & ~(u64)(PAGE - 1);
}

static u64 page_up(u64 address)
{
	return page_down(address + PAGE - 1);
}

/** The part of @entry from 1 MiB on, within the window, in whole pages; empty if it is not such RAM. */
static struct region entry_ram(const struct multiboot_mmap_entry *entry)
{
	struct region none = { 0, 0 }, region = { entry->base, entry->base + entry->bytes };

	if (entry->type != MULTIBOOT_RAM || region.end < region.start || entry->base >= KERNEL_WINDOW_BYTES)
		return none;
	if (region.start < KERNEL_LOAD)
		region.start = KERNEL_LOAD;
	if (region.end > KERNEL_WINDOW_BYTES)
		region.end = KERNEL_WINDOW_BYTES;
	region.start = page_up(region.start);
	region.end = page_down(region.end);
	return region.start < region.end ? region : none;
}

static void find_ram(struct region_list *ram, const struct multiboot *multiboot)
{
	for (unsigned i = 0; i < multiboot->mmap_count; i++) {
		struct region region = entry_ram(&multiboot->mmap[i]);

		if (region.end)
			region_list_add(ram, region);
	}
	for (unsigned i = 0; i < multiboot->mmap_count; i++) { /* entries that overlap: rather not RAM */
		const struct multiboot_mmap_entry *entry = &multiboot->mmap[i];

		if (entry->type != MULTIBOOT_RAM && entry->base + entry->bytes > entry->base)
			region_list_remove(ram, (struct region){ page_down(entry->base),
								 page_up(entry->base + entry->bytes) });
	}
}

static bool is_ram(const struct region_list *ram, struct region region)
{
	for (unsigned i = 0; i < ram->count; i++)
		if (region.start >= ram->at[i].start && region.end <= ram->at[i].end)
			return true;
	return false;
}

static void reserve_devices(struct region_list *reserved, const struct acpi *acpi)
{
	region_list_add(reserved, (struct region){ acpi->lapic, acpi->lapic + PAGE });
	for (unsigned i = 0; i < acpi->ioapic_count; i++)
		region_list_add(reserved, (struct region){ page_down(acpi->ioapic[i]),
							   page_down(acpi->ioapic[i]) + PAGE });
	region_list_add(reserved, (struct region){ 0xfffffff8, 0x100000000 }); /* as seL4 has it */
}

void memory_read(struct boot_machine *machine, struct boot_facts *facts)
{
	struct region kernel_image = { KERNEL_LOAD, kernel_image_paddr(image_end) };
	struct region module = facts->multiboot.module;
	struct region module_pages = { page_down(module.start), page_up(module.end) };

	find_ram(&facts->ram, &facts->multiboot);
	if (!is_ram(&facts->ram, kernel_image) || !is_ram(&facts->ram, module_pages))
		boot_fail("the boot loader has put the kernel or the root task where there is no memory");
	machine->ram = machine->reserved = facts->ram;
	region_list_remove(&machine->ram, kernel_image);
	region_list_remove(&machine->ram, module_pages);
	reserve_devices(&machine->reserved, &facts->acpi);
	machine->recycled.start = kernel_image_paddr(image_boot_start);
	machine->recycled.end = kernel_image_paddr(image_boot_end);
	machine->image = module;
	machine->device_top = USER_DEVICE_TOP;
}
