/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the device tree says of this machine. The bindings are those of the Linux documentation. */
#include "abi/sel4/bootinfo.h"
#include "arch/arch.h"
#include "arch_memory.h"
#include "boot_arch.h"
#include "kernel_map.h"

enum { BLOCK = 1 << 21, PAGE = 4096 };

/** Entry @index of "reg" of the first node compatible with @name; false if there is none. */
static bool find_device(const struct dt *tree, const char *name, unsigned index, struct region *region)
{
	struct dt_node node;
	u64 address, bytes;

	if (!dt_find_compatible(tree, name, &node) || !dt_reg(tree, &node, index, &address, &bytes) ||
	    bytes == 0 || address + bytes < address)
		return false;
	*region = (struct region){ address, address + bytes };
	return true;
}

void tree_start(struct boot_facts *facts)
{
	struct region blob = facts->tree_blob, uart;
	u64 mapped = DEVICE_TREE_BLOCKS * (u64)BLOCK - blob.start % BLOCK;
	u64 bytes = blob.end - blob.start;

	/* without a tree no console can be found: nothing can be said */
	if (blob.start >= blob.end ||
	    !dt_open(&facts->tree, kernel_map_tree(blob), bytes < mapped ? bytes : mapped))
		boot_fail("no device tree, or a damaged one");
	if (find_device(&facts->tree, "arm,pl011", 0, &uart))
		kernel_map_device(DEVICE_UART, 1, uart.start, PAGE);
}

/** RAM in whole blocks, as far as the window reaches. */
static void add_ram(struct region_list *ram, u64 address, u64 bytes)
{
	u64 end = address + bytes;

	if (end < address || address >= KERNEL_WINDOW_BYTES)
		return;
	if (end > KERNEL_WINDOW_BYTES)
		end = KERNEL_WINDOW_BYTES;
	address = (address + BLOCK - 1) & ~(u64)(BLOCK - 1);
	region_list_add(ram, (struct region){ address, end & ~(u64)(BLOCK - 1) });
}

static void read_ram(struct boot_facts *facts)
{
	struct dt_node node = { 0 };
	u64 address, bytes;

	while (dt_next(&facts->tree, &node)) {
		if (!dt_has_string(&facts->tree, &node, "device_type", "memory"))
			continue;
		for (unsigned i = 0; dt_reg(&facts->tree, &node, i, &address, &bytes); i++)
			add_ram(&facts->ram, address, bytes);
	}
	if (facts->ram.count == 0)
		boot_fail("the device tree names no memory");
}

static void read_gic(struct boot_facts *facts)
{
	static const char *const version2[] = { "arm,cortex-a15-gic", "arm,gic-400", "arm,cortex-a9-gic" };
	const struct dt *tree = &facts->tree;

	facts->gic_v3 = find_device(tree, "arm,gic-v3", 0, &facts->gic_shared) &&
			find_device(tree, "arm,gic-v3", 1, &facts->gic_cpu);
	if (facts->gic_v3)
		return;
	for (unsigned i = 0; i < sizeof(version2) / sizeof(version2[0]); i++)
		if (find_device(tree, version2[i], 0, &facts->gic_shared) &&
		    find_device(tree, version2[i], 1, &facts->gic_cpu))
			return;
	boot_fail("the device tree names no interrupt controller that the kernel knows (GIC version 2 or 3)");
}

static void read_psci(struct boot_facts *facts)
{
	static const char *const names[] = { "arm,psci-1.0", "arm,psci-0.2" };
	struct dt_node node;

	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!dt_find_compatible(&facts->tree, names[i], &node))
			continue;
		facts->psci_by_smc = dt_has_string(&facts->tree, &node, "method", "smc");
		facts->has_psci = facts->psci_by_smc || dt_has_string(&facts->tree, &node, "method", "hvc");
		return;
	}
}

void tree_read(struct boot_facts *facts)
{
	read_psci(facts);
	read_ram(facts);
	read_gic(facts);
}

u64 arch_extra_bootinfo(u8 *at)
{
	u64 bytes = boot_facts.tree.bytes;
	seL4_BootInfoHeader header = { SEL4_BOOTINFO_HEADER_FDT, sizeof(header) + bytes };

	if (at) {
		__builtin_memcpy(at, &header, sizeof(header));
		__builtin_memcpy(at + sizeof(header), boot_facts.tree.at, bytes);
	}
	return header.len;
}
