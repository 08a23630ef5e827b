/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The steps of the architecture's part of boot. */
#ifndef X86_BOOT_ARCH_H
#define X86_BOOT_ARCH_H

#include "acpi.h"
#include "multiboot.h"

/** What boot finds out; lives in memory that is given away when boot is over. */
struct boot_facts {
	struct multiboot multiboot;
	struct acpi acpi;
	struct region_list ram; /* all RAM from 1 MiB on that the window can show */
	u32 tsc_mhz;
};

extern struct boot_facts boot_facts;

/** Entry from start.S: the loader's information is at @info. */
_Noreturn void boot_start(u64 info);

/** Set up COM1 for boot messages: 115200 baud, 8n1. */
void console_start(void);

/** Find out what the processor can do and set its control registers, but for the address space. */
void processor_start(void);

/** Fill the window's, the image's and the devices' paging structures, and load them. */
void kernel_map_start(const struct boot_facts *facts, struct region_list *usable);

/** Load GDT, IDT and task state. */
void segments_start(void);

/** Silence the legacy controller, turn on the local APIC, mask every I/O APIC pin. */
void interrupts_start(const struct acpi *acpi);

/** Measure the clocks and start the kernel's tick. @return time-stamp counter, MHz */
u32 timer_start(void);

/** Fill @machine from what boot has found. */
void memory_read(struct boot_machine *machine, struct boot_facts *facts);

#endif
