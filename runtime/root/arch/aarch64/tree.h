/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The machine's device tree. */
#ifndef ROOT_TREE_H
#define ROOT_TREE_H

#include "root.h"

/** Find the tree that the kernel passes on, if there is one and it is whole. */
void tree_open(struct root *root);

#endif
