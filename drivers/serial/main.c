/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The serial driver: COM1 of a PC as interface "serial". */
#include <stdio.h>
#include <string.h>

#include <component/component.h>
#include <component/irq.h>
#include <component/root.h>

#include "abi/kaal/serial.h"

#include "server.h"

/* COM1 as every PC has it: no table of the machine says more of a legacy port. */
KAAL_COMPONENT(serial) = {
	KAAL_IDENTITY("serial"),
	.priority = 200,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(KAAL_PROVIDES(KAAL_SERIAL), KAAL_IOPORTS("uart", 0x3f8, 0x3ff), KAAL_ISA_IRQ("uart", 4)),
};

/* the component's state: entry points carry no context */
static struct uart16550 uart;
static struct serial_server server;
static struct irq irq;

static void clients_accept(void)
{
	for (int i = component_grant_find(KAAL_NEED_PROVIDES, KAAL_SERIAL, 0); i >= 0;
	     i = component_grant_find(KAAL_NEED_PROVIDES, KAAL_SERIAL, i + 1)) {
		struct connection connection;
		int error = connection_accept(&connection, i, 1);

		if (!error)
			error = serial_add_client(&server, &connection);
		if (error)
			printf("client %u cannot be served: %s\n", component_grant(i)->peer,
			       strerror(-error));
	}
}

static int serial_start(void)
{
	struct ports ports;
	int error = ports_open(&ports, "uart");

	if (!error)
		error = irq_open(&irq, "uart");
	if (!error)
		error = uart16550_start(&uart, ports);
	if (error) {
		printf("no serial line: %s\n", strerror(-error));
		return error;
	}
	serial_init(&server, &uart);
	clients_accept();
	error = root_console_handover();
	if (error)
		printf("the root task keeps the console: %s\n", strerror(-error));
	irq_acknowledge(&irq);
	serial_move(&server);
	return 0;
}

static void serial_notified(uint64_t signals)
{
	if (signals & irq.signal) {
		irq_acknowledge(&irq);
		serial_interrupt(&server);
	}
	if (signals & ~irq.signal)
		serial_move(&server);
}

const struct component_events component_events = {
	.start = serial_start,
	.notified = serial_notified,
};
