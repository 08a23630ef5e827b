/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A 16550 as its data sheet (PC16550D, sections 8.1 to 8.8) describes it, behind
 * ports_in8 and ports_out8. Time passes only when the test says so.
 */
#ifndef TESTS_UART_MODEL_H
#define TESTS_UART_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UART_MODEL_WIRE_BYTES = 65536 };

struct uart_model {
	bool absent;
	uint8_t ier, lcr, mcr, scr, dll, dlm;
	bool fifos;
	uint8_t rx[16], tx[16];
	unsigned rx_count, tx_count;
	bool thr_interrupt; /* "transmitter holding register empty" is latched */
	uint8_t line_errors, modem_changes;

	uint8_t wire[UART_MODEL_WIRE_BYTES]; /* what was sent */
	size_t wire_count;
	unsigned tx_overruns, rx_overruns; /* bytes lost because a FIFO was full */
	unsigned accesses;
};

/** The device that the ports lead to. */
extern struct uart_model uart_model;

void uart_model_reset(void);

/** Whether the interrupt line is raised (OUT2 gates it on a PC). */
bool uart_model_interrupts(void);

/** The transmitter sends up to @count bytes of its FIFO. */
void uart_model_send(unsigned count);

/** Whether a peer that heeds RTS may send, as QEMU's back end does by a full FIFO. */
bool uart_model_accepts(void);

/** A byte arrives. */
void uart_model_receive(uint8_t byte);

#endif
