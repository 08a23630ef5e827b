/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The serial driver: a UART as interface "serial". */
#include <stdio.h>
#include <string.h>

#include <component/component.h>
#include <component/root.h>

#include "abi/kaal/serial.h"

#include "server.h"

/* the component's state: entry points carry no context */
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
	struct uart *uart;
	int error = uart_open(&uart, &irq);

	if (error) {
		printf("no serial line: %s\n", strerror(-error));
		return error;
	}
	serial_init(&server, uart);
	clients_accept();
	error = root_console_handover();
	if (error)
		printf("the root task keeps the console: %s\n", strerror(-error));
	irq_begin(&irq);
	serial_move(&server);
	irq_end(&irq);
	return 0;
}

static void serial_notified(uint64_t signals)
{
	if (signals & irq.signal) {
		irq_begin(&irq);
		serial_interrupt(&server);
		irq_end(&irq);
	}
	if (signals & ~irq.signal)
		serial_move(&server);
}

const struct component_events component_events = {
	.start = serial_start,
	.notified = serial_notified,
};
