/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The multiple APIC description table (ACPI 6.4, 5.2.12). */
#include "tables.h"

enum {
	MADT_ENTRIES = 44,
	ENTRY_TYPE = 0,
	ENTRY_LENGTH = 1,

	TYPE_IOAPIC = 1,
	IOAPIC_BYTES = 12,
	IOAPIC_GSI_BASE = 8,

	TYPE_OVERRIDE = 2,
	OVERRIDE_BYTES = 10,
	OVERRIDE_BUS = 2,
	OVERRIDE_IRQ = 3,
	OVERRIDE_GSI = 4,
	OVERRIDE_FLAGS = 8,

	/* flags: polarity in bits 1:0, trigger in bits 3:2; 0 means as the bus does, which on ISA
	   is active high, edge-triggered */
	POLARITY_MASK = 3,
	POLARITY_LOW = 3,
	TRIGGER_MASK = 3 << 2,
	TRIGGER_LEVEL = 3 << 2,
};

static void add_ioapic(struct acpi_interrupts *out, const uint8_t *entry)
{
	if (out->ioapics_count < ACPI_IOAPICS_MAX)
		out->ioapics[out->ioapics_count++].gsi_base = (uint32_t)field(entry, IOAPIC_GSI_BASE, 4);
}

static void add_override(struct acpi_interrupts *out, const uint8_t *entry)
{
	uint8_t irq = entry[OVERRIDE_IRQ];
	uint64_t flags = field(entry, OVERRIDE_FLAGS, 2);

	if (entry[OVERRIDE_BUS] != 0 || irq >= ACPI_ISA_IRQS)
		return;
	out->isa[irq].gsi = (uint32_t)field(entry, OVERRIDE_GSI, 4);
	out->isa[irq].active_low = (flags & POLARITY_MASK) == POLARITY_LOW;
	out->isa[irq].level = (flags & TRIGGER_MASK) == TRIGGER_LEVEL;
}

int acpi_interrupts(const struct acpi *acpi, struct acpi_interrupts *out)
{
	const uint8_t *table;
	size_t bytes, at = MADT_ENTRIES;
	int error = acpi_table(acpi, "APIC", &table, &bytes);

	if (error)
		return error;
	memset(out, 0, sizeof *out);
	for (uint32_t irq = 0; irq < ACPI_ISA_IRQS; irq++)
		out->isa[irq].gsi = irq;
	while (at + 2 <= bytes) {
		const uint8_t *entry = table + at;
		size_t length = entry[ENTRY_LENGTH];

		if (length < 2 || length > bytes - at)
			return -EINVAL;
		if (entry[ENTRY_TYPE] == TYPE_IOAPIC && length >= IOAPIC_BYTES)
			add_ioapic(out, entry);
		if (entry[ENTRY_TYPE] == TYPE_OVERRIDE && length >= OVERRIDE_BYTES)
			add_override(out, entry);
		at += length;
	}
	return 0;
}

int acpi_gsi(const struct acpi_interrupts *interrupts, uint32_t gsi, struct acpi_irq *out)
{
	uint32_t best = interrupts->ioapics_count;

	for (uint32_t i = 0; i < interrupts->ioapics_count; i++)
		if (interrupts->ioapics[i].gsi_base <= gsi &&
		    (best == interrupts->ioapics_count ||
		     interrupts->ioapics[i].gsi_base > interrupts->ioapics[best].gsi_base))
			best = i;
	if (best == interrupts->ioapics_count)
		return -ENOENT;
	*out = (struct acpi_irq){
		.ioapic = best, .pin = gsi - interrupts->ioapics[best].gsi_base, .level = 1, .active_low = 1
	};
	return 0;
}

int acpi_isa_irq(const struct acpi_interrupts *interrupts, unsigned irq, struct acpi_irq *out)
{
	int error;

	if (irq >= ACPI_ISA_IRQS)
		return -ENOENT;
	error = acpi_gsi(interrupts, interrupts->isa[irq].gsi, out);
	if (error)
		return error;
	out->level = interrupts->isa[irq].level;
	out->active_low = interrupts->isa[irq].active_low;
	return 0;
}
