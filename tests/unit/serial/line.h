/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A modelled UART as its peer on the line sees it, and what the driver has asked of it.
 * Each device's model has all of this. Time passes only when the test says so.
 */
#ifndef TESTS_LINE_H
#define TESTS_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "host.h"

enum { LINE_WIRE_BYTES = 65536 };

struct peer {
	uint8_t rx[16], tx[16]; /* the FIFOs */
	unsigned rx_count, tx_count;
	uint8_t wire[LINE_WIRE_BYTES]; /* what was sent */
	size_t wire_count;
	unsigned tx_overruns, rx_overruns; /* bytes lost because a FIFO was full */
};

/** What is at the ends of the one line. */
extern struct peer peer;

/** The device as the driver finds it. @param fifos  an earlier owner switched them on */
void line_reset(bool fifos);

/** The device, as the harness sees it. */
extern struct device_model line_device;

/** Start the driver. @return 0 or a negative errno */
int line_begin(void);

/** Start the driver. @return the UART, NULL if it did not start */
struct uart *line_start(void);

/* the driver's operations (<dddk/serial.h>) */
enum serial_cause uart_cause(struct uart *uart);
int uart_get(struct uart *uart);
bool uart_can_put(struct uart *uart);
void uart_put(struct uart *uart, uint8_t byte);
void uart_want_sent(struct uart *uart, bool wanted);

/** Whether the interrupt line is raised. */
bool line_interrupts(void);

/** The transmitter sends up to @count bytes of its FIFO. */
void line_send(unsigned count);

/** Whether a peer may send, as QEMU's back end knows by a full FIFO. */
bool line_accepts(void);

/** A byte arrives. */
void line_receive(uint8_t byte);

/** What the driver asked for: to be interrupted, and the peer to hold (RTS). */
bool line_wants_sent(void);
bool line_wants_received(void);
bool line_holds(void);

#endif
