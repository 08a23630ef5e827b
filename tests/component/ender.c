/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Powers the machine off when all components but drivers, and those that its arguments name, have ended. */
#include <stdbool.h>
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

enum { POLL_NS = 20000000 };

/** What serves the others never ends; it has a driver's priority. */
enum { DRIVER_PRIORITY = 200 };

static bool is_named(const struct kaal_root_info *info, char **names)
{
	while (*names && strncmp(*names, info->name, KAAL_NAME_BYTES) != 0)
		names++;
	return *names != NULL;
}

/** Whether a component that is not a driver still runs. Says so if one was stopped. */
static bool others_run(char **unwatched)
{
	struct kaal_root_info info;
	bool run = false;

	for (unsigned int i = 0; root_info(i, &info) == 0; i++) {
		if (info.priority >= DRIVER_PRIORITY || info.id == component_startup()->id ||
		    is_named(&info, unwatched))
			continue;
		if (info.state == KAAL_STATE_RUNNING)
			run = true;
		else if (info.state != KAAL_STATE_EXITED)
			printf("Bail out! %.*s did not end by itself\n", KAAL_NAME_BYTES, info.name);
	}
	return run;
}

int main(int argc, char **argv)
{
	bool running;

	do {
		running = others_run(argv + 1);
		clock_sleep_until(clock_now_ns() + POLL_NS); /* the last time, for what is still on its way */
	} while (running);
	return -root_poweroff();
}
