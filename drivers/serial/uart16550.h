/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A 16550 UART with FIFOs, driven by interrupts in both directions. */
#ifndef UART16550_H
#define UART16550_H

#include <stdbool.h>
#include <stdint.h>

#include <component/ports.h>

struct uart16550 {
	struct ports ports;
	uint8_t enabled;   /* IER as last written */
	uint8_t fifo_room; /* bytes that the transmitter surely takes now */
};

enum uart_cause {
	UART_NOTHING,
	UART_RECEIVED, /* bytes wait in the receiver */
	UART_SENT,     /* the transmitter is empty */
};

/**
 * Set the line to 115200 baud, 8N1, and let received bytes interrupt.
 * FIFOs that are on already stay as they are, with what was typed before.
 *
 * @param ports  the eight ports of the device
 * @return 0 or -ENODEV: no 16550 answers there
 */
int uart16550_start(struct uart16550 *uart, struct ports ports);

/**
 * Why the device interrupts. Ask until it says UART_NOTHING, having dealt with each
 * cause: only then does its interrupt line fall.
 */
enum uart_cause uart16550_cause(struct uart16550 *uart);

/** @return the next byte received, or -1 */
int uart16550_get(struct uart16550 *uart);

/** Whether the transmitter takes a byte now; UART_SENT says when it does again. */
bool uart16550_can_put(const struct uart16550 *uart);

/** Send a byte; only if uart16550_can_put. */
void uart16550_put(struct uart16550 *uart, uint8_t byte);

/** Interrupt, or not, when the transmitter is empty. */
void uart16550_want_sent(struct uart16550 *uart, bool wanted);

/** Interrupt, or not, for bytes received; without, the peer is asked to hold (RTS). */
void uart16550_want_received(struct uart16550 *uart, bool wanted);

#endif
