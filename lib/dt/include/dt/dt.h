/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Reading a flattened device tree (Devicetree Specification 0.4, chapter 5). The
 * blob comes from outside: every offset in it is checked before it is followed,
 * and a tree that ends early or nests too deeply simply ends there.
 */
#ifndef DT_DT_H
#define DT_DT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	DT_ALIGN = 8, /* of the blob, in bytes */
	DT_HEADER_BYTES = 40,
	DT_DEPTH_MAX = 16,
};

/** An opened tree; borrows the blob. */
struct dt {
	const uint8_t *at;
	uint32_t bytes;                /* all of the blob */
	uint32_t structs, structs_end; /* offsets of the structure block */
	uint32_t strings, strings_end; /* and of the strings block */
};

/** A node, and where the walk through the tree is. All zero: before the root. */
struct dt_node {
	const char *name;    /* with the unit address: "memory@40000000"; the root's is "" */
	unsigned depth;      /* the root has 1 */
	uint32_t properties; /* offset of the first */
	uint32_t next;       /* where the walk goes on */
	uint8_t address_cells[DT_DEPTH_MAX + 1],
		size_cells[DT_DEPTH_MAX + 1]; /* by depth, for the node's children */
};

/**
 * Check header and blocks.
 *
 * @param at    the blob, aligned to DT_ALIGN
 * @param room  bytes that may be read there
 * @return is it a device tree of version 16 or 17 that lies within @room?
 */
bool dt_open(struct dt *dt, const void *at, size_t room);

/** Go on to the next node in document order. @return false at the end */
bool dt_next(const struct dt *dt, struct dt_node *node);

/**
 * The value of a property of @node.
 *
 * @param bytes  set when found
 * @return NULL if there is none; the value is aligned to 4
 */
const uint8_t *dt_property(const struct dt *dt, const struct dt_node *node, const char *name,
			   uint32_t *bytes);

/** Is @text one of the strings of list property @name? */
bool dt_has_string(const struct dt *dt, const struct dt_node *node, const char *name, const char *text);

/**
 * Entry @index of the "reg" property.
 * @return false if there is none, or its numbers do not fit
 */
bool dt_reg(const struct dt *dt, const struct dt_node *node, unsigned index, uint64_t *address,
	    uint64_t *bytes);

/** First node with @text in its "compatible"; @node is set only when found. */
bool dt_find_compatible(const struct dt *dt, const char *text, struct dt_node *node);

/** Bytes of the blob that are in use: all its blocks, without room behind them. */
uint32_t dt_used_bytes(const struct dt *dt);

static inline uint32_t dt_cell(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

#endif
