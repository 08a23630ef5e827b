/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What memory there is, and what of it users get. */
#include "arch/arch.h"
#include "arch_memory.h"
#include "boot_arch.h"
#include "kernel_map.h"

enum { PAGE = 4096, KERNEL_BLOCK = 1 << 21 };

#define USER_DEVICE_TOP (1ull << 40)

static bool is_ram(const struct region_list *ram, struct region region)
{
	for (unsigned i = 0; i < ram->count; i++)
		if (region.start >= ram->at[i].start && region.end <= ram->at[i].end)
			return true;
	return false;
}

static bool overlap(struct region a, struct region b)
{
	return a.start < b.end && b.start < a.end;
}

static struct region whole_pages(struct region region)
{
	return (struct region){ region.start & ~(u64)(PAGE - 1), (region.end + PAGE - 1) & ~(u64)(PAGE - 1) };
}

/** What the loader says must be true, or the kernel would write over itself. */
static void check_loader(const struct boot_facts *facts, struct region kernel_image)
{
	struct region kernel_block = { KERNEL_LOAD, KERNEL_LOAD + KERNEL_BLOCK }, image = facts->image;

	if (!is_ram(&facts->ram, kernel_block))
		boot_fail("the device tree names no memory where the kernel stands (0x40000000)");
	if (image.start >= image.end || image.start % PAGE != 0 || image.end % PAGE != 0 ||
	    facts->image_vaddr % PAGE != 0 || !is_ram(&facts->ram, image) || overlap(image, kernel_image))
		boot_fail("the boot loader has put the root task where there is no memory for it");
	if (facts->image_entry < facts->image_vaddr ||
	    facts->image_entry - facts->image_vaddr >= image.end - image.start)
		boot_fail("the root task image's entry point lies outside it");
}

void memory_read(struct boot_machine *machine, const struct boot_facts *facts)
{
	struct region kernel_image = { KERNEL_LOAD, physical_address(image_end) };

	check_loader(facts, kernel_image);
	machine->ram = machine->reserved = facts->ram;
	region_list_remove(&machine->ram, kernel_image);
	region_list_remove(&machine->ram, facts->image);
	region_list_remove(&machine->ram, facts->tree_blob);
	region_list_add(&machine->reserved, whole_pages(facts->gic_shared));
	region_list_add(&machine->reserved, whole_pages(facts->gic_cpu));
	machine->recycled.start = physical_address(image_boot_start);
	machine->recycled.end = physical_address(image_boot_end);
	machine->image = facts->image;
	machine->image_is_loaded = true;
	machine->image_vaddr = facts->image_vaddr;
	machine->image_entry = facts->image_entry;
	machine->device_top = USER_DEVICE_TOP;
}
