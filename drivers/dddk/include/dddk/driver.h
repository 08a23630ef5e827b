/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A driver: what it matches, what it needs, and the functions that the kit calls.
 *
 *	struct card {
 *		struct mmio regs;
 *		DMA_RING(struct card_entry) ring;
 *	};
 *
 *	DDDK_DRIVER(card) = {
 *		DDDK_IDENTITY("card"),
 *		.needs = { DDDK_PCI(0x8086, 0x100e), DDDK_BAR(struct card, regs, 0), DDDK_VECTOR(0),
 *			   DDDK_RING(struct card, ring, 256), DDDK_PROVIDES_BLOCK },
 *		.state = DDDK_STATE(struct card),
 *		.start = card_start, .stop = card_stop, .irq = card_irq,
 *		.block = &(const struct block_driver){ .submit = card_submit },
 *	};
 *
 * The identity and the needs are a pointer-free struct kaal_component at the front, in
 * its own section of the file: sel4-compose reads from the built driver what it is
 * granted. The kit asks for the device, maps the registers, makes rings and pools, fills
 * them into the state by the offsets that the needs carry, and only then calls @start.
 */
#ifndef DDDK_DRIVER_H
#define DDDK_DRIVER_H

#include <stddef.h>
#include <stdint.h>

#include <dddk/dma.h>
#include <dddk/mmio.h>
#include <dddk/ports.h>

#include "abi/kaal/block.h"
#include "abi/kaal/broker.h"
#include "abi/kaal/clock.h"
#include "abi/kaal/component.h"
#include "abi/kaal/rng.h"
#include "abi/kaal/serial.h"
#include "abi/kaal/timer.h"

struct block_driver;
struct rng_driver;
struct clock_driver;
struct serial_driver;
struct timer_driver;
struct component_call;

/** The kit, as a driver sees it. */
struct dddk;

struct dddk_driver {
	union {
		struct kaal_component component;
		struct { /* the same, so that initialisers can name its fields */
			uint32_t magic;
			uint16_t version;
			uint16_t size_bytes;
			char name[KAAL_NAME_BYTES];
			uint32_t priority;
			uint32_t flags;
			uint64_t stack_bytes;
			uint64_t heap_bytes;
			uint32_t needs_count; /* 0: up to the first KAAL_NEED_NONE */
			uint32_t threads_max;
			struct kaal_need needs[KAAL_NEEDS_MAX];
		};
	};
	void *state; /* zeroed, then filled by the kit; every function's first argument */
	uint64_t state_bytes;

	/**
	 * Make the device work. May be called again after @stop.
	 * @return 0, or a negative errno: the component ends, with a message
	 */
	int (*start)(void *state, struct dddk *dddk);

	/** Silence the device: afterwards it neither interrupts nor touches memory. */
	void (*stop)(void *state);

	/** Interrupt number @vector came (the order of DDDK_VECTOR). May come without cause. */
	void (*irq)(void *state, unsigned vector);

	/** The time asked for with dddk_timeout_in has passed. */
	void (*timeout)(void *state);

	/** Asked for with dddk_defer: everything pending has been served. */
	void (*deferred)(void *state);

	/** Clients' calls, for a device that is of no class: as component_events.call. */
	int (*call)(struct component_call *call);

	/* Operations of its class; one is set, unless @call is. */
	const struct block_driver *block;
	const struct rng_driver *rng;
	const struct clock_driver *clock;
	const struct serial_driver *serial;
	const struct timer_driver *timer;
};

_Static_assert(offsetof(struct dddk_driver, needs) == offsetof(struct kaal_component, needs), "same layout");

#define DDDK_DRIVER(identifier)                                                      \
	extern const struct dddk_driver dddk_driver_##identifier;                    \
	const struct dddk_driver *const dddk_the_driver = &dddk_driver_##identifier; \
	__attribute__((section(KAAL_COMPONENT_SECTION), used))                       \
	const struct dddk_driver dddk_driver_##identifier

/** The driver that this program was linked with. */
extern const struct dddk_driver *const dddk_the_driver;

/* Who it is. Drivers only answer, so they may run before all that computes; timers before them. */
#define DDDK_IDENTITY(text) DDDK_IDENTITY_AT(text, 200)
#define DDDK_IDENTITY_AT(text, level)                                                   \
	.magic = KAAL_COMPONENT_MAGIC, .version = KAAL_COMPONENT_VERSION,               \
	.size_bytes = sizeof(struct kaal_component), .name = text, .priority = (level), \
	.flags = KAAL_COMPONENT_DRIVER, .stack_bytes = 16384, .heap_bytes = 65536

#define DDDK_STATE(type) &(type){ 0 }, .state_bytes = sizeof(type)
#define DDDK_STATE_IN(object) \
	&(object), .state_bytes = sizeof(object) /* when others than the kit need it too */

/* What the needs are about; a driver has one device. */
#define DDDK_DEVICE_NAME "device"

/* clang-format off */
/* Matches: the first that the machine has is taken. */
#define DDDK_MATCH(text) { .kind = KAAL_NEED_DEVICE, .name = DDDK_DEVICE_NAME, .match = text }
#define DDDK_PCI(vendor, device) DDDK_MATCH("pci:" #vendor ":" #device)
#define DDDK_PCI_CLASS(class) DDDK_MATCH("pci-class:" #class)
#define DDDK_DT(compatible) DDDK_MATCH("dt:" compatible)
#define DDDK_ACPI(id) DDDK_MATCH("acpi:" id)
#define DDDK_VIRTIO(id) DDDK_MATCH("virtio:" #id)

/* Registers: a field of type struct mmio, or struct ports, becomes BAR or "reg" entry @index. */
#define DDDK_BAR(state, field, index) \
	{ .kind = KAAL_NEED_REGION, .name = DDDK_DEVICE_NAME, .a = (index), .b = DDDK_FIELD_MMIO | offsetof(state, field) }
#define DDDK_BAR_PORTS(state, field, index) \
	{ .kind = KAAL_NEED_REGION, .name = DDDK_DEVICE_NAME, .a = (index), .b = DDDK_FIELD_PORTS | offsetof(state, field) }

/* An interrupt, of the best kind that device and machine have. */
#define DDDK_VECTOR(index) \
	{ .kind = KAAL_NEED_IRQ, .name = DDDK_DEVICE_NAME, .a = (index), .b = KAAL_IRQ_ANY }

/* A field of type DMA_RING(...) of @count entries, or struct dma_memory of @size bytes; or to be asked for later. */
#define DDDK_RING(state, field, entries_count)                                                      \
	{ .kind = KAAL_NEED_DMA, .name = DDDK_DEVICE_NAME,                                          \
	  .a = (entries_count) * sizeof(*((state *)0)->field.entries),                              \
	  .b = DDDK_FIELD_RING | offsetof(state, field), .c = (entries_count) }
#define DDDK_DMA(state, field, size) \
	{ .kind = KAAL_NEED_DMA, .name = DDDK_DEVICE_NAME, .a = (size), .b = DDDK_FIELD_DMA | offsetof(state, field) }
#define DDDK_DMA_LATER(size) \
	{ .kind = KAAL_NEED_DMA, .name = DDDK_DEVICE_NAME, .a = (size) }

/* Legacy devices, at ports and interrupts that no table of the machine mentions. */
#define DDDK_ISA_PORTS(state, field, first, last) \
	{ .kind = KAAL_NEED_IOPORTS, .name = DDDK_DEVICE_NAME, .a = (first), .b = (last), .c = DDDK_FIELD_PORTS | offsetof(state, field) }
#define DDDK_ISA_VECTOR(irq) { .kind = KAAL_NEED_ISA_IRQ, .name = DDDK_DEVICE_NAME, .a = (irq) }

/* A device of the device tree, granted before the start: registers and interrupt of the first of its kind. */
#define DDDK_DT_REGISTERS(state, field, compatible, index) \
	{ .kind = KAAL_NEED_DT_MMIO, .name = DDDK_DEVICE_NAME, .match = compatible, .a = (index), .c = DDDK_FIELD_MMIO | offsetof(state, field) }
#define DDDK_DT_VECTOR(compatible, index) \
	{ .kind = KAAL_NEED_DT_IRQ, .name = DDDK_DEVICE_NAME, .match = compatible, .a = (index) }

#define DDDK_PROVIDES(interface) { .kind = KAAL_NEED_PROVIDES, .name = interface }
#define DDDK_PROVIDES_BLOCK DDDK_PROVIDES(KAAL_BLOCK)
#define DDDK_PROVIDES_CLOCK DDDK_PROVIDES(KAAL_CLOCK)
#define DDDK_PROVIDES_RNG DDDK_PROVIDES(KAAL_RNG)
#define DDDK_PROVIDES_SERIAL DDDK_PROVIDES(KAAL_SERIAL)
#define DDDK_PROVIDES_TIMER DDDK_PROVIDES(KAAL_TIMER)
/* clang-format on */

/* What a need says of the state's field; offsets are less. */
#define DDDK_FIELD_MMIO         (1ull << 32)
#define DDDK_FIELD_PORTS        (2ull << 32)
#define DDDK_FIELD_RING         (3ull << 32)
#define DDDK_FIELD_DMA          (4ull << 32)
#define DDDK_FIELD_KIND(word)   ((word) & ~0xffffffffull)
#define DDDK_FIELD_OFFSET(word) ((word)&0xffffffffull)

/** What device it is. Valid until the driver ends. */
const struct kaal_broker_device *dddk_device(const struct dddk *dddk);

/**
 * Map another region of the device.
 * @return 0, -ENODEV: it has none, -EPERM: not in the driver's needs, -ENOMEM
 */
int dddk_region(struct dddk *dddk, unsigned index, struct mmio *mmio);

/**
 * Have another interrupt of the device; it comes as @irq of number @vector.
 * @return enum kaal_broker_irq_kind, or -ENODEV, -EPERM, -ENOSPC
 */
int dddk_vector(struct dddk *dddk, unsigned vector);

/**
 * Get memory for DMA.
 *
 * @param bytes      at least 1
 * @param alignment  a power of two
 * @return 0, -EDQUOT: more than the needs say, -ENOMEM
 */
int dddk_dma(struct dddk *dddk, uint64_t bytes, uint64_t alignment, struct dma_memory *memory);

/** Read PCI configuration space. @param bytes  1, 2 or 4. @return 0, -EINVAL, -ENODEV: not a PCI device */
int dddk_config_read(struct dddk *dddk, unsigned offset, unsigned bytes, uint32_t *value);

/** Call the driver's @timeout once, so many microseconds from now; again: only the new time counts. 0: not at all. */
void dddk_timeout_in(struct dddk *dddk, uint64_t us);

/** Call the driver's @deferred once, as soon as what has come so far has been served. */
void dddk_defer(struct dddk *dddk);

/** Nanoseconds since boot. */
uint64_t dddk_now_ns(void);

/** Say something about the device, as printf does. Lines of a driver that is asked nothing are for its user. */
void dddk_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
