/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The 16550 UART as COM1, where every PC has it: no table of the machine says more of a legacy port. */
#include <errno.h>

#include <dddk/serial.h>

#include "uart16550_regs.h"

enum { PROBE_PATTERN = 0x5a, LOOKS_MAX = 16 };

struct uart {
	struct ports ports;
	uint8_t enabled;   /* what the interrupt enable register holds */
	uint8_t fifo_room; /* bytes that the transmitter takes: it says only when it is empty */
};

static bool device_present(const struct uart *uart)
{
	reg_write(&uart->ports, SCR, PROBE_PATTERN);
	return reg_read(&uart->ports, SCR) == PROBE_PATTERN;
}

static void line_set(const struct uart *uart)
{
	reg_write(&uart->ports, LCR, LCR_DLAB);
	reg_write(&uart->ports, DLL, DIVISOR_115200);
	reg_write(&uart->ports, DLM, 0);
	reg_write(&uart->ports, LCR, LCR_8N1);
}

static bool transmitter_empty(const struct uart *uart)
{
	return (reg_read(&uart->ports, LSR) & LSR_THR_EMPTY) != 0;
}

/** Switch an interrupt on or off. @return whether that changed anything */
static bool interrupt_set(struct uart *uart, uint8_t bit, bool on)
{
	uint8_t enabled = on ? uart->enabled | bit : uart->enabled & (uint8_t)~bit;

	if (enabled == uart->enabled)
		return false;
	uart->enabled = enabled;
	reg_write(&uart->ports, IER, enabled);
	return true;
}

static void want_sent(void *state, bool wanted)
{
	interrupt_set(state, IER_THR_EMPTY, wanted);
}

static void want_received(void *state, bool wanted)
{
	struct uart *uart = state;

	if (interrupt_set(uart, IER_RECEIVED, wanted))
		reg_write(&uart->ports, MCR, MCR_DTR | MCR_OUT2 | (wanted ? MCR_RTS : 0));
}

static int uart_start(void *state, struct dddk *dddk)
{
	struct uart *uart = state;

	if (!device_present(uart))
		return -ENODEV;
	reg_write(&uart->ports, IER, 0);
	uart->enabled = 0;
	line_set(uart);
	/* switches the FIFOs on, and so clears them, only if they are off */
	reg_write(&uart->ports, FCR, FCR_ENABLE | FCR_TRIGGER_8);
	uart->fifo_room = transmitter_empty(uart) ? UART_FIFO_BYTES : 0;
	want_received(uart, true);
	return 0;
}

static void uart_stop(void *state)
{
	reg_write(&((struct uart *)state)->ports, IER, 0);
}

static enum serial_cause cause(void *state)
{
	struct uart *uart = state;

	for (unsigned looks = 0; looks < LOOKS_MAX; looks++) {
		uint8_t iir = reg_read(&uart->ports, IIR);

		if (iir & IIR_NONE)
			return SERIAL_NOTHING;
		switch (iir & IIR_CAUSE_MASK) {
		case IIR_THR_EMPTY:
			uart->fifo_room = UART_FIFO_BYTES;
			return SERIAL_SENT;
		case IIR_RECEIVED:
		case IIR_RECEIVE_TIMEOUT:
			return SERIAL_RECEIVED;
		case IIR_LINE_STATUS:
			reg_read(&uart->ports, LSR); /* 8.6: this is what clears it */
			break;
		case IIR_MODEM_STATUS:
			reg_read(&uart->ports, MSR);
			break;
		default:
			return SERIAL_NOTHING; /* not a cause that the data sheet knows */
		}
	}
	return SERIAL_NOTHING;
}

static int get(void *state)
{
	struct uart *uart = state;

	if (!(reg_read(&uart->ports, LSR) & LSR_DATA_READY))
		return -1;
	return reg_read(&uart->ports, RBR);
}

static bool can_put(void *state)
{
	return ((struct uart *)state)->fifo_room != 0;
}

static void put(void *state, uint8_t byte)
{
	struct uart *uart = state;

	uart->fifo_room--;
	reg_write(&uart->ports, THR, byte);
}

DDDK_DRIVER(uart16550) = {
	DDDK_IDENTITY("serial"),
	.needs = { DDDK_ISA_PORTS(struct uart, ports, 0x3f8, 0x3ff), DDDK_ISA_VECTOR(4),
		   DDDK_PROVIDES_SERIAL },
	.state = DDDK_STATE(struct uart),
	.start = uart_start,
	.stop = uart_stop,
	.serial = &(const struct serial_driver){ cause, get, can_put, put, want_sent, want_received },
};
