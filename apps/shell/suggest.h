/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHELL_SUGGEST_H
#define SHELL_SUGGEST_H

#include <stddef.h>

/**
 * How many insertions, deletions, replacements and swaps of neighbours turn one word
 * into another (optimal string alignment distance).
 *
 * @return the distance; words of 32 bytes or more are only told equal (0) or not (32)
 */
size_t word_distance(const char *a, const char *b);

#endif
