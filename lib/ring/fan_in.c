/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <ring/fan_in.h>

#include "view.h"

/** A broken ring begins anew when it has a new producer. @return whether to leave it out */
static bool is_out(struct ring_fan_in_member *member)
{
	if (member->broken && ring_peer_restarted(&member->ring.view)) {
		ring_consumer_reset(&member->ring);
		member->broken = false;
	}
	return member->broken;
}

/** As ring_read, but a ring that is broken counts as empty after it was told once. */
static int64_t read_member(struct ring_fan_in_member *member, void *entries, uint32_t count)
{
	int64_t read;

	if (is_out(member))
		return 0;
	read = ring_read(&member->ring, entries, count);
	if (read < 0) {
		member->broken = true;
		ring_peer_restarted(&member->ring.view); /* restarts from now on count */
	}
	return read;
}

int64_t ring_fan_in_read(struct ring_fan_in *fan_in, void *entries, uint32_t count, uint32_t *from)
{
	for (uint32_t tried = 0; tried < fan_in->count; tried++) {
		uint32_t index = fan_in->next;
		int64_t read = read_member(&fan_in->members[index], entries, count);

		fan_in->next = index + 1 < fan_in->count ? index + 1 : 0;
		if (read) {
			*from = index;
			return read;
		}
	}
	return 0;
}

bool ring_fan_in_sleep(struct ring_fan_in *fan_in)
{
	struct ring_fan_in_member *members = fan_in->members;
	uint32_t i;

	for (i = 0; i < fan_in->count; i++)
		__atomic_store_n(&members[i].ring.view.shared->consumer_waits, 1, __ATOMIC_RELAXED);
	ring_fence(); /* one for all flags: each before the load of its ring's head */
	for (i = 0; i < fan_in->count; i++)
		if (!is_out(&members[i]) && ring_available(&members[i].ring) != 0)
			return false; /* flags that stay up cost a signal without cause at most */
	return true;
}
