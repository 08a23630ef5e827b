/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* lib/fdt: devices of trees that are made here. */
#include <errno.h>
#include <fdt/devices.h>
#include <libfdt.h>
#include <stdlib.h>

#include "guarded.h"
#include "random_tree.h"

#include "tap.h"

enum { GIC = 1, OTHER_CONTROLLER = 2, WIDE_GIC = 3, DAMAGES = 100 };

static _Alignas(8) unsigned char tree[RANDOM_TREE_BYTES_MAX];

static void begin(const char *name)
{
	CHECK_EQ(fdt_begin_node(tree, name), 0);
}

static void end(void)
{
	CHECK_EQ(fdt_end_node(tree), 0);
}

static void text(const char *name, const char *value)
{
	CHECK_EQ(fdt_property_string(tree, name, value), 0);
}

static void cell(const char *name, uint32_t value)
{
	CHECK_EQ(fdt_property_u32(tree, name, value), 0);
}

static void put_cells(const char *name, unsigned count, const uint32_t *values)
{
	fdt32_t *at;

	CHECK_EQ(fdt_property_placeholder(tree, name, (int)(count * sizeof *at), (void **)&at), 0);
	for (unsigned i = 0; i < count; i++)
		at[i] = cpu_to_fdt32(values[i]);
}

#define CELLS(name, ...)                                                              \
	put_cells(name, sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t), \
		  (const uint32_t[]){ __VA_ARGS__ })

static void begin_bus(const char *name, uint32_t address_cells, uint32_t size_cells)
{
	begin(name);
	cell("#address-cells", address_cells);
	cell("#size-cells", size_cells);
}

static void begin_tree(void)
{
	CHECK_EQ(fdt_create(tree, sizeof tree), 0);
	CHECK_EQ(fdt_finish_reservemap(tree), 0);
	begin_bus("", 2, 2);
}

static void end_tree(void)
{
	end();
	CHECK_EQ(fdt_finish(tree), 0);
	CHECK(devices_check(tree, sizeof tree));
}

static void put_uart(const char *name, const char *status, uint32_t address)
{
	begin(name);
	text("compatible", "arm,pl011");
	if (status)
		text("status", status);
	CELLS("reg", 0, address, 0, 0x1000);
	end();
}

static void finds_what_is_not_disabled(void)
{
	uint64_t address, bytes;

	begin_tree();
	put_uart("uart@1000", "disabled", 0x1000);
	put_uart("uart@2000", NULL, 0x2000);
	put_uart("uart@3000", "okay", 0x3000);
	put_uart("uart@4000", "fail", 0x4000);
	put_uart("uart@5000", "ok", 0x5000);
	end_tree();
	for (unsigned i = 0; i < 3; i++) {
		static const uint64_t want[] = { 0x2000, 0x3000, 0x5000 };
		int node = devices_find(tree, "arm,pl011", i);

		CHECK(node > 0);
		CHECK_EQ(devices_registers(tree, node, 0, &address, &bytes), 0);
		CHECK_EQ(address, want[i]);
		CHECK_EQ(bytes, 0x1000);
	}
	CHECK_EQ(devices_find(tree, "arm,pl011", 3), -ENOENT);
	CHECK_EQ(devices_find(tree, "arm,pl01", 0), -ENOENT);
}

static int registers_of(const char *compatible, unsigned index, uint64_t *address, uint64_t *bytes)
{
	int node = devices_find(tree, compatible, 0);

	CHECK(node >= 0);
	return devices_registers(tree, node, index, address, bytes);
}

static void reads_registers_by_the_widths_of_their_bus(void)
{
	uint64_t address, bytes;

	begin_tree();
	begin("two");
	text("compatible", "two");
	CELLS("reg", 1, 2, 3, 4, 5, 6, 7, 8, 9);
	end();
	begin_bus("soc", 1, 0);
	CELLS("ranges", 0, 0, 0);
	CHECK_EQ(fdt_property(tree, "nothing", NULL, 0), 0);
	begin("one");
	text("compatible", "one");
	CELLS("reg", 1, 2);
	end();
	end();
	begin_bus("wide", 3, 1);
	CHECK_EQ(fdt_property(tree, "ranges", NULL, 0), 0);
	begin("three");
	text("compatible", "three");
	CELLS("reg", 1, 2, 3, 4, 0, 5, 6, 7);
	end();
	end();
	begin("none");
	text("compatible", "none");
	end();
	end_tree();

	CHECK_EQ(registers_of("two", 0, &address, &bytes), 0);
	CHECK_EQ(address, 0x100000002);
	CHECK_EQ(bytes, 0x300000004);
	CHECK_EQ(registers_of("two", 1, &address, &bytes), 0);
	CHECK_EQ(address, 0x500000006);
	CHECK_EQ(registers_of("two", 2, &address, &bytes), -ENOENT);
	CHECK_EQ(registers_of("three", 0, &address, &bytes), -EINVAL); /* more than 64 bits */
	CHECK_EQ(registers_of("three", 1, &address, &bytes), 0);
	CHECK_EQ(address, 0x500000006);
	CHECK_EQ(registers_of("none", 0, &address, &bytes), -ENOENT);
	CHECK_EQ(registers_of("one", 1, &address, &bytes), -EINVAL); /* its bus passes on nothing */
}

static void put_device(const char *name, uint32_t address, uint32_t bytes)
{
	begin(name);
	text("compatible", name);
	CELLS("reg", address, bytes);
	end();
}

static void translates_by_every_bus_on_the_way(void)
{
	uint64_t address, bytes;

	begin_tree();
	begin_bus("soc", 1, 1);
	CELLS("ranges", 0x0, 0x1, 0x80000000, 0x1000, 0x5000, 0x0, 0x7000000, 0x2000);
	put_device("low", 0x800, 0x100);
	put_device("high", 0x6000, 0x1000);
	put_device("beyond", 0x6800, 0x1000);
	put_device("between", 0x2000, 0x10);
	begin_bus("inner", 1, 1);
	CELLS("ranges", 0x10000, 0x5000, 0x1000);
	put_device("deep", 0x10010, 0x10);
	end();
	end();
	begin_bus("island", 1, 1);
	put_device("alone", 0x10, 0x10);
	end();
	end_tree();

	CHECK_EQ(registers_of("low", 0, &address, &bytes), 0);
	CHECK_EQ(address, 0x180000800);
	CHECK_EQ(registers_of("high", 0, &address, &bytes), 0);
	CHECK_EQ(address, 0x7001000);
	CHECK_EQ(registers_of("deep", 0, &address, &bytes), 0);
	CHECK_EQ(address, 0x7000010);
	CHECK_EQ(registers_of("beyond", 0, &address, &bytes), -EINVAL);
	CHECK_EQ(registers_of("between", 0, &address, &bytes), -EINVAL);
	CHECK_EQ(registers_of("alone", 0, &address, &bytes), -EINVAL);
}

static void put_controller(const char *name, const char *compatible, uint32_t phandle, uint32_t width)
{
	begin(name);
	text("compatible", compatible);
	cell("phandle", phandle);
	cell("#interrupt-cells", width);
	end();
}

static int interrupt_of(const char *compatible, unsigned index, uint32_t cells[DEVICES_GIC_CELLS])
{
	int node = devices_find(tree, compatible, 0);

	CHECK(node >= 0);
	return devices_interrupt(tree, node, index, cells);
}

static void begin_interrupting(const char *name, uint32_t controller)
{
	begin(name);
	text("compatible", name);
	if (controller)
		cell("interrupt-parent", controller);
	CELLS("interrupts", 0, 1, 4, 1, 14, 8);
}

static void reads_interrupts_of_a_gic(void)
{
	uint32_t cells[DEVICES_GIC_CELLS];

	begin_tree();
	cell("interrupt-parent", GIC);
	put_controller("gic", "arm,cortex-a15-gic", GIC, 3);
	put_controller("other", "arm,pl061", OTHER_CONTROLLER, 3);
	put_controller("wide", "arm,gic-v3", WIDE_GIC, 4);
	begin_interrupting("inherits", 0);
	begin_interrupting("inside", 0);
	end();
	end();
	begin_interrupting("elsewhere", OTHER_CONTROLLER);
	end();
	begin_interrupting("nowhere", 77);
	end();
	begin_interrupting("widely", WIDE_GIC);
	end();
	begin("silent");
	text("compatible", "silent");
	end();
	end_tree();

	CHECK_EQ(interrupt_of("inherits", 1, cells), 0);
	CHECK_EQ(cells[0], 1);
	CHECK_EQ(cells[1], 14);
	CHECK_EQ(cells[2], 8);
	CHECK_EQ(interrupt_of("inside", 0, cells), 0);
	CHECK_EQ(cells[1], 1);
	CHECK_EQ(interrupt_of("inherits", 2, cells), -ENOENT);
	CHECK_EQ(interrupt_of("widely", 0, cells), 0);
	CHECK_EQ(interrupt_of("widely", 1, cells), -ENOENT); /* four cells each */
	CHECK_EQ(interrupt_of("elsewhere", 0, cells), -ENXIO);
	CHECK_EQ(interrupt_of("nowhere", 0, cells), -ENXIO);
	CHECK_EQ(interrupt_of("silent", 0, cells), -ENOENT);
}

/* Everything that can be asked about a tree that passed. */
static void ask_all(const void *blob)
{
	uint32_t cells[DEVICES_GIC_CELLS];
	uint64_t address, bytes;

	for (unsigned i = 0; i < 4; i++) {
		int node = devices_find(blob, "arm,pl011", i);

		for (unsigned j = 0; node >= 0 && j < 3; j++) {
			devices_registers(blob, node, j, &address, &bytes);
			devices_interrupt(blob, node, j, cells);
		}
	}
}

static void survives_every_damage(void)
{
	unsigned passed = 0, refused = 0;

	srand(1);
	for (unsigned seed = 0; seed < DAMAGES; seed++) {
		size_t bytes = random_tree(tree, seed);
		unsigned char *blob = guarded(bytes);

		for (unsigned round = 0; round < DAMAGES; round++) {
			memcpy(blob, tree, bytes);
			for (int left = 1 + rand() % 3; left > 0; left--)
				blob[(size_t)rand() % bytes] = (unsigned char)rand();
			if (devices_check(blob, bytes)) {
				ask_all(blob);
				passed++;
			} else {
				refused++;
			}
		}
	}
	CHECK(passed > DAMAGES);
	CHECK(refused > DAMAGES);
	CHECK(!devices_check(tree + 4, sizeof tree - 4));
}

TAP_MAIN(TAP(finds_what_is_not_disabled), TAP(reads_registers_by_the_widths_of_their_bus),
	 TAP(translates_by_every_bus_on_the_way), TAP(reads_interrupts_of_a_gic), TAP(survives_every_damage))
