/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A 16550 UART with FIFOs, driven by interrupts in both directions. */
#ifndef UART16550_H
#define UART16550_H

#include <component/ports.h>

#include "uart.h"

struct uart {
	struct ports ports;
	uint8_t enabled;   /* IER as last written */
	uint8_t fifo_room; /* bytes that the transmitter surely takes now */
};

/**
 * Set the line to 115200 baud, 8N1, and let received bytes interrupt.
 * FIFOs that are on already stay as they are, with what was typed before.
 *
 * @param ports  the eight ports of the device
 * @return 0 or -ENODEV: no 16550 answers there
 */
int uart16550_start(struct uart *uart, struct ports ports);

#endif
