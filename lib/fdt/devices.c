/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <fdt/devices.h>

#include <core/errno.h>
#include <libfdt.h>

/** A property as cells. */
struct cells {
	const fdt32_t *at;
	unsigned count;
};

/** How a bus writes its children's "reg". */
struct widths {
	int address, size; /* cells */
};

bool devices_check(const void *blob, size_t room)
{
	return (uintptr_t)blob % 8 == 0 && fdt_check_full(blob, room) == 0;
}

static struct cells get_cells(const void *tree, int node, const char *name)
{
	int bytes;
	const fdt32_t *at = fdt_getprop(tree, node, name, &bytes);

	return at ? (struct cells){ at, (unsigned)bytes / sizeof *at } : (struct cells){ NULL, 0 };
}

static uint32_t cell_at(struct cells cells, unsigned index)
{
	return fdt32_ld(cells.at + index);
}

/** The number of @count cells from @index on. @return false if it has more than 64 bits */
static bool read_number(struct cells cells, unsigned index, int count, uint64_t *number)
{
	*number = 0;
	for (int i = 0; i < count; i++) {
		if (*number >> 32)
			return false;
		*number = *number << 32 | cell_at(cells, index + (unsigned)i);
	}
	return true;
}

static bool is_enabled(const void *tree, int node)
{
	int bytes;
	const char *status = fdt_getprop(tree, node, "status", &bytes);

	return !status || fdt_stringlist_contains(status, bytes, "okay") ||
	       fdt_stringlist_contains(status, bytes, "ok");
}

int devices_find(const void *tree, const char *compatible, uint64_t index)
{
	int node = -1;

	while ((node = fdt_node_offset_by_compatible(tree, node, compatible)) >= 0)
		if (is_enabled(tree, node) && !index--)
			return node;
	return -ENOENT;
}

static bool read_widths(const void *tree, int bus, struct widths *widths)
{
	*widths = (struct widths){ fdt_address_cells(tree, bus), fdt_size_cells(tree, bus) };
	return widths->address > 0 && widths->size >= 0;
}

/** An entry of "ranges": child address, parent address, length. */
static bool translate_by(struct cells ranges, unsigned at, struct widths child, int parent_cells,
			 uint64_t bytes, uint64_t *address)
{
	unsigned parent_at = at + (unsigned)child.address, bytes_at = parent_at + (unsigned)parent_cells;
	uint64_t from, to, length;

	if (!read_number(ranges, at, child.address, &from) ||
	    !read_number(ranges, parent_at, parent_cells, &to) ||
	    !read_number(ranges, bytes_at, child.size, &length) || *address < from ||
	    *address - from > length || bytes > length - (*address - from))
		return false;
	*address = to + (*address - from);
	return true;
}

/** From an address on @bus to one on the bus above it. */
static bool translate(const void *tree, int bus, uint64_t bytes, uint64_t *address)
{
	struct cells ranges = get_cells(tree, bus, "ranges");
	int parent = fdt_parent_offset(tree, bus);
	struct widths child, above;
	unsigned entry;

	if (!ranges.at || parent < 0 || !read_widths(tree, bus, &child) || !read_widths(tree, parent, &above))
		return false;
	if (ranges.count == 0)
		return true;
	entry = (unsigned)(child.address + above.address + child.size);
	for (unsigned at = 0; at + entry <= ranges.count; at += entry)
		if (translate_by(ranges, at, child, above.address, bytes, address))
			return true;
	return false;
}

int devices_registers(const void *tree, int node, unsigned index, uint64_t *address, uint64_t *bytes)
{
	int bus = fdt_parent_offset(tree, node);
	struct cells reg = get_cells(tree, node, "reg");
	struct widths widths;
	unsigned entry, at;

	if (bus < 0 || !read_widths(tree, bus, &widths))
		return -ENOENT;
	entry = (unsigned)(widths.address + widths.size);
	if (reg.count / entry <= index)
		return -ENOENT;
	at = index * entry;
	if (!read_number(reg, at, widths.address, address) ||
	    !read_number(reg, at + (unsigned)widths.address, widths.size, bytes))
		return -EINVAL;
	for (; fdt_parent_offset(tree, bus) >= 0; bus = fdt_parent_offset(tree, bus))
		if (!translate(tree, bus, *bytes, address))
			return -EINVAL;
	return 0;
}

/** Where a node's interrupts go: what it names, or the nearest node above it that names one. */
static int find_controller(const void *tree, int node)
{
	for (; node >= 0; node = fdt_parent_offset(tree, node)) {
		struct cells phandle = get_cells(tree, node, "interrupt-parent");

		if (phandle.count == 1)
			return fdt_node_offset_by_phandle(tree, cell_at(phandle, 0));
	}
	return -1;
}

bool devices_is_gic(const void *tree, int node)
{
	static const char *const names[] = { "arm,gic-v3", "arm,gic-400", "arm,cortex-a15-gic",
					     "arm,cortex-a9-gic" };

	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (fdt_node_check_compatible(tree, node, names[i]) == 0)
			return true;
	return false;
}

int devices_interrupt(const void *tree, int node, unsigned index, uint32_t cells[DEVICES_GIC_CELLS])
{
	struct cells entries = get_cells(tree, node, "interrupts"), width;
	int controller = find_controller(tree, node);

	if (!entries.at)
		return -ENOENT;
	if (controller < 0 || !devices_is_gic(tree, controller))
		return -ENXIO;
	width = get_cells(tree, controller, "#interrupt-cells");
	if (width.count != 1 || cell_at(width, 0) < DEVICES_GIC_CELLS)
		return -ENXIO;
	if (entries.count / cell_at(width, 0) <= index)
		return -ENOENT;
	for (unsigned i = 0; i < DEVICES_GIC_CELLS; i++)
		cells[i] = cell_at(entries, index * cell_at(width, 0) + i);
	return 0;
}

const uint8_t *devices_property(const void *tree, int node, const char *name, size_t *bytes)
{
	int length;
	const uint8_t *at = fdt_getprop(tree, node, name, &length);

	*bytes = at ? (size_t)length : 0;
	return at;
}

int devices_by_phandle(const void *tree, uint32_t phandle)
{
	int node = fdt_node_offset_by_phandle(tree, phandle);

	return node < 0 ? -ENOENT : node;
}
