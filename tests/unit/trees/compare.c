/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <dt/dt.h>
#include <libfdt.h>
#include <string.h>

#include "compare.h"

/* No tree that fits has more; a walk that goes on is one without end. */
enum { NODES_MAX = 1 << 20 };

static volatile unsigned read_sum; /* or the compiler leaves the reading out */

/** Read whatever lib/dt lets one read of a node; what it hands out must be readable. */
static unsigned read_all(const struct dt *dt, const struct dt_node *node)
{
	static const char *const names[] = { "reg", "compatible", "status", "#address-cells", "p1", "" };
	unsigned sum = 0;

	for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
		uint32_t bytes = 0;
		const uint8_t *value = dt_property(dt, node, names[i], &bytes);

		for (uint32_t at = 0; value && at < bytes; at++)
			sum += value[at];
		sum += dt_has_string(dt, node, names[i], "arm,pl011");
	}
	for (unsigned i = 0; i < 4; i++) {
		uint64_t address = 0, size = 0;

		if (dt_reg(dt, node, i, &address, &size))
			sum += (unsigned)(address + size);
	}
	return sum + (unsigned)strlen(node->name);
}

static const char *compare_properties(const struct dt *dt, const struct dt_node *node, const void *tree,
				      int offset)
{
	int property, bytes;

	fdt_for_each_property_offset(property, tree, offset)
	{
		const char *name;
		const void *value = fdt_getprop_by_offset(tree, property, &name, &bytes), *first;
		const uint8_t *ours;
		uint32_t ours_bytes = 0;

		first = value ? fdt_getprop(tree, offset, name, &bytes) : NULL;
		if (!first)
			continue;
		ours = dt_property(dt, node, name, &ours_bytes);
		if (ours != first || ours_bytes != (uint32_t)bytes)
			return "a property's value";
		if (bytes && ours[bytes - 1] == 0 &&
		    fdt_stringlist_contains(first, bytes, "arm,pl011") !=
			    dt_has_string(dt, node, name, "arm,pl011"))
			return "strings of a list";
	}
	return NULL;
}

/** Entry 0 of "reg", where libfdt knows its widths and they are no more than two cells. */
static const char *compare_reg(const struct dt *dt, const struct dt_node *node, const void *tree, int offset)
{
	int bytes, bus = fdt_parent_offset(tree, offset);
	const fdt32_t *reg = fdt_getprop(tree, offset, "reg", &bytes);
	int address = bus < 0 ? 0 : fdt_address_cells(tree, bus),
	    size = bus < 0 ? 0 : fdt_size_cells(tree, bus);
	uint64_t theirs[2] = { 0, 0 }, ours[2] = { 0, 0 };

	if (!reg || address < 1 || address > 2 || size < 0 || size > 2 || bytes < (address + size) * 4)
		return NULL;
	for (int i = 0; i < address + size; i++)
		theirs[i >= address] = theirs[i >= address] << 32 | fdt32_ld(reg + i);
	if (!dt_reg(dt, node, 0, &ours[0], &ours[1]) || ours[0] != theirs[0] || ours[1] != theirs[1])
		return "\"reg\"";
	return NULL;
}

static const char *compare_node(const struct dt *dt, const struct dt_node *node, const void *tree, int offset,
				int depth)
{
	const char *different;

	if (node->name != fdt_get_name(tree, offset, NULL))
		return "a node's name";
	if (node->depth != (unsigned)depth + 1)
		return "a node's depth";
	different = compare_properties(dt, node, tree, offset);
	return different ? different : compare_reg(dt, node, tree, offset);
}

/** libfdt's walk; it ends by leaving the root. */
static bool next_node(const void *tree, int *offset, int *depth)
{
	*offset = fdt_next_node(tree, *offset, depth);
	return *offset >= 0 && *depth >= 0;
}

struct comparison compare_readers(const void *tree, size_t bytes)
{
	struct comparison seen = { 0 };
	struct dt_node node = { 0 };
	int offset = -1, depth = -1;
	unsigned sum = 0;
	struct dt dt;

	seen.theirs_opens = fdt_check_full(tree, bytes) == 0;
	seen.ours_opens = dt_open(&dt, tree, bytes);
	if (seen.ours_opens && dt_used_bytes(&dt) > bytes)
		seen.different = "more is in use than is there";
	while (seen.ours_opens && !seen.different && dt_next(&dt, &node)) {
		sum += read_all(&dt, &node);
		if (++seen.ours == NODES_MAX)
			seen.different = "a walk without end";
		if (!seen.theirs_opens)
			continue;
		if (next_node(tree, &offset, &depth))
			seen.different = compare_node(&dt, &node, tree, offset, depth);
		else
			seen.different = "a node too many";
		seen.theirs++;
	}
	while (seen.theirs_opens && !seen.different && next_node(tree, &offset, &depth))
		seen.theirs++;
	read_sum = sum;
	return seen;
}
