/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Print many lines while the serial driver is restarted ten times. */
#include <stdint.h>
#include <stdio.h>

#include <component/component.h>
#include <component/root.h>

#include "abi/kaal/serial.h"

enum { LINES = 2200, RESTARTS = 10 };

KAAL_COMPONENT(printer) = {
	KAAL_IDENTITY("printer"),
	.priority = 110,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(KAAL_MANAGE, KAAL_USES(KAAL_SERIAL, 4096)),
};

int main(void)
{
	unsigned restarts = 0;
	uint64_t id;

	for (unsigned i = 0; i < LINES; i++) {
		printf("line %u of those that must all come\n", i);
		if (i % (LINES / (RESTARTS + 1)) == LINES / (RESTARTS + 1) - 1 && i < LINES - 1)
			restarts += root_restart("serial", &id) == 0;
	}
	printf("all lines are printed, with %u restarts\n", restarts);
	return 0;
}
