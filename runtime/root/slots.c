/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "slots.h"

#include <core/errno.h>

void slots_init(struct slots *slots, seL4_CPtr first, seL4_CPtr end)
{
	slots->first = first;
	slots->count = end > first ? end - first : 0;
	if (slots->count > SLOTS_MAX)
		slots->count = SLOTS_MAX;
	slots->free = slots->count;
	slots->next = 0;
}

/* Free slots in a row at @from, @wanted at most. */
static size_t run_at(const struct slots *slots, size_t from, size_t wanted)
{
	size_t run = 0;

	while (run < wanted && from + run < slots->count && !slots->owner[from + run])
		run++;
	return run;
}

/* Index of a long enough run within [from, end), or @end. */
static size_t find_run(const struct slots *slots, size_t from, size_t end, size_t wanted)
{
	while (from < end) {
		size_t run = run_at(slots, from, wanted);

		if (run == wanted)
			return from;
		from += run + 1;
	}
	return end;
}

int slots_take(struct slots *slots, uint8_t owner, size_t count, seL4_CPtr *first)
{
	size_t at;

	if (slots->limit[owner] && slots->used[owner] + count > slots->limit[owner])
		return -EDQUOT;
	at = find_run(slots, slots->next, slots->count, count);
	if (at == slots->count) {
		at = find_run(slots, 0, slots->next, count);
		if (at == slots->next)
			return -ENOSPC;
	}
	for (size_t i = 0; i < count; i++)
		slots->owner[at + i] = owner;
	slots->free -= count;
	slots->used[owner] += count;
	slots->next = at + count;
	*first = slots->first + at;
	return 0;
}

void slots_give(struct slots *slots, seL4_CPtr first, size_t count)
{
	size_t at = first - slots->first;

	for (size_t i = 0; i < count; i++) {
		slots->used[slots->owner[at + i]]--;
		slots->owner[at + i] = OWNER_NOBODY;
	}
	slots->free += count;
	if (at < slots->next)
		slots->next = at;
}

seL4_CPtr slots_next(const struct slots *slots, uint8_t owner, seL4_CPtr from)
{
	size_t at = from > slots->first ? from - slots->first : 0;

	for (; at < slots->count; at++)
		if (slots->owner[at] == owner)
			return slots->first + at;
	return 0;
}
