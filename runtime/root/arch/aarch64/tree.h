/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The machine's device tree. */
#ifndef ROOT_TREE_H
#define ROOT_TREE_H

#include "root.h"

/** Open the tree that the kernel passes on, if there is one and it is whole. */
void tree_open(struct root *root);

/**
 * Find a device that is not disabled.
 *
 * @param compatible  one of the strings that it calls itself by
 * @param index       which of several, from 0
 */
bool tree_find(const struct dt *tree, const char *compatible, uint64_t index, struct dt_node *node);

#endif
