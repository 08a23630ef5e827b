/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The interrupt controller's start: everything masked, one priority, everything to this processor. */
#include "boot_arch.h"
#include "gic.h"
#include "kernel_map.h"
#include "sel4_arch/constants.h"

enum {
	ALL = ~0,
	PRIORITY_ALL = 0x80808080, /* four interrupts of priority 0x80 */
	PRIORITY_LOWEST = 0xf0,    /* the processor takes all above it */
	TARGET_ALL = 0x01010101,   /* version 2: CPU interface 0 */

	/* distributor control */
	CTLR_ENABLE_V2 = 1,
	CTLR_ENABLE_V3 = 1 << 4 | 1 << 1, /* affinity routing; group 1 */
	CTLR_WRITE_PENDING = 1u << 31,

	TYPER_LINES_MASK = 31, /* interrupts / 32 - 1 */

	/* redistributors: a frame for control and one for interrupts 0..31, word offsets */
	REDIST_FRAME_BYTES = 0x10000,
	REDIST_TYPER = 0x08 / 4,
	REDIST_TYPER_AFFINITY = 0x0c / 4,
	REDIST_WAKER = 0x14 / 4,
	REDIST_TYPER_VIRTUAL = 1 << 1, /* two more frames follow */
	REDIST_TYPER_LAST = 1 << 4,
	REDIST_WAKER_SLEEP = 1 << 1,
	REDIST_WAKER_ASLEEP = 1 << 2,

	DIST_ROUTER = 0x6000 / 8, /* version 3, double words: an interrupt each */

	PATIENCE = 1000000,
};

#define MPIDR_AFFINITY 0xff00ffffffull

/** Registers of interrupts @first..@first + 31 at @registers: masked, and not pending from before. */
static void bank_start(volatile u32 *registers, unsigned first, u32 groups)
{
	unsigned bank = first / 32;

	registers[GIC_ICENABLER + bank] = (u32)ALL;
	registers[GIC_ICPENDR + bank] = (u32)ALL;
	registers[GIC_ICACTIVER + bank] = (u32)ALL;
	registers[GIC_IGROUPR + bank] = groups;
	for (unsigned i = 0; i < 8; i++)
		registers[GIC_IPRIORITYR + first / 4 + i] = (u32)PRIORITY_ALL;
}

/** First interrupt that the controller does not have. */
static unsigned line_count(void)
{
	return (kernel.arch.gic_shared[GIC_TYPER] & TYPER_LINES_MASK) * 32 + 32;
}

static void version2_start(void)
{
	volatile u32 *shared = kernel.arch.gic_shared, *cpu = kernel.arch.gic_cpu;

	kernel.arch.gic_private = shared;
	shared[GIC_CTLR] = 0;
	for (unsigned irq = 0; irq < line_count(); irq += 32)
		bank_start(shared, irq, 0);
	for (unsigned irq = GIC_PRIVATE_IRQS; irq < line_count(); irq += 4)
		shared[GIC_ITARGETSR + irq / 4] = TARGET_ALL;
	shared[GIC_CTLR] = CTLR_ENABLE_V2;
	cpu[GIC_CPU_PMR] = PRIORITY_LOWEST;
	cpu[GIC_CPU_BPR] = 0;
	cpu[GIC_CPU_CTLR] = 1;
}

static void distributor_settle(void)
{
	for (int i = 0; i < PATIENCE; i++)
		if (!(kernel.arch.gic_shared[GIC_CTLR] & CTLR_WRITE_PENDING))
			return;
}

/** This processor's redistributor; they stand one behind the other. */
static volatile u32 *redistributor_find(void)
{
	u64 mpidr = mpidr_read() & MPIDR_AFFINITY;
	u32 affinity = (u32)(mpidr & 0xffffff) | (u32)(mpidr >> 8 & 0xff000000);
	unsigned page = DEVICE_GIC_CPU, frame_pages = REDIST_FRAME_BYTES >> 12;

	while (page + 2 * frame_pages <= PAGE_ENTRIES &&
	       kernel_device_is_mapped(page + 2 * frame_pages - 1)) {
		volatile u32 *registers = kernel_device(page);

		if (registers[REDIST_TYPER_AFFINITY] == affinity)
			return registers;
		if (registers[REDIST_TYPER] & REDIST_TYPER_LAST)
			break;
		page += (registers[REDIST_TYPER] & REDIST_TYPER_VIRTUAL ? 4 : 2) * frame_pages;
	}
	boot_fail("the interrupt controller has no redistributor for the boot processor");
}

static void redistributor_wake(volatile u32 *registers)
{
	registers[REDIST_WAKER] &= ~(u32)REDIST_WAKER_SLEEP;
	for (int i = 0; i < PATIENCE; i++)
		if (!(registers[REDIST_WAKER] & REDIST_WAKER_ASLEEP))
			return;
	boot_fail("the interrupt controller's redistributor does not wake up");
}

static void version3_start(void)
{
	volatile u32 *shared = kernel.arch.gic_shared, *redistributor = redistributor_find();
	volatile u64 *router = (volatile u64 *)(void *)((u64)shared);

	shared[GIC_CTLR] = 0;
	distributor_settle();
	redistributor_wake(redistributor);
	kernel.arch.gic_private = redistributor + REDIST_FRAME_BYTES / sizeof(*redistributor);
	bank_start(kernel.arch.gic_private, 0, (u32)ALL);
	for (unsigned irq = GIC_PRIVATE_IRQS; irq < line_count(); irq += 32)
		bank_start(shared, irq, (u32)ALL);
	shared[GIC_CTLR] = CTLR_ENABLE_V3;
	distributor_settle();
	for (unsigned irq = GIC_PRIVATE_IRQS; irq < line_count() && irq < GIC_IRQ_SPECIAL; irq++)
		router[DIST_ROUTER + irq] = mpidr_read() & MPIDR_AFFINITY;

	icc_sre_write(icc_sre_read() | 1);
	cpu_isb();
	icc_pmr_write(PRIORITY_LOWEST);
	icc_bpr1_write(0);
	icc_ctlr_write(0);
	icc_igrpen1_write(1);
	cpu_isb();
}

void interrupts_start(const struct boot_facts *facts)
{
	const struct region *shared = &facts->gic_shared, *cpu = &facts->gic_cpu;

	kernel_map_device(DEVICE_GIC_SHARED, DEVICE_GIC_SHARED_PAGES, shared->start,
			  shared->end - shared->start);
	kernel_map_device(DEVICE_GIC_CPU, DEVICE_GIC_CPU_PAGES, cpu->start, cpu->end - cpu->start);
	kernel.arch.gic_v3 = facts->gic_v3;
	kernel.arch.gic_shared = kernel_device(DEVICE_GIC_SHARED);
	kernel.arch.gic_cpu = kernel_device(DEVICE_GIC_CPU);
	if (facts->gic_v3)
		version3_start();
	else
		version2_start();
}
