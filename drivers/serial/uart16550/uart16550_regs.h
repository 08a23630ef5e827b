/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers of the 16550 UART. Sections are those of the PC16550D data sheet (TI SNLS378B). */
#ifndef UART16550_REGS_H
#define UART16550_REGS_H

#include <dddk/register.h>

static const struct reg8_ro RBR = { 0 }; /* receiver buffer; with DLAB = 0 */
static const struct reg8_wo THR = { 0 }; /* transmitter holding; with DLAB = 0 */
static const struct reg8_rw DLL = { 0 }; /* divisor latch, low; with DLAB = 1 */
static const struct reg8_rw IER = { 1 }; /* interrupt enable; with DLAB = 0 */
static const struct reg8_rw DLM = { 1 }; /* divisor latch, high; with DLAB = 1 */
static const struct reg8_rc IIR = { 2 }; /* interrupt identification; reading clears "THR empty" */
static const struct reg8_wo FCR = { 2 }; /* FIFO control */
static const struct reg8_rw LCR = { 3 }; /* line control */
static const struct reg8_rw MCR = { 4 }; /* modem control */
static const struct reg8_rc LSR = { 5 }; /* line status; reading clears its error bits */
static const struct reg8_rc MSR = { 6 }; /* modem status; reading clears its change bits */
static const struct reg8_rw SCR = { 7 }; /* scratch */

/* 8.7 interrupt enable register */
enum {
	IER_RECEIVED = 1 << 0,
	IER_THR_EMPTY = 1 << 1,
	IER_LINE_STATUS = 1 << 2,
	IER_MODEM_STATUS = 1 << 3,
};

/* 8.6 interrupt identification register, table 5 */
enum {
	IIR_NONE = 1 << 0, /* set: no interrupt pending */
	IIR_CAUSE_MASK = 0x0e,
	IIR_MODEM_STATUS = 0x00,
	IIR_THR_EMPTY = 0x02,
	IIR_RECEIVED = 0x04,
	IIR_LINE_STATUS = 0x06,
	IIR_RECEIVE_TIMEOUT = 0x0c,
};

/* 8.5 FIFO control register */
enum {
	FCR_ENABLE = 1 << 0, /* changing it clears both FIFOs */
	FCR_TRIGGER_8 = 2 << 6,
	UART_FIFO_BYTES = 16,
};

/* 8.1 line control register */
enum {
	LCR_8N1 = 0x03,
	LCR_DLAB = 1 << 7,
};

/* 8.8 modem control register; OUT 2 gates the interrupt line on PCs */
enum {
	MCR_DTR = 1 << 0,
	MCR_RTS = 1 << 1,
	MCR_OUT2 = 1 << 3,
};

/* 8.4 line status register */
enum {
	LSR_DATA_READY = 1 << 0,
	LSR_THR_EMPTY = 1 << 5,
};

/* 8.2 programmable baud generator: 1.8432 MHz / (16 * divisor) */
enum { DIVISOR_115200 = 1 };

#endif
