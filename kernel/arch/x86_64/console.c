/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The first serial port (16550), written to without interrupts: boot messages and the kernel's last words. */
#include "arch/arch.h"
#include "cpu.h"

enum {
	COM1 = 0x3f8,
	UART_DATA = 0,
	UART_LINE_STATUS = 5,
	UART_TRANSMITTER_EMPTY = 1 << 5,
	UART_PATIENCE = 100000, /* reads of the status; a missing port reads as ready */
};

void arch_console_put(char c)
{
	for (int i = 0; i < UART_PATIENCE; i++)
		if (port_in8(COM1 + UART_LINE_STATUS) & UART_TRANSMITTER_EMPTY)
			break;
	port_out8(COM1 + UART_DATA, (u8)c);
}
