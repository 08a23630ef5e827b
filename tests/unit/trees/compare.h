/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* lib/dt beside libfdt on the same tree. */
#ifndef TREES_COMPARE_H
#define TREES_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

struct comparison {
	bool ours_opens, theirs_opens;
	unsigned ours, theirs; /* nodes that each saw */
	const char *different; /* NULL: all that both saw is the same */
};

/**
 * Read all of a tree with both, libfdt only if it finds the tree sound.
 *
 * What lib/dt sees of a damaged tree may end earlier; up to there it must be the same.
 */
struct comparison compare_readers(const void *tree, size_t bytes);

#endif
