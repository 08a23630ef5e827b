/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the broker needs of the architecture; each arch/ folder defines all of it. */
#ifndef BROKER_BUS_H
#define BROKER_BUS_H

#include "broker/broker.h"
#include "broker/match.h"
#include "kernel_calls.h"

/** Does the processor have I/O ports, or does it see PCI's I/O space in memory? */
extern const bool bus_has_ports;

/**
 * Find the machine's PCI.
 *
 * @param config  out: how configuration space is reached
 * @param host    out: what the host bridge passes on
 * @return 0; -ENODEV: there is none, or none that can be used, with a message
 */
int bus_pci_open(struct root *root, struct pci_config *config, struct pci_host *host);

/** Where a PCI function's interrupt pin arrives. @param why  out on error: what is not known, for people */
int bus_pci_line(struct root *root, const struct pci_function *function, struct bus_line *out,
		 char why[BROKER_WHY_BYTES]);

/** The @index-th device that is no PCI function and matches. @return 0 or -ENODEV */
int bus_device_find(struct root *root, const struct match *match, unsigned index, struct device *out);

/** Region @index of such a device. @return 0 or -ENOENT: it has no more */
int bus_device_region(struct root *root, const struct device *device, unsigned index,
		      struct device_region *out);

/** Interrupt @index of such a device. @return 0 or -ENOENT */
int bus_device_line(struct root *root, const struct device *device, unsigned index, struct bus_line *out);

/**
 * Make the handler of a line.
 *
 * @param vector  out: for bus_vector_give
 * @return 0, -EBUSY: somebody has it already, ...
 */
int bus_line_issue(struct root *root, uint32_t owner, const struct bus_line *line, seL4_CPtr slot,
		   unsigned *vector);

/**
 * Make the handler of a new message-signalled interrupt.
 *
 * @param message  out: what the device is to write
 * @return 0; -ENODEV: the machine has none; -ENOSPC: none left
 */
int bus_message_issue(struct root *root, uint32_t owner, const struct pci_function *function, seL4_CPtr slot,
		      struct pci_message *message, unsigned *vector);

/** How many message-signalled interrupts the machine can still give. */
unsigned bus_messages_left(struct root *root);

/** The handler is gone: its vector is free again. */
void bus_vector_give(struct root *root, unsigned vector);

/** Make the capability for a range of I/O ports. @return 0, -EBUSY: somebody has one of them, -ENODEV */
int bus_ports_issue(struct root *root, uint16_t first, uint64_t count, struct place to);

/** Is an interrupt line one that @component's plan gives it as such? */
bool bus_line_is_planned(struct root *root, const struct bus_line *line);

#endif
