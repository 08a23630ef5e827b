/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/console.h>

#include "abi/kaal/serial.h"

struct connection *component_console(void)
{
	/* one per component, as standard output is */
	static struct connection console;
	static enum { UNKNOWN, PRESENT, ABSENT } state;

	if (state == UNKNOWN)
		state = connection_open(&console, KAAL_SERIAL, 1) == 0 ? PRESENT : ABSENT;
	return state == PRESENT ? &console : NULL;
}
