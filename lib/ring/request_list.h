/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A client's slots are each in one list. */
#ifndef RING_REQUEST_LIST_H
#define RING_REQUEST_LIST_H

#include <ring/request.h>

static inline void request_list_append(struct request_list *list, struct request_slot *slot)
{
	slot->next = NULL;
	slot->previous = list->last;
	*(list->last ? &list->last->next : &list->first) = slot;
	list->last = slot;
}

static inline void request_list_remove(struct request_list *list, struct request_slot *slot)
{
	*(slot->previous ? &slot->previous->next : &list->first) = slot->next;
	*(slot->next ? &slot->next->previous : &list->last) = slot->previous;
}

/** @return the first, removed, or NULL */
static inline struct request_slot *request_list_shift(struct request_list *list)
{
	struct request_slot *slot = list->first;

	if (slot)
		request_list_remove(list, slot);
	return slot;
}

/** Move all of @from behind what @list holds. */
static inline void request_list_join(struct request_list *list, struct request_list *from)
{
	struct request_slot *slot;

	while ((slot = request_list_shift(from)))
		request_list_append(list, slot);
}

#endif
