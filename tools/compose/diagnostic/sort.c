/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "diagnostic/report.h"

#include <stdlib.h>

/* What is sorted: the order of sources is that of their first messages, so it is looked up beforehand. */
struct place {
	const struct diagnostic *diagnostic;
	unsigned int source_number; /* of the first message about this source; 0: no source */
};

static unsigned int source_number(const struct diagnostics *diagnostics, const struct source *source)
{
	if (!source)
		return 0;
	for (const struct diagnostic *each = diagnostics->first; each; each = each->next)
		if (each->range.source == source)
			return each->number + 1;
	return 0;
}

static int compare_numbers(unsigned int left, unsigned int right)
{
	return (left > right) - (left < right);
}

static int places_compare(const void *left_place, const void *right_place)
{
	const struct place *left = left_place, *right = right_place;
	int order = compare_numbers(left->source_number, right->source_number);

	if (order == 0)
		order = compare_numbers(left->diagnostic->range.offset, right->diagnostic->range.offset);
	return order ? order : compare_numbers(left->diagnostic->number, right->diagnostic->number);
}

const struct diagnostic **diagnostics_sort(const struct diagnostics *diagnostics, struct arena *arena)
{
	const struct diagnostic **sorted =
		arena_alloc(arena, diagnostics->count * sizeof(const struct diagnostic *));
	struct place *places = arena_alloc(arena, diagnostics->count * sizeof(*places));
	size_t count = 0;

	for (const struct diagnostic *each = diagnostics->first; each; each = each->next)
		places[count++] = (struct place){ each, source_number(diagnostics, each->range.source) };
	qsort(places, count, sizeof(*places), places_compare);
	for (size_t i = 0; i < count; i++)
		sorted[i] = places[i].diagnostic;
	return sorted;
}
