/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The nearest spelling of a word among those that exist. */
#ifndef TOOLS_COMPOSE_DIAGNOSTIC_SPELLING_H
#define TOOLS_COMPOSE_DIAGNOSTIC_SPELLING_H

#include <stddef.h>

/**
 * Damerau-Levenshtein distance (optimal alignment): letters inserted, left out, changed or swapped with
 * their neighbour. The case of ASCII letters does not count, nor does '_' for '-'.
 *
 * @return 0 for the same word; for a word over 64 bytes more than any other distance
 */
unsigned int spelling_distance(const char *left, const char *right);

/** @return the nearest name that a slip could have meant (a third of the letters wrong), or NULL */
const char *spelling_nearest(const char *word, const char *const names[], size_t names_count);

#endif
