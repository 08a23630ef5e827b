/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A PL011 UART, driven by interrupts in both directions. */
#ifndef PL011_H
#define PL011_H

#include <component/mmio.h>

#include "uart.h"

enum { PL011_BYTES = 0x1000 };

struct uart {
	struct mmio registers;
	uint32_t enabled; /* UARTIMSC as last written */
	int held;         /* a byte received before the FIFOs were on, or -1 */
};

/**
 * Switch the UART on, with FIFOs and 8N1, and let received bytes interrupt. The baud rate
 * stays as firmware has set it: the device tree does not promise what clock drives it.
 * What was typed before is kept.
 *
 * @param registers  PL011_BYTES of them
 * @return 0 or -ENODEV: no PL011 answers there
 */
int pl011_start(struct uart *uart, struct mmio registers);

#endif
