/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The Arm PL011 UART, the first of the device tree. */
#include <errno.h>

#include <dddk/serial.h>

#include "pl011_regs.h"

struct uart {
	struct mmio registers;
	uint32_t enabled; /* what the interrupt mask register holds */
};

static bool device_present(const struct uart *uart)
{
	return reg_read(&uart->registers, UARTPeriphID0) == PERIPH_ID0 &&
	       (reg_read(&uart->registers, UARTPeriphID1) & PERIPH_ID1_PART_MASK) == PERIPH_ID1_PART;
}

static bool receiver_empty(const struct uart *uart)
{
	return (reg_read(&uart->registers, UARTFR) & FR_RECEIVE_EMPTY) != 0;
}

/** Switch interrupts on or off. @return whether that changed anything */
static bool interrupts_set(struct uart *uart, uint32_t bits, bool on)
{
	uint32_t enabled = on ? uart->enabled | bits : uart->enabled & ~bits;

	if (enabled == uart->enabled)
		return false;
	uart->enabled = enabled;
	reg_write(&uart->registers, UARTIMSC, enabled);
	return true;
}

static void want_sent(void *state, bool wanted)
{
	interrupts_set(state, INT_TRANSMIT, wanted);
}

static void want_received(void *state, bool wanted)
{
	struct uart *uart = state;

	if (interrupts_set(uart, INT_RECEIVED, wanted))
		reg_write(&uart->registers, UARTCR,
			  CR_UART | CR_TRANSMIT | CR_RECEIVE | CR_DTR | (wanted ? CR_RTS : 0));
}

static int uart_start(void *state, struct dddk *dddk)
{
	struct uart *uart = state;

	if (!device_present(uart))
		return -ENODEV;
	reg_write(&uart->registers, UARTIMSC, 0);
	uart->enabled = 0;
	reg_write(&uart->registers, UARTIFLS, IFLS_RECEIVE_HALF | IFLS_TRANSMIT_QUARTER);
	/* those of the receiver stay: they are about bytes that are still there */
	reg_write(&uart->registers, UARTICR, INT_ALL & ~(uint32_t)INT_RECEIVED);
	want_received(uart, true);
	return 0;
}

static void uart_stop(void *state)
{
	reg_write(&((struct uart *)state)->registers, UARTIMSC, 0);
}

/**
 * An interrupt of the receiver without a byte is cleared, or it would never fall. A byte
 * that comes in between would then wait for the next one's interrupt: so look again.
 */
static bool received(const struct uart *uart)
{
	if (receiver_empty(uart))
		reg_write(&uart->registers, UARTICR, INT_RECEIVED);
	return !receiver_empty(uart);
}

static enum serial_cause cause(void *state)
{
	struct uart *uart = state;
	uint32_t raised = reg_read(&uart->registers, UARTMIS);

	if (raised & INT_RECEIVED && received(uart))
		return SERIAL_RECEIVED;
	if (raised & INT_TRANSMIT) {
		/* It is raised when the FIFO falls to its level (2.8.2): who fills the FIFO after
		   this is told again, who has nothing to send is not. */
		reg_write(&uart->registers, UARTICR, INT_TRANSMIT);
		return SERIAL_SENT;
	}
	return SERIAL_NOTHING;
}

static int get(void *state)
{
	const struct uart *uart = state;

	return receiver_empty(uart) ? -1 : (int)(reg_read(&uart->registers, UARTDR) & DR_BYTE);
}

static bool can_put(void *state)
{
	return !(reg_read(&((struct uart *)state)->registers, UARTFR) & FR_TRANSMIT_FULL);
}

static void put(void *state, uint8_t byte)
{
	reg_write(&((struct uart *)state)->registers, UARTDR, byte);
}

#define PL011 "arm,pl011"

DDDK_DRIVER(pl011) = {
	DDDK_IDENTITY("serial"),
	.needs = { DDDK_DT_REGISTERS(struct uart, registers, PL011, 0), DDDK_DT_VECTOR(PL011, 0),
		   DDDK_PROVIDES_SERIAL },
	.state = DDDK_STATE(struct uart),
	.start = uart_start,
	.stop = uart_stop,
	.serial = &(const struct serial_driver){ cause, get, can_put, put, want_sent, want_received },
};
