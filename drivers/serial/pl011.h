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
};

/**
 * Switch the UART on and let received bytes interrupt. Baud rate, format and FIFOs stay as
 * firmware has set them: the device tree does not promise what clock drives the device, and
 * switching the FIFOs on would clear what was typed before.
 *
 * @param registers  PL011_BYTES of them
 * @return 0 or -ENODEV: no PL011 answers there
 */
int pl011_start(struct uart *uart, struct mmio registers);

#endif
