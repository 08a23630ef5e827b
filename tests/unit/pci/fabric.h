/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A model of PCI below lib/pci's seam: configuration registers of devices and bridges,
 * reached through the bus numbers that the bridges have, and addresses routed through
 * the windows that they have.
 */
#ifndef TESTS_PCI_FABRIC_H
#define TESTS_PCI_FABRIC_H

#include <pci/pci.h>

enum { FABRIC_FUNCTIONS_MAX = 64, FABRIC_ROOT = -1, FABRIC_LOG = 4096 };

struct fabric_function {
	int parent; /* index of a bridge, or FABRIC_ROOT */
	uint8_t device, function;
	uint8_t bytes[PCI_CONFIG_BYTES_EXTENDED];
	uint8_t writable[PCI_CONFIG_BYTES_EXTENDED]; /* bits that a write changes */
	bool stubborn;                               /* ignores bus numbers */
	unsigned reads_left;                         /* 0: answers for ever; else vanishes after so many */
	bool resets;                                 /* FLR or AF seen */
};

struct fabric {
	struct fabric_function functions[FABRIC_FUNCTIONS_MAX];
	int count;
	bool echo;           /* who is asked answers, wherever: a device that ignores its address */
	unsigned violations; /* a BAR written while its device decodes */
	unsigned long reads;
	char log[FABRIC_LOG]; /* what the library reported */
};

void fabric_init(struct fabric *fabric);

/** Add a device. @return its index */
int fabric_device(struct fabric *fabric, int parent, unsigned device, unsigned function, uint16_t id);
int fabric_bridge(struct fabric *fabric, int parent, unsigned device);

/** @param flags  low bits of the register; with type 64-bit two registers are used. @bytes a power of two */
void fabric_bar(struct fabric *fabric, int index, unsigned bar, uint64_t bytes, unsigned flags);
void fabric_bar_address(struct fabric *fabric, int index, unsigned bar, uint64_t address);

/** Add a capability at @offset, in front of those there are. */
void fabric_capability(struct fabric *fabric, int index, unsigned offset, uint8_t id);

void fabric_set(struct fabric *fabric, int index, unsigned offset, unsigned bytes, uint64_t value);
uint64_t fabric_get(const struct fabric *fabric, int index, unsigned offset, unsigned bytes);

/** The bus that a function is on at present; -1: it cannot be reached. */
int fabric_bus(const struct fabric *fabric, int index);

struct pci_config fabric_config(struct fabric *fabric);
struct pci_report fabric_report(struct fabric *fabric);

/**
 * Who answers at an address on the root bus?
 * @param index, bar  out: the last of them
 * @return how many do
 */
int fabric_route(const struct fabric *fabric, enum pci_space space, uint64_t address, int *index,
		 unsigned *bar);

#endif
