/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Devices of a flattened device tree (Devicetree Specification 0.4), found with
 * libfdt. A node is libfdt's offset of it.
 */
#ifndef FDT_DEVICES_H
#define FDT_DEVICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DEVICES_GIC_CELLS = 3 };

/**
 * Check a tree from end to end; the other functions take only what passed here.
 *
 * @param blob  aligned to 8 bytes; must stay as it is from then on
 * @param room  bytes that may be read there
 */
bool devices_check(const void *blob, size_t room);

/**
 * Find a device that is not disabled ("status").
 *
 * @param compatible  one of the strings that it calls itself by
 * @param index       which of several, from 0
 * @return its node, or -ENOENT
 * @time O(size of the tree)
 */
int devices_find(const void *tree, const char *compatible, uint64_t index);

/**
 * Entry @index of "reg", as the processor sees it: translated by every bus on the way ("ranges").
 *
 * @return 0; -ENOENT: there is none; -EINVAL: its numbers do not fit, or a bus does not pass them on
 */
int devices_registers(const void *tree, int node, unsigned index, uint64_t *address, uint64_t *bytes);

/**
 * Entry @index of "interrupts" of a device whose interrupts go to a GIC.
 *
 * @param cells  kind, number and flags (Linux, bindings/interrupt-controller/arm,gic.yaml)
 * @return 0; -ENOENT: there is none; -ENXIO: they go to another controller
 */
int devices_interrupt(const void *tree, int node, unsigned index, uint32_t cells[DEVICES_GIC_CELLS]);

/** A property as it stands in the tree. @return NULL: there is none, and *@bytes is 0 */
const uint8_t *devices_property(const void *tree, int node, const char *name, size_t *bytes);

/** @return the node that this phandle names, or -ENOENT */
int devices_by_phandle(const void *tree, uint32_t phandle);

/** Is a node a GIC whose interrupts devices_interrupt understands? */
bool devices_is_gic(const void *tree, int node);

#endif
