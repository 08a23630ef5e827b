/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "boot_arch.h"
#include "cpu.h"

/* 16550 registers of COM1 */
enum {
	UART_DIVISOR_LOW = 0x3f8,
	UART_INTERRUPTS = 0x3f9, /* or the high byte of the divisor */
	UART_FIFO = 0x3fa,
	UART_LINE = 0x3fb,
	UART_MODEM = 0x3fc,

	LINE_DIVISOR = 0x80,
	LINE_8N1 = 0x03,
	FIFO_ON_CLEAR = 0x07,
	MODEM_DTR_RTS = 0x03,
};

void console_start(void)
{
	port_out8(UART_INTERRUPTS, 0);
	port_out8(UART_LINE, LINE_DIVISOR);
	port_out8(UART_DIVISOR_LOW, 1); /* 115200 baud */
	port_out8(UART_INTERRUPTS, 0);
	port_out8(UART_LINE, LINE_8N1);
	port_out8(UART_FIFO, FIFO_ON_CLEAR);
	port_out8(UART_MODEM, MODEM_DTR_RTS);
}
