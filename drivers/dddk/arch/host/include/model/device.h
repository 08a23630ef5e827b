/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A device in C, for running a driver on the host. The driver's own sources are linked
 * with the kit and this; its registers, interrupts and DMA memory are the model's.
 *
 * A test describes a device, starts the driver with driver_begin, and lets things happen:
 * model_raise for interrupts, driver_settle to have them served, model_advance for time.
 * What a driver must never do ends the test at once with a message: an access outside a
 * region or misaligned, more DMA memory than its needs say, an endless loop of accesses.
 */
#ifndef MODEL_DEVICE_H
#define MODEL_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dddk/driver.h>

enum { MODEL_ACCESSES_MAX = 2000000, MODEL_DMA_BLOCKS = 64 };

struct device_model {
	/* what the broker says of it */
	struct kaal_broker_device device;

	/** A register is read; @width 1, 2, 4 or 8 bytes. */
	uint64_t (*read)(struct device_model *model, unsigned region, uint64_t offset, unsigned width);
	void (*write)(struct device_model *model, unsigned region, uint64_t offset, unsigned width,
		      uint64_t value);

	/** PCI configuration space; NULL: the device is not on PCI. */
	uint32_t (*config_read)(struct device_model *model, unsigned offset, unsigned width);

	bool no_dma; /* refuse DMA memory */

	/* the harness's own */
	uint64_t pending;  /* vectors raised, a bit each */
	uint64_t signals;  /* that clients got, a bit a connection */
	uint64_t accesses; /* since driver_settle began */
	unsigned dma_count;
	uint64_t dma_bytes;
	struct dma_memory dma[MODEL_DMA_BLOCKS];
	bool lent[MODEL_DMA_BLOCKS]; /* by the test, with model_dma_add */
};

/** Forget what was; @model is the machine's device from now on, borrowed. */
void model_begin(struct device_model *model);

/** Free its DMA memory. */
void model_end(struct device_model *model);

/** The device raises interrupt @vector. */
void model_raise(struct device_model *model, unsigned vector);

/** Time passes. */
void model_advance(uint64_t ns);

/**
 * The device accesses memory.
 * @return the memory, or NULL: not all of it was given to the device
 */
void *model_dma(struct device_model *model, uint64_t addr, uint64_t bytes);

/** Let the device access a client's buffers too. @return their address for the device */
struct dma_addr model_dma_add(struct device_model *model, void *memory, uint64_t bytes);

/** Start the driver. @return what the kit returns */
int driver_begin(const struct dddk_driver *driver);

/** Serve interrupts, time-outs and deferred work until there is nothing more to do; aborts if that never ends. */
void driver_settle(void);

/** Signals come, those of clients for example. */
void driver_serve(uint64_t signals);

/** Silence the device, as at the component's end. */
void driver_end(void);

#endif
