/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Registers of the PrimeCell UART (PL011). Sections are those of its technical
 * reference manual, Arm DDI 0183G, chapter 3.
 */
#ifndef PL011_REGS_H
#define PL011_REGS_H

#include <dddk/register.h>

static const struct reg32_rw UARTDR = { 0x000 };   /* data; reading takes a byte from the receiver */
static const struct reg32_ro UARTFR = { 0x018 };   /* flags */
static const struct reg32_rw UARTCR = { 0x030 };   /* control */
static const struct reg32_rw UARTIFLS = { 0x034 }; /* FIFO levels that interrupt */
static const struct reg32_rw UARTIMSC = { 0x038 }; /* interrupt mask: set bits interrupt */
static const struct reg32_ro UARTMIS = { 0x040 };  /* interrupts, masked */
static const struct reg32_wo UARTICR = { 0x044 };  /* clears interrupts */
static const struct reg32_ro UARTPeriphID0 = { 0xfe0 };
static const struct reg32_ro UARTPeriphID1 = { 0xfe4 };

/* 3.3.1 data register: bits 11..8 of what is read are errors of that byte */
enum { DR_BYTE = 0xff };

/* 3.3.3 flag register */
enum {
	FR_RECEIVE_EMPTY = 1 << 4,
	FR_TRANSMIT_FULL = 1 << 5,
};

/* 3.3.8 control register */
enum {
	CR_UART = 1 << 0,
	CR_TRANSMIT = 1 << 8,
	CR_RECEIVE = 1 << 9,
	CR_DTR = 1 << 10,
	CR_RTS = 1 << 11,
};

/* 3.3.9 interrupt FIFO level select register */
enum {
	IFLS_TRANSMIT_QUARTER = 1 << 0, /* at most a quarter is full */
	IFLS_RECEIVE_HALF = 2 << 3,     /* at least a half is full */
};

/* 3.3.10 to 3.3.13, the interrupt registers */
enum {
	INT_RECEIVE = 1 << 4,
	INT_TRANSMIT = 1 << 5,
	INT_RECEIVE_TIMEOUT = 1 << 6, /* bytes wait, and no more came for the time of 32 bits */
	INT_RECEIVED = INT_RECEIVE | INT_RECEIVE_TIMEOUT,
	INT_ALL = 0x7ff,
};

/* 3.3.15 peripheral identification registers 0 and 1: part number 0x011 */
enum {
	PERIPH_ID0 = 0x11,
	PERIPH_ID1_PART_MASK = 0x0f,
	PERIPH_ID1_PART = 0x00,
};

#endif
