/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lists of a client's slots (struct request_link). */
#ifndef RING_REQUEST_LIST_H
#define RING_REQUEST_LIST_H

#include <ring/request.h>

static inline void request_list_init(struct request_link *list)
{
	list->next = list->previous = list;
}

static inline bool request_list_empty(const struct request_link *list)
{
	return list->next == list;
}

/** @return the first of a list that is not empty */
static inline struct request_slot *request_list_first(const struct request_link *list)
{
	return (struct request_slot *)list->next;
}

static inline void request_list_append(struct request_link *list, struct request_slot *slot)
{
	slot->link = (struct request_link){ .next = list, .previous = list->previous };
	list->previous->next = &slot->link;
	list->previous = &slot->link;
}

static inline void request_list_remove(struct request_slot *slot)
{
	slot->link.next->previous = slot->link.previous;
	slot->link.previous->next = slot->link.next;
}

/** Move all that @list holds behind what @to holds. */
static inline void request_list_join(struct request_link *to, struct request_link *list)
{
	while (!request_list_empty(list)) {
		struct request_slot *slot = request_list_first(list);

		request_list_remove(slot);
		request_list_append(to, slot);
	}
}

_Static_assert(offsetof(struct request_slot, link) == 0, "a slot begins with its link");

#endif
