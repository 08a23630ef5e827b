/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Class serial: a line that carries bytes both ways. */
#ifndef DDDK_SERIAL_H
#define DDDK_SERIAL_H

#include <stdbool.h>

#include <dddk/driver.h>

enum serial_cause {
	SERIAL_NOTHING,
	SERIAL_RECEIVED, /* bytes wait in the receiver */
	SERIAL_SENT,     /* the transmitter has room again */
};

/** What the kit asks of a UART; such a driver needs no @irq of its own. */
struct serial_driver {
	/**
	 * Why the device interrupts. Asked until it says SERIAL_NOTHING, each cause having
	 * been dealt with: only then does its interrupt line fall.
	 */
	enum serial_cause (*cause)(void *state);

	/** @return the next byte received, or -1 */
	int (*get)(void *state);

	/** Whether the transmitter takes a byte now; SERIAL_SENT says when it does again. */
	bool (*can_put)(void *state);

	/** Send a byte; only if can_put. */
	void (*put)(void *state, uint8_t byte);

	/** Interrupt, or not, when the transmitter has room. */
	void (*want_sent)(void *state, bool wanted);

	/** Interrupt, or not, for bytes received; without, the peer is asked to hold (RTS). */
	void (*want_received)(void *state, bool wanted);
};

#endif
