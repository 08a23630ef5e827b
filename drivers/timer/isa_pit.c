/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The timer's component on a PC: counter 0 of the interval timer, where every PC has it. */
#include <component/component.h>

#include "abi/kaal/timer.h"

#include "oneshot.h"
#include "pit.h"

KAAL_COMPONENT(timer) = {
	KAAL_IDENTITY("timer"),
	.priority = 210,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(KAAL_PROVIDES(KAAL_TIMER), KAAL_IOPORTS("pit", 0x40, 0x43), KAAL_ISA_IRQ("pit", 0)),
};

/* the component's one device */
static struct pit pit;

int oneshot_open(struct irq *irq)
{
	int error = ports_open(&pit.ports, "pit");

	return error ? error : irq_open(irq, "pit");
}

void oneshot_arm(uint64_t delay_ns)
{
	pit_arm(&pit, delay_ns);
}

/* Its interrupt is an edge, and it counts once. */
void oneshot_quiet(void) {}
