/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A 16550 as its data sheet (PC16550D, sections 8.1 to 8.8) describes it. */
#ifndef TESTS_UART16550_MODEL_H
#define TESTS_UART16550_MODEL_H

#include "line.h"

struct uart_model {
	bool absent;
	uint8_t ier, lcr, mcr, scr, dll, dlm;
	bool fifos;
	bool thr_interrupt; /* "transmitter holding register empty" is latched */
	uint8_t line_errors, modem_changes;
};

/** The device that the ports lead to. */
extern struct uart_model uart_model;

#endif
