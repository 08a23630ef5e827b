/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Base address registers: what is written as ones and reads as zero is the size (PCI 3.0, 6.2.5.1). */
#include "internal.h"

enum {
	BYTES_MIN_IO = 4,
	BYTES_MIN_MEMORY = 16,
	IO_16_BITS = 0xffff,
};

static unsigned register_of(unsigned bar)
{
	return REG_BARS + bar * 4;
}

/* @return what reads back when all ones are written */
static uint32_t probe(const struct pci *pci, const struct pci_function *function, unsigned bar)
{
	uint32_t before = pci_read(&pci->config, function->at, register_of(bar), 4), probed;

	pci_write(&pci->config, function->at, register_of(bar), 4, UINT32_MAX);
	probed = pci_read(&pci->config, function->at, register_of(bar), 4);
	pci_write(&pci->config, function->at, register_of(bar), 4, before);
	return probed;
}

/* The size that a probed mask tells: its ones reach from the top down to the size without a gap. */
static void measure(struct pci_range *range, uint64_t mask, uint64_t all, uint64_t bytes_min)
{
	uint64_t bytes = mask & (~mask + 1);

	range->bytes = range->align = bytes;
	if (bytes < bytes_min || ((mask + bytes) & all) != 0)
		range->state = PCI_RANGE_BROKEN;
	else
		range->state =
			range->address && range->address % bytes == 0 ? PCI_RANGE_PLACED : PCI_RANGE_UNPLACED;
}

static void read_io(struct pci_range *range, uint32_t now, uint32_t probed)
{
	uint64_t mask = probed & ~(uint32_t)BAR_IO_FLAGS;

	range->space = PCI_SPACE_IO;
	range->address = now & ~(uint32_t)BAR_IO_FLAGS;
	measure(range, mask, mask > IO_16_BITS ? UINT32_MAX : IO_16_BITS, BYTES_MIN_IO);
}

static void read_memory(struct pci_range *range, uint64_t now, uint64_t probed)
{
	range->space = PCI_SPACE_MEMORY;
	range->prefetchable = now & BAR_PREFETCHABLE;
	range->address = now & ~(uint64_t)BAR_MEMORY_FLAGS;
	measure(range, probed & ~(uint64_t)BAR_MEMORY_FLAGS, range->wide ? UINT64_MAX : UINT32_MAX,
		BYTES_MIN_MEMORY);
}

static uint32_t flags_of(uint32_t value)
{
	return value & (value & BAR_IO ? BAR_IO_FLAGS : BAR_MEMORY_FLAGS);
}

/* Read one register, or two that belong together. @return how many */
static unsigned read_bar(const struct pci *pci, const struct pci_function *function, unsigned bar,
			 struct pci_range *range)
{
	uint32_t now = pci_read(&pci->config, function->at, register_of(bar), 4);
	uint32_t probed = probe(pci, function, bar);

	if (!probed)
		return 1;
	if (flags_of(now) != flags_of(probed)) {
		range->state = PCI_RANGE_BROKEN;
	} else if (now & BAR_IO) {
		read_io(range, now, probed);
	} else if ((now & BAR_TYPE) == BAR_TYPE_32) {
		read_memory(range, now, probed);
	} else if ((now & BAR_TYPE) == BAR_TYPE_64 && bar + 1 < bars_count(function)) {
		uint32_t high = pci_read(&pci->config, function->at, register_of(bar + 1), 4);

		range->wide = true;
		read_memory(range, (uint64_t)high << 32 | now,
			    (uint64_t)probe(pci, function, bar + 1) << 32 | probed);
		return 2;
	} else {
		range->state = PCI_RANGE_BROKEN; /* a type that is reserved, or half a register */
	}
	return 1;
}

void ranges_read(const struct pci *pci, struct pci_function *function)
{
	uint32_t command = pci_read(&pci->config, function->at, REG_COMMAND, 2);
	/* memory behind a host bridge may be the machine's own: it goes on decoding */
	bool off = (function->class & PCI_CLASS_MASK_SUB) != PCI_CLASS_BRIDGE_HOST;

	if (off)
		pci_write(&pci->config, function->at, REG_COMMAND, 2,
			  command & ~(uint32_t)(COMMAND_IO | COMMAND_MEMORY));
	for (unsigned bar = 0; bar < bars_count(function);)
		bar += read_bar(pci, function, bar, &function->ranges[bar]);
	if (off)
		pci_write(&pci->config, function->at, REG_COMMAND, 2, command);
	for (unsigned bar = 0; bar < bars_count(function); bar++)
		if (function->ranges[bar].state == PCI_RANGE_BROKEN)
			report_about(pci, function, "BAR %u makes no sense; the device stays unused", bar);
}

void bar_write(const struct pci *pci, const struct pci_function *function, unsigned bar)
{
	const struct pci_range *range = &function->ranges[bar];

	pci_write(&pci->config, function->at, register_of(bar), 4, (uint32_t)range->address);
	if (range->wide)
		pci_write(&pci->config, function->at, register_of(bar + 1), 4,
			  (uint32_t)(range->address >> 32));
}
