/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Addresses for ranges. A range of a function lies within a window of the bridge
 * above it, and that window, a range itself, within one of the next bridge, up to
 * the host's. A bridge stands before what is behind it, so each pass is a loop:
 *
 *   keep     downwards: keep what firmware placed within what is passed on, apart
 *            from its neighbours;
 *   give up  upwards: a window that lacks something which should be in it is given
 *            up, with what was in it;
 *   measure  upwards: how much such a window needs;
 *   place    downwards, the largest alignment first, each in the lowest gap.
 *
 * Sizes are rounded to alignments, which are powers of two: so what was measured fits.
 */
#include "room.h"

static bool is_window(unsigned number)
{
	return number >= PCI_BARS;
}

/* Does it need a place that it does not have? A window without bytes is needed by nobody. */
static bool is_homeless(const struct pci_range *range)
{
	return range->state == PCI_RANGE_UNPLACED && range->bytes;
}

static uint64_t largest_window(const struct pci_host *host, const struct pci_range *range)
{
	uint64_t largest = 0;

	for (unsigned i = 0; i < host->windows_count; i++)
		if (host->windows[i].space == range->space && host->windows[i].bytes > largest)
			largest = host->windows[i].bytes;
	return largest;
}

/* Blocks are shared by nobody; and what could never fit must not spoil its neighbours' chances. */
static void prepare_bars(struct pci *pci, struct pci_function *function)
{
	for (unsigned i = 0; i < bars_count(function); i++) {
		struct pci_range *range = &function->ranges[i];

		if (range->state != PCI_RANGE_PLACED && range->state != PCI_RANGE_UNPLACED)
			continue;
		if (range->align < pci->host.granule[range->space])
			range->align = pci->host.granule[range->space];
		if (range->bytes <= largest_window(&pci->host, range))
			continue;
		range->state = PCI_RANGE_BROKEN;
		report_about(pci, function, "BAR %u wants 0x%lx bytes, more than this machine has for it", i,
			     (unsigned long)range->bytes);
	}
}

static bool is_sound(const struct pci *pci, unsigned index, const struct pci_range *range)
{
	const struct pci_function *function = &pci->functions[index];
	struct room room = taken_by(pci, range);

	return room.start < room.end && is_passed_on(pci, parent_of(pci, function), range) &&
	       !neighbour_in(pci, function->parent, room, range->space, index + 1);
}

/* All that come later are out of the way at first, so that the first to have an address keeps it. */
static void keep_sound(struct pci *pci, unsigned index)
{
	struct pci_function *function = &pci->functions[index];
	unsigned candidates = 0;

	for (unsigned i = 0; i < PCI_RANGES; i++)
		if (function->ranges[i].state == PCI_RANGE_PLACED) {
			candidates |= 1u << i;
			function->ranges[i].state = PCI_RANGE_UNPLACED;
		}
	for (unsigned i = 0; i < PCI_RANGES; i++) {
		struct pci_range *range = &function->ranges[i];

		if (candidates & 1u << i && is_sound(pci, index, range))
			range->state = PCI_RANGE_PLACED;
		else if (is_window(i))
			range->bytes = 0;
	}
}

/* @return has a window been given up? */
static bool give_up_above(struct pci *pci, const struct pci_function *function)
{
	bool changed = false;

	for (unsigned i = 0; function->parent != PCI_NOT_FOUND && i < PCI_RANGES; i++) {
		const struct pci_range *range = &function->ranges[i];
		struct pci_function *bridge = &pci->functions[function->parent];
		struct pci_range *window = &bridge->ranges[window_for(bridge, range)];

		if (!is_homeless(range) || window->state == PCI_RANGE_ABSENT)
			continue;
		changed |= window->state == PCI_RANGE_PLACED;
		window->state = PCI_RANGE_UNPLACED;
		window->bytes = window->align; /* needed; how large is measured later */
	}
	return changed;
}

static void give_up_below(struct pci *pci, struct pci_function *function)
{
	for (unsigned i = 0; function->parent != PCI_NOT_FOUND && i < PCI_RANGES; i++)
		if (function->ranges[i].state == PCI_RANGE_PLACED &&
		    !is_passed_on(pci, parent_of(pci, function), &function->ranges[i]))
			function->ranges[i].state = PCI_RANGE_UNPLACED;
}

/* Each round gives up a window at least, so there are few. */
static void give_up(struct pci *pci)
{
	bool changed;

	do {
		changed = false;
		for (unsigned i = pci->functions_count; i-- > 0;)
			changed |= give_up_above(pci, &pci->functions[i]);
		for (unsigned i = 0; i < pci->functions_count; i++)
			give_up_below(pci, &pci->functions[i]);
	} while (changed);
}

static void measure_window(struct pci *pci, unsigned bridge, unsigned window)
{
	struct pci_range *range = &pci->functions[bridge].ranges[window];
	uint64_t granule = range->align, bytes = 0;

	for (unsigned i = bridge + 1; i < pci->functions_count; i++)
		for (unsigned j = 0; pci->functions[i].parent == bridge && j < PCI_RANGES; j++) {
			const struct pci_range *below = &pci->functions[i].ranges[j];

			if (!is_homeless(below) || window_for(&pci->functions[bridge], below) != window)
				continue;
			bytes += round_up(below->bytes, below->align);
			if (below->align > range->align)
				range->align = below->align;
		}
	range->bytes = round_up(bytes, granule);
}

/* Of all that need a place below @parent, the one that is hardest to place. */
static struct pci_range *hardest(struct pci *pci, unsigned parent, struct pci_function **owner)
{
	struct pci_range *best = NULL;

	for (unsigned i = 0; i < pci->functions_count; i++)
		for (unsigned j = 0; pci->functions[i].parent == parent && j < PCI_RANGES; j++) {
			struct pci_range *range = &pci->functions[i].ranges[j];

			if (!is_homeless(range) || (best && best->align >= range->align))
				continue;
			best = range;
			*owner = &pci->functions[i];
		}
	return best;
}

static void place_below(struct pci *pci, unsigned parent)
{
	struct pci_function *function;
	struct pci_range *range;

	while ((range = hardest(pci, parent, &function))) {
		unsigned number = (unsigned)(range - function->ranges);

		function->moved = true;
		if (range_place(pci, function, range))
			continue;
		range->state = PCI_RANGE_NO_ROOM;
		report_about(pci, function, "no room for %s %u (0x%lx bytes)",
			     is_window(number) ? "what is behind it, window" : "BAR",
			     is_window(number) ? number - PCI_BARS : number, (unsigned long)range->bytes);
	}
}

static void write_function(const struct pci *pci, struct pci_function *function)
{
	if (function->moved)
		bits_set(pci, function, REG_COMMAND, COMMAND_IO | COMMAND_MEMORY, 0);
	for (unsigned i = 0; function->moved && i < bars_count(function); i++) {
		if (function->ranges[i].state == PCI_RANGE_NO_ROOM)
			function->ranges[i].address = 0;
		if (function->ranges[i].state == PCI_RANGE_PLACED ||
		    function->ranges[i].state == PCI_RANGE_NO_ROOM)
			bar_write(pci, function, i);
	}
	if (!function->is_bridge)
		return;
	for (unsigned i = PCI_BARS; i < PCI_RANGES; i++)
		window_write(pci, function, i);
	bits_set(pci, function, REG_COMMAND, 0, COMMAND_IO | COMMAND_MEMORY | COMMAND_MASTER);
}

void pci_assign(struct pci *pci, const struct pci_host *host)
{
	pci->host = *host;
	for (unsigned i = 0; i < pci->functions_count; i++) {
		prepare_bars(pci, &pci->functions[i]);
		keep_sound(pci, i);
	}
	give_up(pci);
	for (unsigned i = pci->functions_count; i-- > 0;)
		for (unsigned j = PCI_BARS; j < PCI_RANGES; j++)
			if (is_homeless(&pci->functions[i].ranges[j]))
				measure_window(pci, i, j);
	place_below(pci, PCI_NOT_FOUND);
	for (unsigned i = 0; i < pci->functions_count; i++)
		if (pci->functions[i].is_bridge)
			place_below(pci, i);
	for (unsigned i = 0; i < pci->functions_count; i++)
		write_function(pci, &pci->functions[i]);
}

int pci_cpu_address(const struct pci *pci, const struct pci_range *range, uint64_t *out)
{
	for (unsigned i = 0; i < pci->host.windows_count; i++) {
		const struct pci_window *window = &pci->host.windows[i];

		if (window->space != range->space || range->address < window->address ||
		    range->address - window->address >= window->bytes)
			continue;
		*out = window->cpu_address + (range->address - window->address);
		return 0;
	}
	return -ENOENT;
}
