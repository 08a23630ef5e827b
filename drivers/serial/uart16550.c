/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "uart16550.h"

#include <errno.h>

#include "uart16550_regs.h"

enum { PROBE_PATTERN = 0x5a };

static bool device_present(const struct uart *uart)
{
	port8_write(&uart->ports, SCR, PROBE_PATTERN);
	return port8_read(&uart->ports, SCR) == PROBE_PATTERN;
}

static void line_set(const struct uart *uart)
{
	port8_write(&uart->ports, LCR, LCR_DLAB);
	port8_write(&uart->ports, DLL, DIVISOR_115200);
	port8_write(&uart->ports, DLM, 0);
	port8_write(&uart->ports, LCR, LCR_8N1);
}

static bool transmitter_empty(const struct uart *uart)
{
	return (port8_read(&uart->ports, LSR) & LSR_THR_EMPTY) != 0;
}

/** Switch an interrupt on or off. @return whether that changed anything */
static bool interrupt_set(struct uart *uart, uint8_t bit, bool on)
{
	uint8_t enabled = on ? uart->enabled | bit : uart->enabled & (uint8_t)~bit;

	if (enabled == uart->enabled)
		return false;
	uart->enabled = enabled;
	port8_write(&uart->ports, IER, enabled);
	return true;
}

int uart16550_start(struct uart *uart, struct ports ports)
{
	*uart = (struct uart){ .ports = ports };
	if (!device_present(uart))
		return -ENODEV;
	port8_write(&ports, IER, 0);
	line_set(uart);
	/* switches the FIFOs on, and so clears them, only if they are off */
	port8_write(&ports, FCR, FCR_ENABLE | FCR_TRIGGER_8);
	uart->fifo_room = transmitter_empty(uart) ? UART_FIFO_BYTES : 0;
	uart_want_received(uart, true);
	return 0;
}

enum uart_cause uart_cause(struct uart *uart)
{
	for (;;) {
		uint8_t iir = port8_read(&uart->ports, IIR);

		if (iir & IIR_NONE)
			return UART_NOTHING;
		switch (iir & IIR_CAUSE_MASK) {
		case IIR_THR_EMPTY:
			uart->fifo_room = UART_FIFO_BYTES;
			return UART_SENT;
		case IIR_RECEIVED:
		case IIR_RECEIVE_TIMEOUT:
			return UART_RECEIVED;
		case IIR_LINE_STATUS:
			port8_read(&uart->ports, LSR); /* 8.6: this is what clears it */
			break;
		case IIR_MODEM_STATUS:
			port8_read(&uart->ports, MSR);
			break;
		default:
			return UART_NOTHING; /* not a cause that the data sheet knows */
		}
	}
}

int uart_get(struct uart *uart)
{
	if (!(port8_read(&uart->ports, LSR) & LSR_DATA_READY))
		return -1;
	return port8_read(&uart->ports, RBR);
}

bool uart_can_put(const struct uart *uart)
{
	return uart->fifo_room != 0;
}

void uart_put(struct uart *uart, uint8_t byte)
{
	uart->fifo_room--;
	port8_write(&uart->ports, THR, byte);
}

void uart_want_sent(struct uart *uart, bool wanted)
{
	interrupt_set(uart, IER_THR_EMPTY, wanted);
}

void uart_want_received(struct uart *uart, bool wanted)
{
	if (interrupt_set(uart, IER_RECEIVED, wanted))
		port8_write(&uart->ports, MCR, MCR_DTR | MCR_OUT2 | (wanted ? MCR_RTS : 0));
}
