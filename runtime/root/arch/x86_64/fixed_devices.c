/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Devices that no table without AML tells of, but that PCs have at the same ports
 * since the AT; and the HPET, which has a table.
 */
#include <core/errno.h>
#include <core/string.h>

#include "arch.h"
#include "broker/bus.h"
#include "kernel_calls.h"

enum { NO_IRQ = -1, PORT_RANGES = 2, HPET_BYTES = 1024 };

static const struct fixed {
	const char *acpi_id;
	struct {
		uint16_t first, count;
	} ports[PORT_RANGES];
	int irq;
} table[] = {
	{ "PNP0501", { { 0x3f8, 8 } }, 4 }, /* serial lines */
	{ "PNP0501", { { 0x2f8, 8 } }, 3 },
	{ "PNP0501", { { 0x3e8, 8 } }, 4 },
	{ "PNP0501", { { 0x2e8, 8 } }, 3 },
	{ "PNP0B00", { { 0x70, 2 } }, 8 },              /* clock */
	{ "PNP0100", { { 0x40, 4 } }, 0 },              /* timer */
	{ "PNP0303", { { 0x60, 1 }, { 0x64, 1 } }, 1 }, /* keyboard */
	{ "PNP0103", { { 0, 0 } }, NO_IRQ },            /* HPET: where its table says */
};

static const char hpet_id[] = "PNP0103";

int bus_device_find(struct root *root, const struct match *match, unsigned index, struct device *out)
{
	for (unsigned i = 0; match->kind == MATCH_ACPI && i < sizeof table / sizeof table[0]; i++) {
		if (strcmp(table[i].acpi_id, match->text) != 0 ||
		    (strcmp(table[i].acpi_id, hpet_id) == 0 && !root->arch.hpet.paddr) || index--)
			continue;
		*out = (struct device){ DEVICE_FIXED, (int)i };
		return 0;
	}
	return -ENODEV;
}

int bus_device_region(struct root *root, const struct device *device, unsigned index,
		      struct device_region *out)
{
	const struct fixed *fixed = &table[device->number];

	if (strcmp(fixed->acpi_id, hpet_id) == 0 && index == 0) {
		*out = (struct device_region){ KAAL_REGION_MMIO, root->arch.hpet.paddr, HPET_BYTES };
		return 0;
	}
	if (index >= PORT_RANGES || !fixed->ports[index].count)
		return -ENOENT;
	*out = (struct device_region){ KAAL_REGION_PORTS, fixed->ports[index].first,
				       fixed->ports[index].count };
	return 0;
}

int bus_device_line(struct root *root, const struct device *device, unsigned index, struct bus_line *out)
{
	const struct fixed *fixed = &table[device->number];
	struct acpi_irq irq;

	if (index || fixed->irq == NO_IRQ || acpi_isa_irq(&root->arch.interrupts, (unsigned)fixed->irq, &irq))
		return -ENOENT;
	*out = (struct bus_line){ irq.ioapic, irq.pin, irq.level, irq.active_low };
	return 0;
}

int bus_ports_issue(struct root *root, uint16_t first, uint64_t count, struct place to)
{
	uint64_t last = first + count - 1;

	if (!count || last > UINT16_MAX)
		return -EINVAL;
	return -kernel_errno(seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, first, last, to.cnode,
							  to.index, to.depth));
}
