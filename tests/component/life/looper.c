/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Computes for ever: it shows no life, though it lives. */
#include <component/component.h>

KAAL_COMPONENT(looper) = {
	KAAL_IDENTITY("looper"),
	.priority = 50, /* below all */
	.stack_bytes = 16384,
	.heap_bytes = 65536,
};

int main(void)
{
	volatile unsigned long count = 0;

	for (;;)
		count++;
	return 0;
}
