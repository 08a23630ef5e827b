/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sorted lists of physical regions. */
#include "boot/boot.h"

static void region_list_delete(struct region_list *list, unsigned at)
{
	list->count--;
	for (unsigned i = at; i < list->count; i++)
		list->at[i] = list->at[i + 1];
}

static void region_list_insert(struct region_list *list, unsigned at, struct region region)
{
	if (list->count == BOOT_REGIONS_MAX)
		boot_fail("the machine's memory map has too many pieces");
	for (unsigned i = list->count; i > at; i--)
		list->at[i] = list->at[i - 1];
	list->at[at] = region;
	list->count++;
}

void region_list_add(struct region_list *list, struct region region)
{
	unsigned at = 0;

	if (region.start >= region.end)
		return;
	while (at < list->count && list->at[at].end < region.start)
		at++;
	/* swallow all that overlap or touch */
	while (at < list->count && list->at[at].start <= region.end) {
		if (list->at[at].start < region.start)
			region.start = list->at[at].start;
		if (list->at[at].end > region.end)
			region.end = list->at[at].end;
		region_list_delete(list, at);
	}
	region_list_insert(list, at, region);
}

void region_list_remove(struct region_list *list, struct region region)
{
	unsigned at = 0;

	if (region.start >= region.end)
		return;
	while (at < list->count && list->at[at].start < region.end) {
		struct region old = list->at[at];

		if (old.end <= region.start) {
			at++;
			continue;
		}
		region_list_delete(list, at);
		if (old.start < region.start)
			region_list_insert(list, at++, (struct region){ old.start, region.start });
		if (old.end > region.end)
			region_list_insert(list, at++, (struct region){ region.end, old.end });
	}
}
