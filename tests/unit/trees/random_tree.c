/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <assert.h>
#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>

#include "random_tree.h"

enum { DEPTH_MAX = 12, NODES_MAX = 24, STRINGS = 6 };

struct maker {
	void *tree;
	unsigned seed, nodes;
};

static unsigned dice(struct maker *maker, unsigned sides)
{
	maker->seed = maker->seed * 1103515245 + 12345;
	return (maker->seed >> 16) % sides;
}

static void put_bytes(struct maker *maker, const char *name, unsigned count)
{
	unsigned char bytes[64];

	for (unsigned i = 0; i < count; i++)
		bytes[i] = (unsigned char)dice(maker, 256);
	assert(fdt_property(maker->tree, name, bytes, (int)count) == 0);
}

static void put_strings(struct maker *maker, const char *name)
{
	static const char *const words[STRINGS] = { "arm,pl011", "arm,primecell", "okay", "disabled", "",
						    "arm" };
	char list[128];
	unsigned at = 0, count = 1 + dice(maker, 4);

	for (unsigned i = 0; i < count; i++)
		at += (unsigned)sprintf(list + at, "%s", words[dice(maker, STRINGS)]) + 1;
	assert(fdt_property(maker->tree, name, list, (int)at) == 0);
}

static void put_properties(struct maker *maker)
{
	char name[16];

	if (dice(maker, 3))
		assert(fdt_property_u32(maker->tree, "#address-cells", 1 + dice(maker, 2)) == 0);
	if (dice(maker, 3))
		assert(fdt_property_u32(maker->tree, "#size-cells", dice(maker, 3)) == 0);
	if (dice(maker, 2))
		put_strings(maker, "compatible");
	if (dice(maker, 3) == 0)
		put_strings(maker, "status");
	if (dice(maker, 2))
		put_bytes(maker, "reg", dice(maker, 10) * 4);
	for (unsigned i = dice(maker, 4); i > 0; i--) {
		sprintf(name, "p%u", i);
		put_bytes(maker, name, dice(maker, 14));
	}
}

/* Begin a node, or end one, until all have ended. */
static void put_nodes(struct maker *maker)
{
	unsigned depth = 0;
	char name[16];

	do {
		if (depth == 0 || (maker->nodes < NODES_MAX && depth < DEPTH_MAX && dice(maker, 2))) {
			sprintf(name, "n%u@%x", maker->nodes++, dice(maker, 1000));
			assert(fdt_begin_node(maker->tree, depth ? name : "") == 0);
			put_properties(maker);
			depth++;
		} else {
			assert(fdt_end_node(maker->tree) == 0);
			depth--;
		}
	} while (depth);
}

size_t random_tree(void *at, unsigned seed)
{
	struct maker maker = { .tree = at, .seed = seed };
	size_t bytes;

	assert(fdt_create(at, RANDOM_TREE_BYTES_MAX) == 0);
	for (unsigned i = dice(&maker, 3); i > 0; i--)
		assert(fdt_add_reservemap_entry(at, i << 20, 4096) == 0);
	assert(fdt_finish_reservemap(at) == 0);
	put_nodes(&maker);
	assert(fdt_finish(at) == 0);
	bytes = (fdt_totalsize(at) + 7) & ~(size_t)7;
	fdt_set_totalsize(at, (uint32_t)bytes);
	return bytes;
}
