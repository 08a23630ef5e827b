/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sleep for a while, several times, and say how long that was. */
#include <stdio.h>
#include <time.h>

#include <component/clock.h>
#include <component/component.h>

#include "abi/kaal/serial.h"
#include "abi/kaal/timer.h"

KAAL_COMPONENT(sleeper) = {
	KAAL_IDENTITY("sleeper"),
	.priority = 110,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(KAAL_USES(KAAL_SERIAL, 4096), KAAL_USES(KAAL_TIMER, 0)),
};

static const long naps_ns[] = { 1, 1000, 100000, 10000000, 200000000 };

int main(void)
{
	unsigned early = 0;

	for (unsigned i = 0; i < sizeof naps_ns / sizeof naps_ns[0]; i++) {
		struct timespec nap = { .tv_nsec = naps_ns[i] };
		uint64_t before = clock_now_ns();

		nanosleep(&nap, NULL);
		early += clock_now_ns() - before < (uint64_t)naps_ns[i];
	}
	printf("slept, %u times too short\n", early);
	return 0;
}
