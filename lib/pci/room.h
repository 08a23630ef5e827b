/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef PCI_ROOM_H
#define PCI_ROOM_H

#include "internal.h"

/** Addresses [start, end). */
struct room {
	uint64_t start, end;
};

/** @param align  a power of two */
uint64_t round_up(uint64_t value, uint64_t align);

/** What a range takes: the blocks that it touches, in which nothing else may lie. */
struct room taken_by(const struct pci *pci, const struct pci_range *range);

/** Does the bridge above (NULL: the host) pass on all of a range? */
bool is_passed_on(const struct pci *pci, const struct pci_function *parent, const struct pci_range *range);

/**
 * A placed range of the functions [0, end) below @parent that takes something of @room.
 * @return NULL: none does
 */
const struct pci_range *neighbour_in(const struct pci *pci, uint16_t parent, struct room room, uint8_t space,
				     unsigned end);

/** The window of a bridge that a range behind it is to go into. */
unsigned window_for(const struct pci_function *bridge, const struct pci_range *range);

/** Give a range of @function the lowest gap that suits it. @return false: there is none */
bool range_place(const struct pci *pci, const struct pci_function *function, struct pci_range *range);

#endif
