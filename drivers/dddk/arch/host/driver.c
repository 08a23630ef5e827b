/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A driver's life on the host, event by event. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "host.h"

enum { SETTLE_ROUNDS = 100000 };

static struct dddk the_dddk;

struct dddk *driver_kit(void)
{
	return &the_dddk;
}

int driver_begin(const struct dddk_driver *driver)
{
	return dddk_start(&the_dddk, driver);
}

void driver_settle(void)
{
	uint64_t signals;

	for (unsigned rounds = 0; (signals = host_signals_take()) || the_dddk.deferred; rounds++) {
		if (rounds == SETTLE_ROUNDS)
			host_fail("never comes to rest", rounds);
		dddk_serve(&the_dddk, signals);
	}
}

void driver_serve(uint64_t signals)
{
	dddk_serve(&the_dddk, signals);
}

void driver_end(void)
{
	dddk_stop(&the_dddk);
}

void dddk_say(const char *format, ...)
{
	va_list args;

	if (!getenv("DDDK_SAY"))
		return;
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}
