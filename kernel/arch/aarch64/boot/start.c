/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The order of boot. */
#include "arch/arch.h"
#include "boot_arch.h"
#include "cpu.h"

enum { PSCI_SYSTEM_OFF = 0x84000008 };

struct boot_facts boot_facts;

static struct boot_machine boot_machine;

_Noreturn void boot_start(u64 image_start, u64 image_end, u64 image_offset, u64 entry, u64 tree,
			  u64 tree_bytes)
{
	_Noreturn void entry_first(void);

	boot_facts.image = (struct region){ image_start, image_end };
	boot_facts.image_vaddr = image_start - image_offset;
	boot_facts.image_entry = entry;
	boot_facts.tree_blob = (struct region){ tree, tree + tree_bytes };

	processor_start();
	kernel_map_start(boot_facts.tree_blob);
	tree_start(&boot_facts);
	tree_read(&boot_facts);
	memory_read(&boot_machine, &boot_facts);
	kernel_map_window(&boot_facts.ram, &boot_machine.ram);
	interrupts_start(&boot_facts);
	timer_start();
	boot_root_task(&boot_machine);
	entry_first();
}

_Noreturn void arch_power_off(void)
{
	register u64 x0 __asm__("x0") = PSCI_SYSTEM_OFF;

	if (boot_facts.has_psci && boot_facts.psci_by_smc)
		__asm__ volatile("smc #0" : "+r"(x0) : : "x1", "x2", "x3", "memory");
	else if (boot_facts.has_psci)
		__asm__ volatile("hvc #0" : "+r"(x0) : : "x1", "x2", "x3", "memory");
	cpu_stop();
}
