/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suggest.h"

#include <string.h>

enum { WORD_BYTES_MAX = 32 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t word_distance(const char *a, const char *b)
{
	/* cost[i][j]: distance of a's first i bytes from b's first j */
	size_t cost[WORD_BYTES_MAX + 1][WORD_BYTES_MAX + 1];
	size_t a_length = strlen(a), b_length = strlen(b);

	if (a_length >= WORD_BYTES_MAX || b_length >= WORD_BYTES_MAX)
		return strcmp(a, b) == 0 ? 0 : WORD_BYTES_MAX;
	for (size_t j = 0; j <= b_length; j++)
		cost[0][j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		cost[i][0] = i;
		for (size_t j = 1; j <= b_length; j++) {
			size_t replace = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

			cost[i][j] = least(least(cost[i - 1][j], cost[i][j - 1]) + 1, replace);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				cost[i][j] = least(cost[i][j], cost[i - 2][j - 2] + 1);
		}
	}
	return cost[a_length][b_length];
}
