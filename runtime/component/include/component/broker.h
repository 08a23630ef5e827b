/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the root task's capability broker gives at run time (abi/kaal/broker.h): devices,
 * their registers and interrupts, memory for DMA, more memory, channels. Only what the
 * plan allows this component. Each function returns 0 or a negative errno: -EPERM: the
 * plan does not allow it, -EDQUOT: beyond what it allows, -ENOMEM, -ENOSPC: no capability
 * slots or vectors, -ENODEV: the machine does not have it. What is not released is given
 * back when the component ends.
 */
#ifndef COMPONENT_BROKER_H
#define COMPONENT_BROKER_H

#include "abi/kaal/broker.h"
#include "abi/kaal/component.h"

/**
 * Find the device that the descriptor or system.toml calls so.
 *
 * @param name    of the need (KAAL_NEED_DEVICE)
 * @param grant   out: what the other calls know the device by
 * @param device  out
 * @return also -ENOENT: there is no such need
 */
int broker_request_device(const char *name, int *grant, struct kaal_broker_device *device);

/**
 * Have a device's registers mapped, or get its ports.
 * @param index  BAR, or entry of "reg"
 */
int broker_request_region(int grant, unsigned index, struct kaal_broker_region *region);

/**
 * Have an interrupt of a device come as a signal.
 *
 * @param kind    which kinds will do
 * @param vector  of MSI or MSI-X, or entry of "interrupts", from 0
 */
int broker_request_irq(int grant, enum kaal_broker_irq_kind kind, unsigned vector,
		       struct kaal_broker_irq *irq);

/** A shared interrupt pin was served: let it come again. */
int broker_irq_done(const struct kaal_broker_irq *irq);

/**
 * Get zeroed memory that is contiguous for the device.
 *
 * @param bytes      at least 1
 * @param alignment  in bytes, a power of two
 */
int broker_request_dma(int grant, uint64_t bytes, uint64_t alignment, struct kaal_broker_dma *dma);

/**
 * Get zeroed memory.
 * @param handle  out: for broker_release
 * @param vaddr   out
 */
int broker_request_memory(uint64_t bytes, uint64_t *handle, uint64_t *vaddr);

/**
 * Have a connection wired that is wired on request (KAAL_NEED_ON_REQUEST); then it is as
 * any other.
 * @param end  its name
 */
int broker_request_channel(const char *end);

/** Give back what a handle stands for: a device with all that came of it, registers, an interrupt, memory. */
int broker_release(uint64_t handle);

/** @param bytes  1, 2 or 4; @offset is a multiple of it */
int broker_config_read(int grant, unsigned offset, unsigned bytes, uint32_t *value);

/** Write a register of a capability of the device's own; -EPERM for all others. */
int broker_config_write(int grant, unsigned offset, unsigned bytes, uint32_t value);

#endif
