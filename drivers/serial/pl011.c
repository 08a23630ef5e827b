/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "pl011.h"

#include <errno.h>

#include "pl011_regs.h"

static bool device_present(const struct uart *uart)
{
	return reg32_read(&uart->registers, UARTPeriphID0) == PERIPH_ID0 &&
	       (reg32_read(&uart->registers, UARTPeriphID1) & PERIPH_ID1_PART_MASK) == PERIPH_ID1_PART;
}

static bool receiver_empty(const struct uart *uart)
{
	return (reg32_read(&uart->registers, UARTFR) & FR_RECEIVE_EMPTY) != 0;
}

/** Switch interrupts on or off. @return whether that changed anything */
static bool interrupts_set(struct uart *uart, uint32_t bits, bool on)
{
	uint32_t enabled = on ? uart->enabled | bits : uart->enabled & ~bits;

	if (enabled == uart->enabled)
		return false;
	uart->enabled = enabled;
	reg32_write(&uart->registers, UARTIMSC, enabled);
	return true;
}

int pl011_start(struct uart *uart, struct mmio registers)
{
	*uart = (struct uart){ .registers = registers };
	if (!device_present(uart))
		return -ENODEV;
	reg32_write(&registers, UARTIMSC, 0);
	reg32_write(&registers, UARTIFLS, IFLS_RECEIVE_HALF | IFLS_TRANSMIT_QUARTER);
	/* those of the receiver stay: they are about bytes that are still there */
	reg32_write(&registers, UARTICR, INT_ALL & ~(uint32_t)INT_RECEIVED);
	uart_want_received(uart, true);
	return 0;
}

/**
 * An interrupt of the receiver without a byte is cleared, or it would never fall. A byte
 * that comes in between would then wait for the next one's interrupt: so look again.
 */
static bool received(const struct uart *uart)
{
	if (receiver_empty(uart))
		reg32_write(&uart->registers, UARTICR, INT_RECEIVED);
	return !receiver_empty(uart);
}

enum uart_cause uart_cause(struct uart *uart)
{
	uint32_t raised = reg32_read(&uart->registers, UARTMIS);

	if (raised & INT_RECEIVED && received(uart))
		return UART_RECEIVED;
	if (raised & INT_TRANSMIT) {
		/* It is raised when the FIFO falls to its level (2.8.2): who fills the FIFO after
		   this is told again, who has nothing to send is not. */
		reg32_write(&uart->registers, UARTICR, INT_TRANSMIT);
		return UART_SENT;
	}
	return UART_NOTHING;
}

int uart_get(struct uart *uart)
{
	return receiver_empty(uart) ? -1 : (int)(reg32_read(&uart->registers, UARTDR) & DR_BYTE);
}

bool uart_can_put(const struct uart *uart)
{
	return !(reg32_read(&uart->registers, UARTFR) & FR_TRANSMIT_FULL);
}

void uart_put(struct uart *uart, uint8_t byte)
{
	reg32_write(&uart->registers, UARTDR, byte);
}

void uart_want_sent(struct uart *uart, bool wanted)
{
	interrupts_set(uart, INT_TRANSMIT, wanted);
}

void uart_want_received(struct uart *uart, bool wanted)
{
	if (interrupts_set(uart, INT_RECEIVED, wanted))
		reg32_write(&uart->registers, UARTCR,
			    CR_UART | CR_TRANSMIT | CR_RECEIVE | CR_DTR | (wanted ? CR_RTS : 0));
}
