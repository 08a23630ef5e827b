/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A UART as the server sees it. Which device it is, the build chooses: uart16550.c or pl011.c. */
#ifndef SERIAL_UART_H
#define SERIAL_UART_H

#include <stdbool.h>
#include <stdint.h>

#include <component/irq.h>

/** The device's own; see its header. */
struct uart;

enum uart_cause {
	UART_NOTHING,
	UART_RECEIVED, /* bytes wait in the receiver */
	UART_SENT,     /* the transmitter has room again */
};

/**
 * Find and start the device that this component was granted (com1.c, dt_pl011.c).
 *
 * @param irq  out: its interrupt
 * @return 0 or a negative errno
 */
int uart_open(struct uart **uart, struct irq *irq);

/**
 * Why the device interrupts. Ask until it says UART_NOTHING, having dealt with each
 * cause: only then does its interrupt line fall.
 */
enum uart_cause uart_cause(struct uart *uart);

/** @return the next byte received, or -1 */
int uart_get(struct uart *uart);

/** Whether the transmitter takes a byte now; UART_SENT says when it does again. */
bool uart_can_put(const struct uart *uart);

/** Send a byte; only if uart_can_put. */
void uart_put(struct uart *uart, uint8_t byte);

/** Interrupt, or not, when the transmitter has room. */
void uart_want_sent(struct uart *uart, bool wanted);

/** Interrupt, or not, for bytes received; without, the peer is asked to hold (RTS). */
void uart_want_received(struct uart *uart, bool wanted);

#endif
