/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <ring/mpsc.h>

struct mpsc_node *mpsc_take(struct mpsc *list)
{
	/* taken whole, so that no node can come back between a look and a swap (ABA) */
	struct mpsc_node *newest = __atomic_exchange_n(&list->newest, NULL, __ATOMIC_ACQUIRE);
	struct mpsc_node *oldest = NULL;

	while (newest) {
		struct mpsc_node *next = newest->next;

		newest->next = oldest;
		oldest = newest;
		newest = next;
	}
	return oldest;
}
