/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "fabric.h"

enum {
	COMMAND = 4,
	STATUS = 6,
	HEADER = 0xe,
	BARS = 0x10,
	SECONDARY = 0x19,
	SUBORDINATE = 0x1a,
	CAPABILITIES = 0x34,
	DECODE_IO = 1,
	DECODE_MEMORY = 2,
	TYPE_BRIDGE = 1,
	CLASS_HOST_BRIDGE = 0x0600,
	BUS_LAST = 255,
};

void fabric_init(struct fabric *fabric)
{
	memset(fabric, 0, sizeof *fabric);
}

void fabric_set(struct fabric *fabric, int index, unsigned offset, unsigned bytes, uint64_t value)
{
	for (unsigned i = 0; i < bytes; i++)
		fabric->functions[index].bytes[offset + i] = (uint8_t)(value >> 8 * i);
}

uint64_t fabric_get(const struct fabric *fabric, int index, unsigned offset, unsigned bytes)
{
	uint64_t value = 0;

	while (bytes--)
		value = value << 8 | fabric->functions[index].bytes[offset + bytes];
	return value;
}

static void allow(struct fabric *fabric, int index, unsigned offset, unsigned bytes, uint64_t mask)
{
	for (unsigned i = 0; i < bytes; i++)
		fabric->functions[index].writable[offset + i] = (uint8_t)(mask >> 8 * i);
}

int fabric_device(struct fabric *fabric, int parent, unsigned device, unsigned function, uint16_t id)
{
	int index = fabric->count++;

	fabric->functions[index] = (struct fabric_function){ .parent = parent,
							     .device = (uint8_t)device,
							     .function = (uint8_t)function };
	fabric_set(fabric, index, 0, 2, 0x1234);
	fabric_set(fabric, index, 2, 2, id);
	fabric_set(fabric, index, 8, 4, 0x02000001);
	allow(fabric, index, COMMAND, 2, 0x0407);
	allow(fabric, index, 0x3c, 1, 0xff);
	return index;
}

int fabric_bridge(struct fabric *fabric, int parent, unsigned device)
{
	int index = fabric_device(fabric, parent, device, 0, 0x000c);

	fabric_set(fabric, index, 8, 4, 0x06040000);
	fabric_set(fabric, index, HEADER, 1, TYPE_BRIDGE);
	allow(fabric, index, 0x18, 3, 0xffffff);
	allow(fabric, index, 0x1c, 2, 0xf0f0);
	allow(fabric, index, 0x20, 4, 0xfff0fff0);
	allow(fabric, index, 0x24, 4, 0xfff0fff0);
	fabric_set(fabric, index, 0x24, 4, 0x00010001); /* 64-bit */
	allow(fabric, index, 0x28, 8, UINT64_MAX);
	allow(fabric, index, 0x3e, 2, 0x0040);
	return index;
}

void fabric_bar(struct fabric *fabric, int index, unsigned bar, uint64_t bytes, unsigned flags)
{
	bool wide = !(flags & 1) && (flags & 6) == 4;

	fabric_set(fabric, index, BARS + 4 * bar, 4, flags);
	allow(fabric, index, BARS + 4 * bar, wide && bar < 5 ? 8 : 4, ~(bytes - 1));
}

void fabric_bar_address(struct fabric *fabric, int index, unsigned bar, uint64_t address)
{
	uint64_t low = fabric_get(fabric, index, BARS + 4 * bar, 4);
	unsigned flags = low & 1 ? 3 : 15;

	fabric_set(fabric, index, BARS + 4 * bar, 4, address | (low & flags));
	if (!(low & 1) && (low & 6) == 4)
		fabric_set(fabric, index, BARS + 4 * bar + 4, 4, address >> 32);
}

void fabric_capability(struct fabric *fabric, int index, unsigned offset, uint8_t id)
{
	fabric_set(fabric, index, offset, 1, id);
	fabric_set(fabric, index, offset + 1, 1, fabric_get(fabric, index, CAPABILITIES, 1));
	fabric_set(fabric, index, CAPABILITIES, 1, offset);
	fabric_set(fabric, index, STATUS, 2, fabric_get(fabric, index, STATUS, 2) | 0x10);
}

int fabric_bus(const struct fabric *fabric, int index)
{
	int parent = fabric->functions[index].parent, bus;

	if (parent == FABRIC_ROOT)
		return 0;
	bus = fabric->functions[parent].bytes[SECONDARY];
	for (; parent != FABRIC_ROOT; parent = fabric->functions[parent].parent)
		if (bus < fabric->functions[parent].bytes[SECONDARY] ||
		    bus > fabric->functions[parent].bytes[SUBORDINATE] ||
		    fabric->functions[parent].bytes[SECONDARY] <= fabric_bus(fabric, parent))
			return -1;
	return bus;
}

static struct fabric_function *reach(struct fabric *fabric, struct pci_address at)
{
	if (fabric->echo)
		return fabric->functions;
	for (int i = 0; i < fabric->count; i++) {
		struct fabric_function *function = &fabric->functions[i];

		if (function->device == at.device && function->function == at.function &&
		    fabric_bus(fabric, i) == at.bus)
			return function;
	}
	return NULL;
}

static uint32_t model_read(void *context, struct pci_address at, unsigned offset, unsigned bytes)
{
	struct fabric *fabric = context;
	struct fabric_function *function = reach(fabric, at);
	uint32_t nobody = UINT32_MAX >> (32 - 8 * bytes);

	fabric->reads++;
	if (!function || function->reads_left == 1)
		return nobody;
	if (function->reads_left)
		function->reads_left--;
	return (uint32_t)fabric_get(fabric, (int)(function - fabric->functions), offset, bytes);
}

static bool is_bar(const struct fabric_function *function, unsigned offset)
{
	unsigned bars = function->bytes[HEADER] & TYPE_BRIDGE ? 2 : 6;

	return offset >= BARS && offset < BARS + 4 * bars;
}

static void model_write(void *context, struct pci_address at, unsigned offset, unsigned bytes, uint32_t value)
{
	struct fabric *fabric = context;
	struct fabric_function *function = reach(fabric, at);

	if (!function)
		return;
	if (is_bar(function, offset) && function->bytes[COMMAND] & (DECODE_IO | DECODE_MEMORY) &&
	    (function->bytes[10] | function->bytes[11] << 8) != CLASS_HOST_BRIDGE)
		fabric->violations++;
	for (unsigned i = 0; i < bytes; i++) {
		uint8_t mask = function->writable[offset + i];

		if (function->stubborn && offset + i >= 0x18 && offset + i <= SUBORDINATE)
			mask = 0;
		function->bytes[offset + i] =
			(uint8_t)((function->bytes[offset + i] & ~mask) | (value >> 8 * i & mask));
	}
}

struct pci_config fabric_config(struct fabric *fabric)
{
	return (struct pci_config){ .read = model_read,
				    .write = model_write,
				    .context = fabric,
				    .last_bus = BUS_LAST,
				    .bytes = PCI_CONFIG_BYTES_EXTENDED };
}

static void note(void *context, const char *text)
{
	struct fabric *fabric = context;
	size_t length = strlen(fabric->log);

	snprintf(fabric->log + length, FABRIC_LOG - length, "%s\n", text);
}

struct pci_report fabric_report(struct fabric *fabric)
{
	return (struct pci_report){ note, fabric };
}

static bool bar_hit(const struct fabric *fabric, int index, unsigned bar, enum pci_space space,
		    uint64_t address)
{
	const struct fabric_function *function = &fabric->functions[index];
	uint64_t value = fabric_get(fabric, index, BARS + 4 * bar, 4), mask = 0, base;
	bool io = value & 1, wide = !io && (value & 6) == 4;

	for (unsigned i = 0; i < (wide ? 8u : 4u); i++)
		mask |= (uint64_t)function->writable[BARS + 4 * bar + i] << 8 * i;
	if (!mask || io != (space == PCI_SPACE_IO) ||
	    !(function->bytes[COMMAND] & (io ? DECODE_IO : DECODE_MEMORY)))
		return false;
	base = fabric_get(fabric, index, BARS + 4 * bar, wide ? 8 : 4) & mask;
	if (!base)
		return false;
	return (address & (wide ? mask : mask | ~(uint64_t)UINT32_MAX)) == base;
}

static bool window_hit(const struct fabric *fabric, int index, enum pci_space space, uint64_t address)
{
	uint64_t base, limit, high = fabric_get(fabric, index, 0x28, 4),
			      high_limit = fabric_get(fabric, index, 0x2c, 4);

	if (space == PCI_SPACE_IO) {
		base = (fabric_get(fabric, index, 0x1c, 1) & 0xf0) << 8;
		limit = (fabric_get(fabric, index, 0x1d, 1) & 0xf0) << 8 | 0xfff;
		return base <= address && address <= limit;
	}
	base = (fabric_get(fabric, index, 0x20, 2) & 0xfff0) << 16;
	limit = (fabric_get(fabric, index, 0x22, 2) & 0xfff0) << 16 | 0xfffff;
	if (base <= address && address <= limit)
		return true;
	base = (fabric_get(fabric, index, 0x24, 2) & 0xfff0) << 16 | high << 32;
	limit = (fabric_get(fabric, index, 0x26, 2) & 0xfff0) << 16 | 0xfffff | high_limit << 32;
	return base <= address && address <= limit;
}

static int route_on(const struct fabric *fabric, int parent, enum pci_space space, uint64_t address,
		    int *index, unsigned *bar)
{
	int hits = 0;

	for (int i = 0; i < fabric->count; i++) {
		const struct fabric_function *function = &fabric->functions[i];
		bool bridge = function->bytes[HEADER] & TYPE_BRIDGE;

		if (function->parent != parent)
			continue;
		for (unsigned j = 0; j < (bridge ? 2u : 6u); j++)
			if (bar_hit(fabric, i, j, space, address)) {
				hits++;
				*index = i;
				*bar = j;
			}
		if (bridge && window_hit(fabric, i, space, address))
			hits += route_on(fabric, i, space, address, index, bar);
	}
	return hits;
}

int fabric_route(const struct fabric *fabric, enum pci_space space, uint64_t address, int *index,
		 unsigned *bar)
{
	return route_on(fabric, FABRIC_ROOT, space, address, index, bar);
}
