/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>

#include <component/root.h>

#include "machine_class.h"

static int serial_connect(struct dddk *dddk, int index, const struct kaal_grant *grant)
{
	struct connection connection;
	int error = connection_accept(&connection, index, 1);

	return error ? error : serial_class_add_client(&dddk->serial, &connection);
}

/** Who drives the console's device takes the console over from the root task. */
static void serial_begin(struct dddk *dddk)
{
	int error = root_console_handover();

	if (error)
		dddk_say("the root task keeps the console: %s", strerror(-error));
}

const struct machine_class machine_serial = { .connect = serial_connect, .begin = serial_begin };
