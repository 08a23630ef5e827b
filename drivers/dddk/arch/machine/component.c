/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The component that a driver is: entry points, clients, calls. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <component/component.h>

#include "machine_class.h"

static struct dddk the_dddk; /* entry points carry no context */
static const struct machine_class *class;

void dddk_say(const char *format, ...)
{
	va_list args;
	char line[160];

	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	printf("%s: %s\n", dddk_the_driver->name, line);
}

static const struct machine_class *class_of(const struct dddk_driver *driver)
{
	if (driver->call)
		return &machine_calls;
	if (driver->block)
		return &machine_block;
	if (driver->clock)
		return &machine_clock;
	if (driver->rng)
		return &machine_rng;
	if (driver->serial)
		return &machine_serial;
	return &machine_timer;
}

static void clients_connect(void)
{
	for (int i = 0; (unsigned)i < component_startup()->grants_count; i++) {
		const struct kaal_grant *grant = component_grant(i);
		int error;

		if (grant->kind != KAAL_NEED_PROVIDES || !class->connect)
			continue;
		error = class->connect(&the_dddk, i, grant);
		if (error)
			dddk_say("client %u cannot be served: %s", grant->peer, strerror(-error));
	}
}

static int driver_start(void)
{
	int error;

	class = class_of(dddk_the_driver);
	error = dddk_start(&the_dddk, dddk_the_driver);
	if (error)
		return error;
	clients_connect();
	if (class->begin)
		class->begin(&the_dddk);
	dddk_serve(&the_dddk, ~0ull); /* whatever came before */
	return 0;
}

static void driver_notified(uint64_t signals)
{
	dddk_serve(&the_dddk, signals);
	if (class->served)
		class->served(&the_dddk);
}

static int driver_call(struct component_call *call)
{
	return class->call ? class->call(&the_dddk, call) : -ENOSYS;
}

static void driver_stop(void)
{
	dddk_stop(&the_dddk);
}

const struct component_events component_events = {
	.start = driver_start,
	.notified = driver_notified,
	.call = driver_call,
	.stop = driver_stop,
};
