/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "line.h"

int line_begin(void)
{
	model_begin(&line_device);
	return driver_begin(dddk_the_driver);
}

struct uart *line_start(void)
{
	return line_begin() ? NULL : dddk_the_driver->state;
}

enum serial_cause uart_cause(struct uart *uart)
{
	return dddk_the_driver->serial->cause(uart);
}

int uart_get(struct uart *uart)
{
	return dddk_the_driver->serial->get(uart);
}

bool uart_can_put(struct uart *uart)
{
	return dddk_the_driver->serial->can_put(uart);
}

void uart_put(struct uart *uart, uint8_t byte)
{
	dddk_the_driver->serial->put(uart, byte);
}

void uart_want_sent(struct uart *uart, bool wanted)
{
	dddk_the_driver->serial->want_sent(uart, wanted);
}
