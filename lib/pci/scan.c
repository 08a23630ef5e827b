/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The walk over all buses. A bus is looked at once at most, because the numbers
 * behind a bridge lie strictly within those of the bus above and apart from its
 * neighbours': whatever configuration space says, the walk ends.
 */
#include "internal.h"

enum {
	NOBODY_NONE = 0x0000,
	NOBODY_NOT_READY = 0x0001, /* configuration retry (PCI Express 3.0, 2.3.2) */
	NOBODY = 0xffff,
	CLASS_BRIDGE_PCI = 0x0604,
	CLASS_SUB_SHIFT = 8,
	CLASS_BASE_BRIDGE = 0x06,
	CLASS_BASE_SHIFT = 16,
};

/* A bus to look at, and the numbers that may be used below it. */
struct bus {
	uint8_t number, last;
	uint16_t parent;
	unsigned depth;
};

void report_about(const struct pci *pci, const struct pci_function *function, const char *format, ...)
{
	char name[PCI_NAME_BYTES], line[200];
	struct text text = text_in(line, sizeof line);
	va_list args;

	if (!pci->report.say)
		return;
	pci_name(function, name);
	text_add(&text, "PCI %s: ", name);
	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	pci->report.say(pci->report.context, line);
}

static bool somebody(uint32_t vendor)
{
	return vendor != NOBODY_NONE && vendor != NOBODY_NOT_READY && vendor != NOBODY;
}

static void read_identity(const struct pci_config *config, struct pci_function *function)
{
	uint32_t class = pci_read(config, function->at, REG_REVISION, 4);

	function->vendor = (uint16_t)pci_read(config, function->at, REG_VENDOR, 2);
	function->device = (uint16_t)pci_read(config, function->at, REG_DEVICE, 2);
	function->class = class >> 8;
	function->revision = (uint8_t) class;
	function->header = pci_read(config, function->at, REG_HEADER, 1) & (HEADER_MULTIPLE - 1);
	function->is_bridge =
		function->header == HEADER_BRIDGE && function->class >> CLASS_SUB_SHIFT == CLASS_BRIDGE_PCI;
	if (function->header == HEADER_DEVICE) {
		function->subsystem_vendor =
			(uint16_t)pci_read(config, function->at, REG_SUBSYSTEM_VENDOR, 2);
		function->subsystem = (uint16_t)pci_read(config, function->at, REG_SUBSYSTEM, 2);
	}
}

static void read_interrupt(const struct pci_config *config, struct pci_function *function)
{
	uint32_t pin = pci_read(config, function->at, REG_INTERRUPT_PIN, 1);

	function->interrupt_pin = pin <= 4 ? (uint8_t)pin : 0;
	function->interrupt_line = (uint8_t)pci_read(config, function->at, REG_INTERRUPT_LINE, 1);
}

static void read_capabilities(const struct pci_config *config, struct pci_function *function)
{
	function->pm = (uint8_t)pci_capability(config, function->at, CAPABILITY_POWER);
	function->msi = (uint8_t)pci_capability(config, function->at, CAPABILITY_MSI);
	function->msix = (uint8_t)pci_capability(config, function->at, CAPABILITY_MSIX);
	function->pcie = (uint8_t)pci_capability(config, function->at, CAPABILITY_EXPRESS);
	function->af = (uint8_t)pci_capability(config, function->at, CAPABILITY_ADVANCED);
}

/* Does it still answer as the one that was found? */
static bool still_there(const struct pci *pci, const struct pci_function *function)
{
	return pci_read(&pci->config, function->at, REG_VENDOR, 2) == function->vendor &&
	       pci_read(&pci->config, function->at, REG_DEVICE, 2) == function->device;
}

static void add_function(struct pci *pci, struct pci_address at, uint16_t parent)
{
	struct pci_function *function = &pci->functions[pci->functions_count];

	if (pci->functions_count == PCI_FUNCTIONS_MAX) {
		pci->left_out++;
		return;
	}
	*function = (struct pci_function){ .at = at, .parent = parent };
	read_identity(&pci->config, function);
	read_interrupt(&pci->config, function);
	read_capabilities(&pci->config, function);
	ranges_read(pci, function);
	if (function->is_bridge)
		windows_read(pci, function);
	else if (function->header != HEADER_DEVICE)
		report_about(pci, function, "has a header of unknown type %u; it stays unused",
			     function->header);
	else if (function->class >> CLASS_BASE_SHIFT != CLASS_BASE_BRIDGE)
		pci_function_quiet(pci, function);
	if (still_there(pci, function))
		pci->functions_count++;
	else
		report_about(pci, function, "vanished while it was looked at");
}

static void scan_device(struct pci *pci, struct pci_address at, uint16_t parent)
{
	unsigned functions;

	if (!somebody(pci_read(&pci->config, at, REG_VENDOR, 2)))
		return;
	functions = pci_read(&pci->config, at, REG_HEADER, 1) & HEADER_MULTIPLE ? PCI_FUNCTIONS : 1;
	for (unsigned i = 0; i < functions; i++) {
		at.function = (uint8_t)i;
		if (somebody(pci_read(&pci->config, at, REG_VENDOR, 2)))
			add_function(pci, at, parent);
	}
}

/* Is bus @number free among the bridges [first, end) of one bus? */
static bool number_is_free(const struct pci *pci, unsigned first, unsigned end, unsigned number)
{
	for (unsigned i = first; i < end; i++) {
		const struct pci_function *bridge = &pci->functions[i];

		if (bridge->secondary && bridge->secondary <= number && number <= bridge->subordinate)
			return false;
	}
	return true;
}

/* Has firmware given a bridge numbers that lie below @bus and apart from its neighbours'? */
static bool numbers_are_sound(const struct pci *pci, const struct bus *bus, unsigned first, unsigned end,
			      unsigned secondary, unsigned subordinate)
{
	if (secondary <= bus->number || subordinate < secondary || subordinate > bus->last)
		return false;
	for (unsigned number = secondary; number <= subordinate; number++)
		if (!number_is_free(pci, first, end, number))
			return false;
	return true;
}

/* @return did the bridge take the numbers? */
static bool numbers_write(const struct pci *pci, struct pci_function *bridge, unsigned primary,
			  unsigned secondary, unsigned subordinate)
{
	const struct pci_config *config = &pci->config;

	bridge->secondary = (uint8_t)secondary;
	bridge->subordinate = (uint8_t)subordinate;
	pci_write(config, bridge->at, REG_PRIMARY, 1, primary);
	pci_write(config, bridge->at, REG_SECONDARY, 1, secondary);
	pci_write(config, bridge->at, REG_SUBORDINATE, 1, subordinate);
	return pci_read(config, bridge->at, REG_SECONDARY, 1) == secondary &&
	       pci_read(config, bridge->at, REG_SUBORDINATE, 1) == subordinate;
}

static void numbers_drop(const struct pci *pci, struct pci_function *bridge, const char *why)
{
	report_about(pci, bridge, "%s; what is behind it stays unused", why);
	numbers_write(pci, bridge, bridge->at.bus, 0, 0);
}

static void scan_bus(struct pci *pci, struct bus bus);

static void scan_behind(struct pci *pci, unsigned index, const struct bus *bus)
{
	const struct pci_function *bridge = &pci->functions[index];

	scan_bus(pci, (struct bus){ .number = bridge->secondary,
				    .last = bridge->subordinate,
				    .parent = (uint16_t)index,
				    .depth = bus->depth + 1 });
}

/* The first bridges are those that firmware numbered soundly: they keep their numbers. */
static void scan_numbered(struct pci *pci, const struct bus *bus, unsigned first, unsigned end)
{
	for (unsigned i = first; i < end; i++) {
		struct pci_function *bridge = &pci->functions[i];
		unsigned secondary = pci_read(&pci->config, bridge->at, REG_SECONDARY, 1);
		unsigned subordinate = pci_read(&pci->config, bridge->at, REG_SUBORDINATE, 1);

		if (!bridge->is_bridge || !numbers_are_sound(pci, bus, first, end, secondary, subordinate) ||
		    !numbers_write(pci, bridge, bus->number, secondary, subordinate))
			bridge->secondary = bridge->subordinate = 0;
	}
	for (unsigned i = first; i < end; i++)
		if (pci->functions[i].secondary)
			scan_behind(pci, i, bus);
}

/* The highest bus number in use below a bridge whose functions were added from @first on. */
static uint8_t highest_below(const struct pci *pci, unsigned first, uint8_t secondary)
{
	uint8_t highest = secondary;

	for (unsigned i = first; i < pci->functions_count; i++)
		if (pci->functions[i].subordinate > highest)
			highest = pci->functions[i].subordinate;
	return highest;
}

/* Number a bridge by the first gap, look behind it, and give back what it did not need. */
static void number_bridge(struct pci *pci, const struct bus *bus, unsigned index, unsigned first,
			  unsigned end)
{
	struct pci_function *bridge = &pci->functions[index];
	unsigned secondary = bus->number + 1u, subordinate, below = pci->functions_count;

	while (secondary <= bus->last && !number_is_free(pci, first, end, secondary))
		secondary++;
	if (secondary > bus->last) {
		numbers_drop(pci, bridge, "there is no bus number left for it");
		return;
	}
	subordinate = secondary;
	while (subordinate < bus->last && number_is_free(pci, first, end, subordinate + 1))
		subordinate++;
	if (!numbers_write(pci, bridge, bus->number, secondary, subordinate)) {
		numbers_drop(pci, bridge, "does not take bus numbers");
		return;
	}
	scan_behind(pci, index, bus);
	numbers_write(pci, bridge, bus->number, secondary, highest_below(pci, below, (uint8_t)secondary));
}

static void scan_bus(struct pci *pci, struct bus bus)
{
	unsigned first = pci->functions_count, end;

	for (unsigned device = 0; device < PCI_DEVICES; device++)
		scan_device(pci, (struct pci_address){ bus.number, (uint8_t)device, 0 }, bus.parent);
	end = pci->functions_count;
	if (bus.depth == PCI_DEPTH_MAX) {
		for (unsigned i = first; i < end; i++)
			if (pci->functions[i].is_bridge)
				numbers_drop(pci, &pci->functions[i], "is behind too many bridges");
		return;
	}
	scan_numbered(pci, &bus, first, end);
	for (unsigned i = first; i < end; i++)
		if (pci->functions[i].is_bridge && !pci->functions[i].secondary)
			number_bridge(pci, &bus, i, first, end);
}

void pci_scan(struct pci *pci, const struct pci_config *config, const struct pci_report *report)
{
	pci->config = *config;
	pci->report = *report;
	pci->functions_count = pci->left_out = 0;
	pci->host.windows_count = 0;
	scan_bus(pci, (struct bus){ .number = config->first_bus,
				    .last = config->last_bus,
				    .parent = PCI_NOT_FOUND });
	if (pci->left_out && pci->report.say) {
		char line[100];

		text_print(line, sizeof line, "PCI: %u functions more than the %d that are looked after",
			   pci->left_out, PCI_FUNCTIONS_MAX);
		pci->report.say(pci->report.context, line);
	}
}
