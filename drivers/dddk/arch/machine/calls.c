/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "machine_class.h"

static int calls_call(struct dddk *dddk, struct component_call *call)
{
	return dddk->driver->call(call);
}

const struct machine_class machine_calls = { .call = calls_call };
