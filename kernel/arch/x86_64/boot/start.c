/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The order of boot. */
#include "arch/arch.h"
#include "boot_arch.h"
#include "cpu.h"
#include "trap.h"

struct boot_facts boot_facts;

static struct boot_machine boot_machine;

_Noreturn void boot_start(u64 info)
{
	console_start();
	if (!acpi_read(&boot_facts.acpi))
		boot_fail("no ACPI tables (RSDP)");
	multiboot_read(&boot_facts.multiboot, info);
	if (!boot_facts.acpi.lapic || boot_facts.acpi.ioapic_count == 0)
		boot_fail("the ACPI tables (MADT) name no local APIC or no I/O APIC");
	memory_read(&boot_machine, &boot_facts);
	processor_start();
	kernel_map_start(&boot_facts, &boot_machine.ram);
	segments_start();
	interrupts_start(&boot_facts.acpi);
	boot_facts.tsc_mhz = timer_start();
	boot_root_task(&boot_machine);
	entry_first();
}

_Noreturn void arch_power_off(void)
{
	acpi_power_off(&boot_facts.acpi);
	cpu_stop();
}
