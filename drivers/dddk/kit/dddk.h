/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The kit's state. One driver runs in a component; it has one device. */
#ifndef DDDK_DDDK_H
#define DDDK_DDDK_H

#include "block_class.h"
#include "machine.h"
#include "rng_class.h"
#include "serial_class.h"
#include "timer_class.h"

enum { DDDK_VECTORS_MAX = 16, DDDK_LATER_MAX = 32 };

struct dddk {
	const struct dddk_driver *driver;
	struct kaal_broker_device device;
	bool has_device, running;

	unsigned vectors_count;
	struct machine_irq vectors[DDDK_VECTORS_MAX];

	/* DMA memory that the driver has asked for since it was started */
	unsigned later_count, later_used;
	struct dma_memory later[DDDK_LATER_MAX];

	bool deferred;
	uint64_t timeout_ns;   /* the driver's; 0: none */
	uint64_t alarm_ns;     /* when the machine's will come; 0: it will not */
	uint64_t alarm_signal; /* mask */

	union { /* of the driver's class */
		struct block_class block;
		struct rng_class rng;
		struct serial_class serial;
		struct timer_class timer;
	};
};

/** Needs in use. */
unsigned driver_needs(const struct dddk_driver *driver);

/* acquire.c */

/**
 * Ask for everything that the driver needs and fill it into its state.
 * @return 0 or a negative errno, with a message
 */
int dddk_acquire(struct dddk *dddk);

/* life.c */

/** Acquire and start. @return 0 or a negative errno, with a message */
int dddk_start(struct dddk *dddk, const struct dddk_driver *driver);

/** Signals came: serve interrupts, time-out, then what was deferred. */
void dddk_serve(struct dddk *dddk, uint64_t signals);

/** Silence the device. */
void dddk_stop(struct dddk *dddk);

/** Silence it and start it anew; for a class whose driver has failed. @return 0 or a negative errno */
int dddk_restart(struct dddk *dddk);

#endif
