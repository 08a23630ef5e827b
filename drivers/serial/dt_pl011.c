/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The serial driver's component on an Arm machine: the first PL011 of the device tree. */
#include <component/component.h>

#include "abi/kaal/serial.h"

#include "pl011.h"

#define PL011 "arm,pl011"

KAAL_COMPONENT(serial) = {
	KAAL_IDENTITY("serial"),
	.priority = 200,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(KAAL_PROVIDES(KAAL_SERIAL), KAAL_DT_MMIO(PL011, 0), KAAL_DT_IRQ(PL011, 0)),
};

int uart_open(struct uart **uart, struct irq *irq)
{
	static struct uart first; /* the component's one device */
	struct mmio registers;
	int error = mmio_open(&registers, PL011, PL011_BYTES);

	if (!error)
		error = irq_open(irq, PL011);
	if (!error)
		error = pl011_start(&first, registers);
	*uart = &first;
	return error;
}
