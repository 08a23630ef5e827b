/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The machine's device tree. */
#ifndef ROOT_TREE_H
#define ROOT_TREE_H

#include "root.h"

/** Find the tree that the kernel passes on, if there is one and it is whole. */
void tree_open(struct root *root);

/**
 * The interrupt that a GIC knows by these cells (Linux, bindings/interrupt-controller/arm,gic.yaml).
 * @return its id, or -1: it is none that the kernel knows
 */
int tree_interrupt(const uint32_t *cells);

#endif
