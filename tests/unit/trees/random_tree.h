/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Device trees out of nothing, written by libfdt. */
#ifndef TREES_RANDOM_TREE_H
#define TREES_RANDOM_TREE_H

#include <stddef.h>

enum { RANDOM_TREE_BYTES_MAX = 8192 };

/**
 * Write a legal tree: nodes in nodes, properties of all lengths, "reg" and its widths, lists of strings.
 *
 * @param at  RANDOM_TREE_BYTES_MAX bytes, aligned to 8
 * @return its bytes, a multiple of 8
 */
size_t random_tree(void *at, unsigned seed);

#endif
