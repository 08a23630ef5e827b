/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The serial driver's component on a PC: COM1, as every PC has it. No table of the machine says more of a legacy port. */
#include <component/component.h>

#include "abi/kaal/serial.h"

#include "uart16550.h"

KAAL_COMPONENT(serial) = {
	KAAL_IDENTITY("serial"),
	.priority = 200,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(KAAL_PROVIDES(KAAL_SERIAL), KAAL_IOPORTS("uart", 0x3f8, 0x3ff), KAAL_ISA_IRQ("uart", 4)),
};

int uart_open(struct uart **uart, struct irq *irq)
{
	static struct uart com1; /* the component's one device */
	struct ports ports;
	int error = ports_open(&ports, "uart");

	if (!error)
		error = irq_open(irq, "uart");
	if (!error)
		error = uart16550_start(&com1, ports);
	*uart = &com1;
	return error;
}
