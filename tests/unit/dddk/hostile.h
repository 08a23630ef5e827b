/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A virtio device that lies: some of what is read from its registers is random, and so is
 * some of what it writes into its DMA memory, at any time; it interrupts as it likes. The
 * harness ends the test when the driver does what no driver may (model/device.h).
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "virtio_model.h"

struct hostile {
	struct virtio_model model; /* first */
	uint64_t (*honest_read)(struct device_model *model, unsigned region, uint64_t offset, unsigned width);
	uint32_t (*honest_config)(struct device_model *model, unsigned offset, unsigned width);
	uint64_t random;
	unsigned lies_in; /* one read in so many is a lie */
};

/** After virtio_model_init. @param seed  same seed, same lies */
void hostile_begin(struct hostile *hostile, uint64_t seed);

uint64_t hostile_random(struct hostile *hostile);

/** Write nonsense into DMA memory, interrupt, let time pass: one of these. */
void hostile_act(struct hostile *hostile);

#endif
