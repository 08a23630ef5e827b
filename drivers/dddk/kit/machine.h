/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The seam between kit and machine: the broker and the grants of the component on the
 * machine (arch/machine), a device model on the host (arch/host). All return 0 or a negative errno.
 */
#ifndef DDDK_MACHINE_H
#define DDDK_MACHINE_H

#include <stdbool.h>

#include <dddk/driver.h>

/** An interrupt that the machine has granted. */
struct machine_irq {
	uint64_t signal;       /* mask of the component's notification */
	uint64_t slot, handle; /* how it is acknowledged */
	enum kaal_broker_irq_kind kind;
	bool level;
};

/** Ask for the device that the needs match. @param device  out; its handle counts in the other calls */
int machine_device(struct kaal_broker_device *device);

/** @param ports  as well as @mmio: one of them is filled in, the other is NULL */
int machine_region(const struct kaal_broker_device *device, unsigned index, struct mmio *mmio,
		   struct ports *ports);

/** @param need  a KAAL_NEED_IRQ, or KAAL_NEED_ISA_IRQ or _DT_IRQ, granted before the start */
int machine_irq(const struct kaal_broker_device *device, const struct kaal_need *need,
		struct machine_irq *irq);

/** The device is served between these two. */
void machine_irq_begin(const struct machine_irq *irq);
void machine_irq_end(const struct machine_irq *irq);

int machine_dma(const struct kaal_broker_device *device, uint64_t bytes, uint64_t alignment,
		struct dma_memory *memory);

int machine_config_read(const struct kaal_broker_device *device, unsigned offset, unsigned bytes,
			uint32_t *value);

/** Registers that a KAAL_NEED_DT_MMIO names. */
int machine_registers(const struct kaal_need *need, struct mmio *mmio);

/** I/O ports that a KAAL_NEED_IOPORTS names. */
int machine_ports(const struct kaal_need *need, struct ports *ports);

/** Signal the peer of a connection. @param grant  index, as the class was told */
void machine_signal(unsigned grant);

/** Nanoseconds since boot. */
uint64_t machine_now_ns(void);

/** Have the signal of the returned mask come at that time; 0 cancels. @return 0: there is no timer */
uint64_t machine_alarm(uint64_t at_ns);

#endif
