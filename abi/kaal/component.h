/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A component's descriptor: what it is called, what it provides and uses, and
 * what it must be granted. It stands in the ELF section named below, without
 * pointers, so that host tools and the root task read it from the built file:
 * nothing is declared twice, and a component is granted nothing else.
 */
#ifndef ABI_KAAL_COMPONENT_H
#define ABI_KAAL_COMPONENT_H

#include <stdint.h>

#define KAAL_COMPONENT_SECTION ".kaal.component"

enum {
	KAAL_COMPONENT_MAGIC = 0x4c41614b, /* "KaaL" */
	KAAL_COMPONENT_VERSION = 2,
	KAAL_NAME_BYTES = 24,  /* names end with NUL within it */
	KAAL_MATCH_BYTES = 48, /* so do device matches */
	KAAL_NEEDS_MAX = 24,
};

enum kaal_need_kind {
	KAAL_NEED_NONE = 0,
	KAAL_NEED_PROVIDES, /* @interface: others may use it */
	KAAL_NEED_USES, /* @interface of another component. @a, @b: data bytes of the rings to the provider and
	                       back, powers of two, 0: no ring; @c: bytes of a shared buffer region, contiguous in
	                       physical memory, whose physical address the provider knows */
	KAAL_NEED_IOPORTS, /* x86: @a first, @b last port */
	KAAL_NEED_ISA_IRQ, /* x86: @a ISA interrupt 0..15; the machine's tables say which pin that is */
	KAAL_NEED_MANAGE,  /* may ask the root task to list, start and stop components and to power off */

	/* Devices of machines with a device tree. @match: a string of the node's "compatible"; @a: which entry of
	   the property, from 0; @b: which of several such nodes, in the tree's order from 0 */
	KAAL_NEED_DT_MMIO, /* the registers in an entry of "reg", mapped uncached before it starts */
	KAAL_NEED_DT_IRQ,  /* the interrupt in an entry of "interrupts" */

	/* A device that the component asks the broker for (abi/kaal/broker.h) by this need's @name. @match:
	   "pci:8086:100e", "pci-class:020000" (or its first digits), "dt:arm,pl011", "acpi:PNP0501", "virtio:2" (a
	   virtio 1.x device of that type, on PCI or in the device tree); numbers are hexadecimal, those of virtio
	   decimal, and may begin with 0x; @b: which of several such devices, from 0. Needs of one name are alternatives, the first that is there is taken */
	KAAL_NEED_DEVICE,
	KAAL_NEED_MEMORY, /* may ask the broker for memory beyond its heap: @a bytes at most */
	KAAL_NEED_DMA, /* may ask the broker for DMA pools: @a bytes; those of several needs add up. Only with a
	                     KAAL_NEED_DEVICE of the same @name */

	/* Of the device of that @name. Without any of a kind the component may ask for all of that kind that the
	   device has */
	KAAL_NEED_REGION, /* @a: which BAR, or entry of "reg" */
	KAAL_NEED_IRQ,    /* @a: which vector, or entry of "interrupts"; @b: enum kaal_broker_irq_kind */
	KAAL_NEED_KINDS,
};

enum kaal_need_flags {
	KAAL_NEED_OPTIONAL = 1 << 0, /* may stay unconnected, or the device be missing */
	KAAL_NEED_ON_REQUEST =
		1 << 1, /* USES: wired when the component asks the broker for the channel, not before */
};

/** One thing that a component provides, uses or needs; @name identifies it in the start-up block. */
struct kaal_need {
	uint32_t kind;  /* enum kaal_need_kind */
	uint32_t flags; /* enum kaal_need_flags */
	uint64_t a, b, c;
	char name[KAAL_NAME_BYTES];
	char interface[KAAL_NAME_BYTES]; /* PROVIDES, USES: the interface; empty: as @name */
	char match[KAAL_MATCH_BYTES];
};

enum kaal_component_flags {
	KAAL_COMPONENT_ON_DEMAND = 1 << 0, /* loaded when asked for, not at boot */
	KAAL_COMPONENT_DRIVER =
		1 << 1, /* the driver kit's own part follows in the section (<dddk/driver.h>) */
};

struct kaal_component {
	uint32_t magic;
	uint16_t version;
	uint16_t size_bytes; /* of this struct */
	char name[KAAL_NAME_BYTES];
	uint32_t priority; /* 1..254 */
	uint32_t flags;    /* enum kaal_component_flags */
	uint64_t stack_bytes;
	uint64_t heap_bytes;  /* limit; mapped before the component starts */
	uint32_t needs_count; /* 0: those before the first KAAL_NEED_NONE */
	uint32_t threads_max; /* 0: one */
	struct kaal_need needs[KAAL_NEEDS_MAX];
};

#endif
