/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The little of ACPI that a system without an AML interpreter can use: how ISA
 * interrupts are wired (MADT), how the machine is switched off and restarted
 * (FADT and \_S5), where PCI configuration space (MCFG) and the HPET are. Firmware is not trusted to be well-formed: every table is
 * measured and summed before it is read.
 *
 * All functions return 0 or a negative errno: -ENOENT, no such table or entry;
 * -EINVAL, a table that is damaged; -EIO, memory that cannot be reached.
 * @spec ACPI 6.4, chapters 5.2 and 7.4
 */
#ifndef ACPI_ACPI_H
#define ACPI_ACPI_H

#include <stddef.h>
#include <stdint.h>

enum {
	ACPI_IOAPICS_MAX = 8,
	ACPI_ISA_IRQS = 16,
	ACPI_TABLE_BYTES_MAX = 1 << 20,
	ACPI_RSDP_BYTES = 36,
};

/** How physical memory is read. */
struct acpi_memory {
	/**
	 * Make [paddr, paddr + bytes) readable until the next call.
	 * @param bytes  1..ACPI_TABLE_BYTES_MAX
	 * @return its address, or NULL
	 */
	const void *(*map)(void *context, uint64_t paddr, size_t bytes);
	void *context;
};

struct acpi_ioapic {
	uint32_t gsi_base; /* global system interrupt of its pin 0 */
};

/** Where an interrupt arrives. */
struct acpi_irq {
	uint32_t ioapic; /* index in the order of the MADT */
	uint32_t pin;
	uint32_t level;      /* 1 level-triggered, 0 edge-triggered */
	uint32_t active_low; /* 1 active low, 0 active high */
};

/** What the MADT says; zeroed: nothing. */
struct acpi_interrupts {
	uint32_t ioapics_count;
	struct acpi_ioapic ioapics[ACPI_IOAPICS_MAX];
	struct {
		uint32_t gsi, level, active_low;
	} isa[ACPI_ISA_IRQS];
};

/** Writing @value to I/O port @port does it; port 0: not possible this way. */
struct acpi_port_write {
	uint16_t port;
	uint16_t value;
};

/** How to switch off and restart; zeroed: not known. */
struct acpi_power {
	struct acpi_port_write enable;       /* to the SMI command port, when ACPI mode is off */
	struct acpi_port_write off_a, off_b; /* 16-bit writes, a first; bit 0 of @off_a's port reads 1
	                                        once ACPI mode is on */
	struct acpi_port_write restart;      /* an 8-bit write */
};

/** Memory that shows PCI configuration space, 1 MiB a bus. */
struct acpi_pci_config {
	uint64_t paddr; /* of bus 0, which need not be among the buses shown */
	uint8_t first_bus, last_bus;
};

/** A high precision event timer. */
struct acpi_hpet {
	uint64_t paddr; /* of its registers: one KiB */
	uint8_t number; /* its sequence number */
};

/** The tables of a machine, found by acpi_open. */
struct acpi {
	struct acpi_memory memory;
	uint64_t root_paddr; /* of the RSDT or XSDT */
	size_t entry_bytes;  /* 4 or 8 */
};

/** @param rsdp  a copy of the root pointer as found; only as many bytes as its revision says are read */
int acpi_open(struct acpi *acpi, const struct acpi_memory *memory, const uint8_t rsdp[ACPI_RSDP_BYTES]);

/**
 * Find a table and check its length and sum.
 *
 * @param out    out: the whole table, header included; valid until memory is mapped again
 * @param bytes  out: its length
 */
int acpi_table(const struct acpi *acpi, const char signature[4], const uint8_t **out, size_t *bytes);

/** Read the MADT. */
int acpi_interrupts(const struct acpi *acpi, struct acpi_interrupts *out);

/** Where a global system interrupt arrives, as PCI's are: level, active low. -ENOENT: no IOAPIC has it */
int acpi_gsi(const struct acpi_interrupts *interrupts, uint32_t gsi, struct acpi_irq *out);

/** @param irq  0..15. -ENOENT: no IOAPIC has that pin */
int acpi_isa_irq(const struct acpi_interrupts *interrupts, unsigned irq, struct acpi_irq *out);

/** Read the FADT, and \_S5 from the DSDT. What the tables do not tell is left 0. */
int acpi_power(const struct acpi *acpi, struct acpi_power *out);

/** Read the MCFG, of PCI segment 0. */
int acpi_pci_config(const struct acpi *acpi, struct acpi_pci_config *out);

/** Read the HPET table, of the first timer. */
int acpi_hpet(const struct acpi *acpi, struct acpi_hpet *out);

#endif
