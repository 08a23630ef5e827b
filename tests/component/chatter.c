/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One of several that print many lines on the same serial line, and end with output still on its way. */
#include <sched.h>
#include <stdio.h>

#include <component/component.h>

#include "abi/kaal/serial.h"

KAAL_COMPONENT(chatter) = {
	KAAL_IDENTITY(CHATTER_NAME), /* given by the build: one program, several components */
	.priority = 100,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(KAAL_USES(KAAL_SERIAL, 512)),
};

enum { LINES = 300, LINES_AT_ONCE = 10 };

int main(void)
{
	for (int i = 0; i < LINES; i++) {
		printf(CHATTER_NAME " says %03d: a line that must stay whole\n", i);
		if (i % LINES_AT_ONCE == 0)
			sched_yield();
	}
	return 0;
}
