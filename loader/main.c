/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What goes where. The loader may have been put where the kernel must go, so it first
 * moves to the highest place in its memory bank that is free, and takes the device
 * tree along. Then, as the ABI's own loader does: kernel at its physical addresses,
 * device tree at the first page behind it, root task at the next page.
 */
#include "loader.h"

enum { LEVEL_MAX = 2 };

/* Not on the stack, for loader_trapped; read anew after the move. */
static struct machine machine;

static struct range whole_image(void)
{
	return (struct range){ (u64)loader_start, (u64)loader_start + loader_image.bytes };
}

static const void *file_at(struct image_file file)
{
	return loader_start + file.offset;
}

/** Read the tree that was given, or else the one that is packed in. @return its address, 0: there is none */
static u64 read_tree(u64 given)
{
	u64 packed = loader_image.tree.bytes ? (u64)file_at(loader_image.tree) : 0;

	if (machine_read(&machine, given))
		return given;
	return packed && machine_read(&machine, packed) ? packed : 0;
}

/** Has all arrived that was packed? */
static bool is_whole(void)
{
	const u64 *word = file_at(loader_image.kernel),
		  *end = (const void *)(loader_start + loader_image.bytes);
	u64 sum = 0;

	while (word < end)
		sum = image_sum(sum, *word++);
	return sum == loader_image.sum;
}

static void check_start(u64 tree, u64 level)
{
	if (level > LEVEL_MAX || level == 0) {
		machine.has_psci = false; /* whom it calls would stand at EL3 */
		loader_fail(&machine, "started at EL3; firmware must start it at EL2 or EL1");
	}
	if (!tree)
		loader_fail(&machine,
			    "no device tree was given, or it is damaged (pack one: make image TREE=file)");
	if (loader_image.magic != IMAGE_TABLE_MAGIC)
		loader_fail(&machine, "nothing is packed behind the loader (make image)");
	if (!machine.has_uart)
		loader_fail(&machine, "the device tree names no UART that the loader knows (PL011)");
	if (machine.bank_count == 0)
		loader_fail(&machine, "the device tree names no memory");
	if (!is_whole())
		loader_fail(&machine, "the packed image is truncated or damaged");
}

static struct program kernel_program(void)
{
	struct program kernel;
	const char *wrong = program_check(&kernel, file_at(loader_image.kernel), loader_image.kernel.bytes);

	if (wrong)
		loader_fail(&machine, "the kernel is damaged, or not an AArch64 ELF file");
	if (!machine_has_ram(&machine, kernel.physical))
		loader_fail(&machine, "the machine has no free memory where the kernel must stand");
	return kernel;
}

/** The bank that holds the kernel: everything goes there. */
static struct range kernel_bank(const struct program *kernel)
{
	unsigned i = 0;

	while (!range_within(kernel->physical, machine.bank[i]))
		i++;
	return machine.bank[i];
}

/** What stands behind the loader's image once it has moved: the device tree. */
static u64 room_needed(void)
{
	return align_up(loader_image.bytes, PAGE) + align_up(dt_used_bytes(&machine.tree), PAGE);
}

/** Copy the tree to @to, without the room behind it. */
static void copy_tree(const struct dt *tree, u64 to)
{
	u32 bytes = dt_used_bytes(tree);
	u8 total[4] = { (u8)(bytes >> 24), (u8)(bytes >> 16), (u8)(bytes >> 8), (u8)bytes };

	for (u32 i = 0; i < bytes; i++)
		((volatile u8 *)to)[i] = tree->at[i];
	for (unsigned i = 0; i < sizeof(total); i++)
		((volatile u8 *)to)[4 + i] = total[i];
}

u64 loader_plan(u64 given, u64 level)
{
	u64 tree = read_tree(given), room, place;
	struct program kernel;
	struct range bank, old = whole_image(), old_tree;

	check_start(tree, level);
	kernel = kernel_program();
	bank = kernel_bank(&kernel);
	old_tree = (struct range){ tree, tree + machine.tree.bytes };
	room = room_needed();
	if (room > bank.end - bank.start)
		loader_fail(&machine, "the image is too large for this machine's memory");
	for (place = align_down(bank.end - room, BLOCK); place > kernel.physical.end; place -= BLOCK) {
		struct range new = { place, place + room };

		if (range_overlaps(new, old) || range_overlaps(new, old_tree) ||
		    !machine_has_ram(&machine, new))
			continue;
		cache_purge(new);
		copy_tree(&machine.tree, place + align_up(loader_image.bytes, PAGE));
		return place;
	}
	loader_fail(&machine, "the image is too large for this machine's memory");
}

_Noreturn void loader_main(u64 given, u64 level)
{
	struct range own = whole_image(), image;
	struct program kernel, root;
	const char *wrong;
	u64 tree_bytes, tree;

	/* the copy behind the image, not the one that was given: that may be overwritten from here on */
	if (!read_tree(align_up(own.end, PAGE)))
		loader_fail(&machine, "the device tree was lost on the way: a defect of the loader");
	own.end = align_up(own.end, PAGE) + machine.tree.bytes;
	kernel = kernel_program();
	wrong = program_check(&root, file_at(loader_image.root), loader_image.root.bytes);
	if (wrong)
		loader_fail(&machine, "the root task is damaged, or not an AArch64 ELF file");

	tree_bytes = machine.tree.bytes;
	tree = kernel.physical.end;
	image.start = align_up(tree + tree_bytes, PAGE);
	image.end = image.start + (root.virtual.end - root.virtual.start);
	if (image.end < image.start || image.end > own.start ||
	    !machine_has_ram(&machine, (struct range){ tree, image.end }))
		loader_fail(&machine, "the root task is too large for this machine's memory");

	program_load_physical(&kernel, kernel.physical.start);
	cache_purge((struct range){ tree, tree + tree_bytes });
	copy_tree(&machine.tree, tree);
	cache_purge((struct range){ tree, tree + tree_bytes });
	program_load_virtual(&root, image.start);
	wrong = map_build(&kernel, kernel.physical.start);
	if (wrong)
		loader_fail(&machine, "the kernel's virtual addresses cannot be mapped");
	loader_enter(image.start, image.end, image.start - root.virtual.start, root.entry, tree, tree_bytes,
		     kernel.entry);
}

_Noreturn void loader_trapped(void)
{
	static bool again; /* UART or firmware was the cause */

	if (again) {
		machine.uart = 0;
		machine.has_psci = false;
	}
	again = true;
	loader_fail(&machine, "an exception: memory ends early, or the device tree is wrong");
}
