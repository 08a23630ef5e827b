/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The PCI functions of a machine: found behind all bridges, their address ranges
 * measured, kept where firmware put them soundly and assigned where it did not.
 *
 * Configuration space is not trusted: whatever it returns, the walk ends, and no
 * two ranges end up on one address. A function that misbehaves is left out or left
 * without the range in question, and the report says so.
 *
 * Nothing is allocated; one struct pci holds a machine.
 * @spec PCI Local Bus 3.0, 6; PCI-to-PCI Bridge 1.2, 3
 */
#ifndef PCI_PCI_H
#define PCI_PCI_H

#include <stddef.h>

#include <pci/config.h>

enum {
	PCI_FUNCTIONS_MAX = 256,
	PCI_DEPTH_MAX = 16, /* bridges above a function */
	PCI_WINDOWS_MAX = 8,
	PCI_NAME_BYTES = 40,
	PCI_NOT_FOUND = 0xffff,

	/* a function's ranges: base address registers, then what a bridge passes on */
	PCI_BARS = 6,
	PCI_WINDOW_IO = PCI_BARS,
	PCI_WINDOW_MEMORY,
	PCI_WINDOW_PREFETCHABLE,
	PCI_RANGES,
};

#define PCI_CLASS_BRIDGE_HOST 0x060000u
#define PCI_CLASS_MASK_SUB    0xffff00u /* class and subclass, any programming interface */

enum pci_space { PCI_SPACE_MEMORY, PCI_SPACE_IO };

enum pci_range_state {
	PCI_RANGE_ABSENT,   /* there is none */
	PCI_RANGE_PLACED,   /* has an address */
	PCI_RANGE_UNPLACED, /* has none; of a window: nothing needs it */
	PCI_RANGE_NO_ROOM,  /* can have none */
	PCI_RANGE_BROKEN,   /* what the register says makes no sense */
};

/** A range of addresses that a function answers to, or that a bridge passes on. */
struct pci_range {
	uint64_t address; /* on the bus; pci_cpu_address says where the processor sees it */
	uint64_t bytes;   /* of a BAR a power of two; of a window 0: closed */
	uint64_t align;
	uint8_t state, space;
	bool prefetchable;
	bool wide; /* may lie above 4 GiB (of a bridge's I/O window: above 64 KiB) */
};

/** A function as it was found. */
struct pci_function {
	struct pci_address at;
	uint16_t parent; /* index of the bridge above it, or PCI_NOT_FOUND: on the root bus */
	uint16_t vendor, device, subsystem_vendor, subsystem;
	uint32_t class; /* class << 16 | subclass << 8 | programming interface */
	uint8_t revision, header;
	uint8_t interrupt_pin;           /* 1..4: INTA..INTD; 0: none */
	uint8_t interrupt_line;          /* what firmware noted there */
	uint8_t secondary, subordinate;  /* of a bridge: the buses behind it; 0: none */
	uint8_t pm, msi, msix, pcie, af; /* offsets of capabilities, or 0 */
	bool is_bridge;                  /* PCI to PCI */
	bool moved;                      /* a range of it was assigned here */
	struct pci_range ranges[PCI_RANGES];
};

/** Addresses that the host bridge passes on to the root bus. */
struct pci_window {
	uint64_t address, cpu_address, bytes;
	uint8_t space;
	bool prefetchable; /* preferred for what is */
};

/** What a machine has for its devices. */
struct pci_host {
	struct pci_window windows[PCI_WINDOWS_MAX];
	unsigned windows_count;
	/* Ranges of different functions share no block of so many bytes, by enum pci_space; powers of
	   two. So a page mapped for one driver shows no other's device. */
	uint32_t granule[2];
};

/** Told of everything that is not as it should be. */
struct pci_report {
	void (*say)(void *context, const char *text);
	void *context;
};

struct pci {
	struct pci_config config;
	struct pci_host host;
	struct pci_report report;
	unsigned functions_count;
	unsigned left_out;                                /* functions for which there was no room here */
	struct pci_function functions[PCI_FUNCTIONS_MAX]; /* a bridge stands before what is behind it */
};

/**
 * Find all functions, number the buses behind bridges that have no sound numbers, and measure
 * ranges. Endpoints cannot master the bus or raise INTx when this returns.
 */
void pci_scan(struct pci *pci, const struct pci_config *config, const struct pci_report *report);

/** Keep the addresses that are sound, assign all others, open the bridges. */
void pci_assign(struct pci *pci, const struct pci_host *host);

/** @return its index, or PCI_NOT_FOUND */
unsigned pci_find_address(const struct pci *pci, struct pci_address at);

/** The @index-th function with these numbers, from 0. @return its index, or PCI_NOT_FOUND */
unsigned pci_find_id(const struct pci *pci, uint16_t vendor, uint16_t device, unsigned index);

/** The @index-th function whose class & @mask is @class. @return its index, or PCI_NOT_FOUND */
unsigned pci_find_class(const struct pci *pci, uint32_t class, uint32_t mask, unsigned index);

/**
 * Where the processor sees a placed range.
 * @return 0, or -ENOENT: no window of the host holds it
 */
int pci_cpu_address(const struct pci *pci, const struct pci_range *range, uint64_t *out);

/** "00:03.0 (8086:100e)" */
void pci_name(const struct pci_function *function, char out[PCI_NAME_BYTES]);

/**
 * Let a function answer at its ranges, which are written anew: a reset of its neighbour on the bus may
 * have cleared them.
 * @return 0; -ENOSPC: a range of it has no place; -EINVAL: a range of it makes no sense;
 *         -ENODEV: it does not answer any more
 */
int pci_function_enable(const struct pci *pci, const struct pci_function *function);

/** Let a function master the bus (DMA and MSI), or not. */
void pci_function_master(const struct pci *pci, const struct pci_function *function, bool on);

/** Let a function raise its INTx line, or not. */
void pci_function_intx(const struct pci *pci, const struct pci_function *function, bool on);

/** Does a function raise its INTx line at present, whether it may or not? */
bool pci_function_intx_raised(const struct pci *pci, const struct pci_function *function);

/** No DMA and no interrupt from a function any more. */
void pci_function_quiet(const struct pci *pci, const struct pci_function *function);

/**
 * Is it quiet: bus mastering off, and nothing of its under way any more?
 * Functions that cannot tell what is under way are believed.
 */
bool pci_function_is_quiet(const struct pci *pci, const struct pci_function *function);

#endif
