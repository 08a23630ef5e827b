/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "diagnostic/spelling.h"

#include <string.h>

enum { WORD_MAX = 64, FAR = 2 * WORD_MAX + 1 };

/** Letters that count as the same become the same. */
static char letter_fold(char letter)
{
	if (letter >= 'A' && letter <= 'Z')
		return (char)(letter - 'A' + 'a');
	return letter == '_' ? '-' : letter;
}

static unsigned int least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/** One row of the table of distances; @rows[0] is this one, then the one before, and the one before that. */
static void row_fill(unsigned int *const rows[3], const char *left, size_t i, const char *right,
		     size_t right_len)
{
	rows[0][0] = (unsigned int)i;
	for (size_t j = 1; j <= right_len; j++) {
		unsigned int changed = letter_fold(left[i - 1]) != letter_fold(right[j - 1]);
		unsigned int best = rows[1][j - 1] + changed;

		best = least(best, rows[1][j] + 1);
		best = least(best, rows[0][j - 1] + 1);
		if (i > 1 && j > 1 && letter_fold(left[i - 1]) == letter_fold(right[j - 2]) &&
		    letter_fold(left[i - 2]) == letter_fold(right[j - 1]))
			best = least(best, rows[2][j - 2] + changed);
		rows[0][j] = best;
	}
}

unsigned int spelling_distance(const char *left, const char *right)
{
	unsigned int table[3][WORD_MAX + 1];
	size_t left_len = strlen(left), right_len = strlen(right);

	if (left_len > WORD_MAX || right_len > WORD_MAX)
		return FAR;
	for (size_t j = 0; j <= right_len; j++)
		table[0][j] = (unsigned int)j;
	for (size_t i = 1; i <= left_len; i++) {
		unsigned int *const rows[3] = { table[i % 3], table[(i + 2) % 3], table[(i + 1) % 3] };

		row_fill(rows, left, i, right, right_len);
	}
	return table[left_len % 3][right_len];
}

const char *spelling_nearest(const char *word, const char *const names[], size_t names_count)
{
	size_t len = strlen(word);
	unsigned int limit = len < 3 ? 1 : (unsigned int)(len + 2) / 3;
	const char *nearest = NULL;

	if (len == 0)
		return NULL;
	for (size_t i = 0; i < names_count; i++) {
		unsigned int distance = spelling_distance(word, names[i]);

		if (distance > limit || distance >= strlen(names[i]))
			continue;
		nearest = names[i];
		if (distance == 0)
			break;
		limit = distance - 1;
	}
	return nearest;
}
