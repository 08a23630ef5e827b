/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a component may ask of the capability broker in the root task: calls on
 * KAAL_SLOT_ROOT with these labels. Only what the plan allows the caller is given, EPERM
 * otherwise; the component's quotas bound it (EDQUOT). Everything is given back when
 * the component ends.
 */
#ifndef ABI_KAAL_BROKER_H
#define ABI_KAAL_BROKER_H

#include <stdint.h>

enum kaal_broker_op {
	KAAL_BROKER_DEVICE =
		64, /* MR0 grant index (KAAL_NEED_DEVICE) -> struct kaal_broker_device. ENODEV: not there */
	KAAL_BROKER_REGION, /* MR0 grant index, MR1 region: BAR 0..5, or entry of "reg" -> struct kaal_broker_region */
	KAAL_BROKER_IRQ, /* MR0 grant index, MR1 enum kaal_broker_irq_kind, MR2 vector, or entry of "interrupts"
	                            -> struct kaal_broker_irq */
	KAAL_BROKER_DMA, /* MR0 grant index of the device, MR1 bytes, MR2 alignment in bytes, a power of two
	                            -> struct kaal_broker_dma. Zeroed, contiguous */
	KAAL_BROKER_MEMORY, /* MR0 bytes -> MR0 handle, MR1 vaddr. Zeroed */
	KAAL_BROKER_CHANNEL, /* MR0 grant index of a connection that is wired on request (KAAL_NEED_ON_REQUEST) -> */
	KAAL_BROKER_RELEASE,  /* MR0 handle -> */
	KAAL_BROKER_IRQ_DONE, /* MR0 handle of a shared pin: served, let it come again -> */
	KAAL_BROKER_CONFIG_READ, /* MR0 grant index, MR1 offset, MR2 bytes 1, 2, 4 -> MR0 value: PCI configuration space */
	KAAL_BROKER_CONFIG_WRITE, /* MR0 grant index, MR1 offset, MR2 bytes, MR3 value: the device's own capabilities
	                             only; EPERM for the standard header, BARs, MSI and whatever moves an address */
	KAAL_BROKER_OP_LAST,
};

enum { KAAL_BROKER_REGIONS = 6 };

enum kaal_broker_region_kind { KAAL_REGION_NONE, KAAL_REGION_MMIO, KAAL_REGION_PORTS };

struct kaal_broker_device {
	uint64_t handle;
	uint32_t match;                      /* which alternative of the need it is, from 0 */
	uint16_t vendor, device;             /* PCI; else 0 */
	uint32_t class_revision;             /* PCI: as at offset 8 */
	uint32_t subsystem;                  /* PCI: as at offset 0x2c */
	uint32_t intx, msi, msix;            /* vectors of each kind that it can have */
	uint64_t bytes[KAAL_BROKER_REGIONS]; /* of each region; 0: none */
	uint32_t kind[KAAL_BROKER_REGIONS];  /* enum kaal_broker_region_kind */
};

struct kaal_broker_region {
	uint64_t handle;
	uint64_t kind;  /* enum kaal_broker_region_kind */
	uint64_t vaddr; /* MMIO: its first byte; uncached. Pages that hold an MSI-X table are left out */
	uint64_t bytes;
	uint64_t slot, first; /* ports: capability and first port */
};

enum kaal_broker_irq_kind {
	KAAL_IRQ_ANY, /* MSI-X, else MSI, else the pin */
	KAAL_IRQ_PIN,
	KAAL_IRQ_MSI,
	KAAL_IRQ_MSIX,
};

struct kaal_broker_irq {
	uint64_t handle;
	uint64_t slot;   /* handler capability; 0: a shared pin, acknowledge by KAAL_BROKER_IRQ_DONE */
	uint64_t signal; /* bit, KAAL_SIGNAL_RUNTIME.. */
	uint64_t kind;   /* what it became */
	uint64_t level;  /* 1: level, 0: edge */
};

struct kaal_broker_dma {
	uint64_t handle;
	uint64_t vaddr, dma_addr, bytes;
};

#endif
