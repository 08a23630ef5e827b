/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* lib/acpi on tables laid out as QEMU's PC has them, and on damaged ones. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include <acpi/acpi.h>

#include "tap.h"

enum {
	MEMORY_BYTES = 0x2000,
	RSDT = 0x100,
	MADT = 0x200,
	FADT = 0x400,
	DSDT = 0x600,
	MCFG = 0x800,
	HPET = 0x900,
	HEADER = 36,
};

/* A machine's memory, and a copy of what is mapped that is exactly as long as asked for. */
struct machine {
	uint8_t memory[MEMORY_BYTES];
	uint8_t rsdp[ACPI_RSDP_BYTES];
	void *mapped;
};

static const void *map(void *context, uint64_t paddr, size_t bytes)
{
	struct machine *machine = context;

	free(machine->mapped);
	machine->mapped = NULL;
	if (paddr > MEMORY_BYTES || bytes > MEMORY_BYTES - paddr)
		return NULL;
	machine->mapped = malloc(bytes);
	memcpy(machine->mapped, machine->memory + paddr, bytes);
	return machine->mapped;
}

static void put(uint8_t *at, uint64_t value, unsigned bytes)
{
	while (bytes--) {
		*at++ = (uint8_t)value;
		value >>= 8;
	}
}

static uint8_t sum(const uint8_t *bytes, size_t count)
{
	uint8_t total = 0;

	while (count--)
		total += *bytes++;
	return total;
}

static void seal(struct machine *machine, unsigned at, const char *signature, unsigned bytes)
{
	uint8_t *table = machine->memory + at;

	memcpy(table, signature, 4);
	put(table + 4, bytes, 4);
	table[9] = 0;
	table[9] = (uint8_t)-sum(table, bytes);
}

/* Timer on pin 2; SCI on 9, level, active high; 11 level, active low. */
static unsigned make_madt(uint8_t *table)
{
	static const uint8_t entries[] = {
		0, 8,  0, 0,   1,  0, 0,    0,                   /* a CPU */
		1, 12, 0, 0,   0,  0, 0xc0, 0xfe, 0,    0, 0, 0, /* IOAPIC, base 0 */
		1, 12, 1, 0,   0,  0, 0xc1, 0xfe, 24,   0, 0, 0, /* IOAPIC, base 24 */
		2, 10, 0, 0,   2,  0, 0,    0,    0,    0,       /* 0 -> 2 */
		2, 10, 0, 9,   9,  0, 0,    0,    0x0d, 0,       /* 9 -> 9, level, high */
		2, 10, 0, 11,  30, 0, 0,    0,    0x0f, 0,       /* 11 -> 30, level, low */
		2, 10, 0, 200, 9,  0, 0,    0,    0,    0,       /* nonsense: no such ISA interrupt */
	};

	memcpy(table + 44, entries, sizeof entries);
	return 44 + sizeof entries;
}

static unsigned make_fadt(uint8_t *table)
{
	put(table + 40, DSDT, 4);
	put(table + 48, 0xb2, 4);
	table[52] = 0xf1;
	put(table + 64, 0x604, 4);
	put(table + 112, 1 << 10, 4);
	table[116] = 1;
	put(table + 120, 0xcf9, 8);
	table[128] = 0x0f;
	return 129;
}

static unsigned make_dsdt(uint8_t *table)
{
	static const uint8_t code[] = { 0x5b, '_', 'S', '5', '_', /* not a definition */
					0x08, '_', 'S', '4', '_', 0x12, 0x06, 0x04, 0x0a, 2, 0, 0, 0,
					0x08, '_', 'S', '5', '_', 0x12, 0x07, 0x04, 0x0a, 5, 1, 0, 0 };

	memcpy(table + HEADER, code, sizeof code);
	return HEADER + sizeof code;
}

static void make_machine(struct machine *machine)
{
	free(machine->mapped);
	memset(machine, 0, sizeof *machine);
	put(machine->memory + RSDT + HEADER, FADT, 4);
	put(machine->memory + RSDT + HEADER + 4, MADT, 4);
	seal(machine, RSDT, "RSDT", HEADER + 8);
	seal(machine, MADT, "APIC", make_madt(machine->memory + MADT));
	seal(machine, FADT, "FACP", make_fadt(machine->memory + FADT));
	seal(machine, DSDT, "DSDT", make_dsdt(machine->memory + DSDT));
	memcpy(machine->rsdp, "RSD PTR ", 8);
	put(machine->rsdp + 16, RSDT, 4);
	machine->rsdp[8] = (uint8_t)-sum(machine->rsdp, 20);
}

static int open_machine(struct machine *machine, struct acpi *acpi)
{
	const struct acpi_memory memory = { map, machine };

	return acpi_open(acpi, &memory, machine->rsdp);
}

static void finds_where_interrupts_arrive(void)
{
	static struct machine machine;
	struct acpi_interrupts interrupts;
	struct acpi_irq irq;
	struct acpi acpi;

	make_machine(&machine);
	CHECK_EQ(open_machine(&machine, &acpi), 0);
	CHECK_EQ(acpi_interrupts(&acpi, &interrupts), 0);
	CHECK_EQ(acpi_isa_irq(&interrupts, 0, &irq), 0);
	CHECK_EQ(irq.ioapic, 0);
	CHECK_EQ(irq.pin, 2);
	CHECK_EQ(irq.level, 0);
	CHECK_EQ(irq.active_low, 0);
	CHECK_EQ(acpi_isa_irq(&interrupts, 4, &irq), 0);
	CHECK_EQ(irq.pin, 4);
	CHECK_EQ(acpi_isa_irq(&interrupts, 9, &irq), 0);
	CHECK_EQ(irq.level, 1);
	CHECK_EQ(irq.active_low, 0);
	CHECK_EQ(acpi_isa_irq(&interrupts, 11, &irq), 0);
	CHECK_EQ(irq.ioapic, 1);
	CHECK_EQ(irq.pin, 6);
	CHECK_EQ(irq.active_low, 1);
	CHECK_EQ(acpi_isa_irq(&interrupts, 16, &irq), -ENOENT);
	free(machine.mapped);
}

static void finds_where_pci_interrupts_arrive(void)
{
	static struct machine machine;
	struct acpi_interrupts interrupts;
	struct acpi_irq irq;
	struct acpi acpi;

	make_machine(&machine);
	CHECK_EQ(open_machine(&machine, &acpi), 0);
	CHECK_EQ(acpi_interrupts(&acpi, &interrupts), 0);
	CHECK_EQ(acpi_gsi(&interrupts, 20, &irq), 0);
	CHECK_EQ(irq.ioapic, 0);
	CHECK_EQ(irq.pin, 20);
	CHECK(irq.level && irq.active_low);
	CHECK_EQ(acpi_gsi(&interrupts, 26, &irq), 0);
	CHECK_EQ(irq.ioapic, 1);
	CHECK_EQ(irq.pin, 2);
	interrupts.ioapics_count = 0;
	CHECK_EQ(acpi_gsi(&interrupts, 20, &irq), -ENOENT);
	free(machine.mapped);
}

/* A root table of just these two, of 16-byte entries and one timer. */
static void make_devices(struct machine *machine, unsigned mcfg_bytes, unsigned hpet_bytes)
{
	make_machine(machine);
	put(machine->memory + RSDT + HEADER, MCFG, 4);
	put(machine->memory + RSDT + HEADER + 4, HPET, 4);
	seal(machine, RSDT, "RSDT", HEADER + 8);
	put(machine->memory + MCFG + 44, 0x80000000, 8);
	put(machine->memory + MCFG + 52, 1, 2); /* another segment */
	put(machine->memory + MCFG + 60, 0xb0000000, 8);
	machine->memory[MCFG + 71] = 255;
	seal(machine, MCFG, "MCFG", mcfg_bytes);
	put(machine->memory + HPET + 44, 0xfed00000, 8);
	machine->memory[HPET + 52] = 3;
	seal(machine, HPET, "HPET", hpet_bytes);
}

static void finds_pci_and_the_timer(void)
{
	static struct machine machine;
	struct acpi_pci_config config;
	struct acpi_hpet hpet;
	struct acpi acpi;

	make_devices(&machine, 76, 56);
	CHECK_EQ(open_machine(&machine, &acpi), 0);
	CHECK_EQ(acpi_pci_config(&acpi, &config), 0);
	CHECK_EQ(config.paddr, 0xb0000000);
	CHECK_EQ(config.first_bus, 0);
	CHECK_EQ(config.last_bus, 255);
	CHECK_EQ(acpi_hpet(&acpi, &hpet), 0);
	CHECK_EQ(hpet.paddr, 0xfed00000);
	CHECK_EQ(hpet.number, 3);
	make_devices(&machine, 75, 55); /* the last entries are cut off */
	CHECK_EQ(acpi_pci_config(&acpi, &config), -ENOENT);
	CHECK_EQ(acpi_hpet(&acpi, &hpet), -EINVAL);
	make_devices(&machine, 76, 56);
	machine.memory[MCFG + 70] = 5; /* more first than last */
	machine.memory[MCFG + 71] = 4;
	seal(&machine, MCFG, "MCFG", 76);
	machine.memory[HPET + 40] = 1; /* in I/O ports */
	seal(&machine, HPET, "HPET", 56);
	CHECK_EQ(acpi_pci_config(&acpi, &config), -EINVAL);
	CHECK_EQ(acpi_hpet(&acpi, &hpet), -EINVAL);
	make_machine(&machine);
	CHECK_EQ(acpi_pci_config(&acpi, &config), -ENOENT);
	CHECK_EQ(acpi_hpet(&acpi, &hpet), -ENOENT);
	free(machine.mapped);
}

static void finds_the_power_switch(void)
{
	static struct machine machine;
	struct acpi_power power;
	struct acpi acpi;

	make_machine(&machine);
	CHECK_EQ(open_machine(&machine, &acpi), 0);
	CHECK_EQ(acpi_power(&acpi, &power), 0);
	CHECK_EQ(power.off_a.port, 0x604);
	CHECK_EQ(power.off_a.value, 5 << 10 | 1 << 13);
	CHECK_EQ(power.off_b.port, 0);
	CHECK_EQ(power.off_b.value, 1 << 10 | 1 << 13);
	CHECK_EQ(power.enable.port, 0xb2);
	CHECK_EQ(power.enable.value, 0xf1);
	CHECK_EQ(power.restart.port, 0xcf9);
	CHECK_EQ(power.restart.value, 0x0f);
	free(machine.mapped);
}

static void prefers_the_wide_address(void)
{
	static struct machine machine;
	struct acpi_power power;
	struct acpi acpi;

	make_machine(&machine);
	put(machine.memory + FADT + 40, 0xdeadbeef, 4);
	put(machine.memory + FADT + 140, DSDT, 8);
	seal(&machine, FADT, "FACP", 148);
	CHECK_EQ(open_machine(&machine, &acpi), 0);
	CHECK_EQ(acpi_power(&acpi, &power), 0);
	CHECK_EQ(power.off_a.port, 0x604);
	free(machine.mapped);
}

static void does_without_s5(void)
{
	static struct machine machine;
	struct acpi_power power;
	struct acpi acpi;

	make_machine(&machine);
	memcpy(machine.memory + DSDT + HEADER + 19, "_S6_", 4);
	seal(&machine, DSDT, "DSDT", HEADER + 31);
	CHECK_EQ(open_machine(&machine, &acpi), 0);
	CHECK_EQ(acpi_power(&acpi, &power), 0);
	CHECK_EQ(power.off_a.port, 0);
	CHECK_EQ(power.restart.port, 0xcf9);
	free(machine.mapped);
}

static void uses_the_xsdt_of_newer_firmware(void)
{
	static struct machine machine;
	struct acpi_interrupts interrupts;
	struct acpi acpi;

	make_machine(&machine);
	put(machine.memory + RSDT + HEADER, MADT, 8);
	seal(&machine, RSDT, "XSDT", HEADER + 8);
	machine.rsdp[15] = 2;
	put(machine.rsdp + 24, RSDT, 8);
	machine.rsdp[8] = 0;
	machine.rsdp[8] = (uint8_t)-sum(machine.rsdp, 20);
	CHECK_EQ(open_machine(&machine, &acpi), -EINVAL);
	machine.rsdp[32] = (uint8_t)-sum(machine.rsdp, 36);
	CHECK_EQ(open_machine(&machine, &acpi), 0);
	CHECK_EQ(acpi_interrupts(&acpi, &interrupts), 0);
	CHECK_EQ(interrupts.ioapics_count, 2);
	free(machine.mapped);
}

static void refuses_damage(void)
{
	static struct machine machine;
	struct acpi_interrupts interrupts;
	struct acpi_power power;
	struct acpi acpi;

	make_machine(&machine);
	machine.rsdp[10] ^= 1;
	CHECK_EQ(open_machine(&machine, &acpi), -EINVAL);

	make_machine(&machine);
	machine.memory[MADT + 60] ^= 1;
	CHECK_EQ(open_machine(&machine, &acpi), 0);
	CHECK_EQ(acpi_interrupts(&acpi, &interrupts), -EINVAL);

	put(machine.memory + MADT + 4, 12, 4); /* shorter than its header */
	CHECK_EQ(acpi_interrupts(&acpi, &interrupts), -EINVAL);
	put(machine.memory + MADT + 4, 0xffffffff, 4);
	CHECK_EQ(acpi_interrupts(&acpi, &interrupts), -EINVAL);

	make_machine(&machine);
	machine.memory[MADT + 44 + 1] = 0; /* an entry of no length */
	seal(&machine, MADT, "APIC", 44 + 72);
	CHECK_EQ(acpi_interrupts(&acpi, &interrupts), -EINVAL);

	make_machine(&machine);
	seal(&machine, FADT, "FACP", 60); /* too short for what is read */
	CHECK_EQ(acpi_power(&acpi, &power), -EINVAL);

	make_machine(&machine);
	seal(&machine, RSDT, "RSDT", HEADER + 2); /* an entry cut short */
	CHECK_EQ(acpi_power(&acpi, &power), -ENOENT);
	free(machine.mapped);
}

/* Whatever a byte says, sums corrected, nothing is read outside of what was mapped. */
static void survives_any_byte(void)
{
	static struct machine machine;
	static const unsigned tables[][2] = {
		{ RSDT, HEADER + 8 }, { MADT, 44 + 72 }, { FADT, 129 }, { DSDT, HEADER + 31 }
	};
	static const char *const signatures[] = { "RSDT", "APIC", "FACP", "DSDT" };

	for (unsigned table = 0; table < 4; table++)
		for (unsigned at = HEADER; at < tables[table][1]; at++)
			for (unsigned value = 0; value < 256; value += 15) {
				struct acpi_interrupts interrupts;
				struct acpi_power power;
				struct acpi acpi;

				make_machine(&machine);
				machine.memory[tables[table][0] + at] = (uint8_t)value;
				seal(&machine, tables[table][0], signatures[table], tables[table][1]);
				CHECK_EQ(open_machine(&machine, &acpi), 0);
				acpi_interrupts(&acpi, &interrupts);
				acpi_power(&acpi, &power);
			}
	free(machine.mapped);
}

TAP_MAIN(TAP(finds_where_interrupts_arrive), TAP(finds_where_pci_interrupts_arrive),
	 TAP(finds_pci_and_the_timer), TAP(finds_the_power_switch), TAP(prefers_the_wide_address),
	 TAP(does_without_s5), TAP(uses_the_xsdt_of_newer_firmware), TAP(refuses_damage),
	 TAP(survives_any_byte))
