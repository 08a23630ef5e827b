/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Have the timer's driver die ten times, while somebody with a higher priority sleeps. */
#include <stdint.h>
#include <stdio.h>

#include <component/clock.h>
#include <component/component.h>
#include <component/root.h>

#include "abi/kaal/serial.h"

enum { RESTARTS = 10 };

#define PAUSE_NS 15000000u

KAAL_COMPONENT(killer) = {
	KAAL_IDENTITY("killer"),
	.priority = 60,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(KAAL_MANAGE, KAAL_USES(KAAL_SERIAL, 4096)),
};

int main(void)
{
	unsigned done = 0;
	uint64_t id;

	for (unsigned i = 0; i < RESTARTS; i++) {
		uint64_t end = clock_now_ns() + PAUSE_NS;

		while (clock_now_ns() < end)
			; /* no timer is to be relied on */
		done += root_restart("timer", &id) == 0;
	}
	printf("the timer was restarted %u times\n", done);
	return 0;
}
