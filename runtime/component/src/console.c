/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/console.h>

#include <pthread.h>
#include <stdbool.h>

#include "abi/kaal/serial.h"

/** One per component, as standard output is. */
static struct connection console;
static bool present;

static void console_open(void)
{
	present = connection_open(&console, KAAL_SERIAL, 1) == 0;
}

struct connection *component_console(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, console_open);
	return present ? &console : NULL;
}
