/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Powers the machine off when the component that tests is no longer running. */
#include <stdio.h>
#include <string.h>

#include <component/clock.h>
#include <component/component.h>
#include <component/root.h>

#include "abi/kaal/timer.h"

KAAL_COMPONENT(ender) = {
	KAAL_IDENTITY("ender"), .priority = 90, /* below what it waits for */
	.stack_bytes = 16384,   .heap_bytes = 65536, KAAL_NEEDS(KAAL_USES(KAAL_TIMER, 0), KAAL_MANAGE),
};

enum { POLL_NS = 5000000 };

static uint64_t state_of(const char *name)
{
	struct kaal_root_info info;

	for (unsigned int i = 0; root_info(i, &info) == 0; i++)
		if (strncmp(info.name, name, KAAL_NAME_BYTES) == 0)
			return info.state;
	return KAAL_STATE_REJECTED;
}

int main(void)
{
	while (state_of("runtime_test") == KAAL_STATE_RUNNING)
		clock_sleep_until(clock_now_ns() + POLL_NS);
	if (state_of("runtime_test") != KAAL_STATE_EXITED)
		printf("Bail out! the test component did not end by itself\n");
	return -root_poweroff();
}
