/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The capability broker: what components ask for at run time, and get if their plan
 * says so (abi/kaal/broker.h). It alone writes PCI configuration space, and it stops
 * and resets a device before the memory that the device could write is used again.
 *
 * A component *claims* a device; what it gets of it (and memory) are *holdings*, each
 * with a handle. All of it is given back singly or when the component ends.
 */
#ifndef BROKER_BROKER_H
#define BROKER_BROKER_H

#include <sel4/sel4.h>

#include <pci/msi.h>
#include <pci/reset.h>

#include "abi/kaal/broker.h"
#include "abi/kaal/component.h"
#include "abi/kaal/root.h"
#include "memory.h"

struct root;
struct component;
struct message;
struct answer;

enum {
	CLAIMS_MAX = 64,
	HOLDINGS_MAX = 1024,
	LINES_MAX = 16,
	BROKER_OWNERS_MAX = 256,
	BROKER_WHY_BYTES = 160,
};

enum device_kind {
	DEVICE_NONE,
	DEVICE_PCI,   /* @number: index in struct pci */
	DEVICE_TREE,  /* @number: node of the device tree */
	DEVICE_FIXED, /* @number: entry of the architecture's table of devices that every machine has */
};

/** A device of the machine. */
struct device {
	enum device_kind kind;
	int number;
};

/** A range of registers. */
struct device_region {
	uint32_t kind;    /* enum kaal_broker_region_kind */
	uint64_t address; /* as the processor sees it; or the first port */
	uint64_t bytes;
};

/** An interrupt input of the machine. */
struct bus_line {
	uint32_t controller, input; /* x86: IOAPIC and pin; AArch64: 0 and the GIC id */
	bool level, active_low;
};

/** Frames of a device's region, mapped where they may be. */
struct device_frames {
	struct block *block; /* NULL: none */
	seL4_CPtr first;
	size_t count;
	unsigned frame_bits;
};

enum claim_state {
	CLAIM_FREE,
	CLAIM_HELD,
	CLAIM_RESETTING, /* given back; the device needs time */
};

/** A device that a component has, or that is recovering from one. */
struct claim {
	enum claim_state state;
	uint32_t owner;             /* component id */
	uint32_t match;             /* which of the need's alternatives */
	char name[KAAL_NAME_BYTES]; /* of the need */
	struct device device;
	struct device_frames frames[KAAL_BROKER_REGIONS];
	volatile uint8_t *msix_table; /* mapped here; NULL: not so far */
	struct pci_reset reset;
	uint64_t reset_at; /* cycle counter: when to go on with it */
};

enum holding_kind {
	HOLDING_FREE,
	HOLDING_DEVICE,
	HOLDING_REGION,
	HOLDING_IRQ,
	HOLDING_DMA,
	HOLDING_MEMORY,
};

enum { HOLDING_BLOCKS_MAX = 8, NO_LINE = -1, NO_SIGNAL = -1 };

/** Something that a component was given. */
struct holding {
	enum holding_kind kind;
	bool hidden;         /* released by its owner, kept because a device may still write it */
	uint32_t owner;      /* component id */
	uint32_t generation; /* tells handles of the same record apart */
	int claim;           /* index; -1: of no device */
	uint32_t number;     /* region, or vector */
	uint32_t irq_kind;   /* enum kaal_broker_irq_kind */
	uint64_t vaddr, bytes, area_bytes;
	uint64_t slot;              /* in the component's CSpace; 0: none */
	uint64_t paddr, first_port; /* of a region: one or the other */
	int signal;                 /* bit; NO_SIGNAL: none */
	int line;                   /* shared; NO_LINE: not */
	bool level;
	bool masked;       /* the device is kept from raising a shared line until the driver is done */
	seL4_CPtr handler; /* the root task's */
	unsigned vector;   /* of the architecture's table */
	struct bus_line where;
	struct block *blocks[HOLDING_BLOCKS_MAX];
	seL4_CPtr frames; /* in a row */
	size_t frames_count;
};

/** An interrupt line that several devices share; the root task answers it. */
struct line {
	bool used, stuck;
	struct bus_line where;
	seL4_CPtr handler;
	unsigned vector;
	unsigned unclaimed; /* interrupts in a row that no device owned up to */
};

/** Configuration space in memory, mapped into the root task as it is used. */
struct ecam_map {
	struct pci_ecam ecam;
	struct root *root;
	uint64_t paddr; /* of bus 0 */
	uint8_t first_bus;
	uint64_t mapped[3]; /* bits: which large pages are */
};

struct broker {
	bool has_pci;
	struct ecam_map ecam_map;
	struct pci pci;
	struct claim claims[CLAIMS_MAX];
	struct holding holdings[HOLDINGS_MAX];
	struct line lines[LINES_MAX];
	uint8_t complaints[BROKER_OWNERS_MAX]; /* messages printed for each component */
	uint32_t generation;
};

/** Look at the machine's devices. What cannot be used is left out, with a message. */
void broker_start(struct root *root);

/**
 * Answer a component's call.
 * @param message  its label is one of enum kaal_broker_op
 * @return 0 or a negative errno, as abi/kaal/broker.h says
 */
int broker_call(struct root *root, struct component *caller, const struct message *message,
		struct answer *answer);

/** Take everything back from a component that has ended: its devices are quiet when this returns. */
void broker_release(struct root *root, struct component *component);

/**
 * Describe the @index-th of the registers and interrupts that a component was given at run time.
 * @return 0, or -ENOENT: there are no more
 */
int broker_describe(const struct root *root, const struct component *component, uint64_t index,
		    struct kaal_root_cap *out);

/** What the root task's notification's badge says when shared lines are interrupting. */
#define BROKER_BADGE_LINE(index) (1ull << (41 + (index)))
#define BROKER_BADGE_LINES       (((1ull << LINES_MAX) - 1) << 41)
void broker_interrupt(struct root *root, uint64_t badge);

#endif
