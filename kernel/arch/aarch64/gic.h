/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The interrupt controller, version 2 (Arm IHI 0048) or 3 (IHI 0069). Distributor
 * registers are the same in both; in version 3 those of interrupts 0..31 stand in
 * the processor's redistributor, and the CPU interface is system registers.
 */
#ifndef ARM_GIC_H
#define ARM_GIC_H

#include "cpu.h"
#include "kernel.h"

enum {
	/* distributor (and redistributor), word offsets */
	GIC_CTLR = 0x000 / 4,
	GIC_TYPER = 0x004 / 4,
	GIC_IGROUPR = 0x080 / 4,
	GIC_ISENABLER = 0x100 / 4,
	GIC_ICENABLER = 0x180 / 4,
	GIC_ICPENDR = 0x280 / 4,
	GIC_ICACTIVER = 0x380 / 4,
	GIC_IPRIORITYR = 0x400 / 4,
	GIC_ITARGETSR = 0x800 / 4,
	GIC_ICFGR = 0xc00 / 4,
	GIC_SGIR = 0xf00 / 4, /* version 2 */

	/* version 2's CPU interface */
	GIC_CPU_CTLR = 0x00 / 4,
	GIC_CPU_PMR = 0x04 / 4,
	GIC_CPU_BPR = 0x08 / 4,
	GIC_CPU_IAR = 0x0c / 4,
	GIC_CPU_EOIR = 0x10 / 4,

	GIC_IRQ_MASK = 0x3ff,
	GIC_PRIVATE_IRQS = 32,
	GIC_IRQ_SPECIAL = 1020, /* from here on: no interrupt at all */
};

/** The registers that @irq has its bits in. */
static inline volatile u32 *gic_registers(u64 irq)
{
	return irq < GIC_PRIVATE_IRQS ? kernel.arch.gic_private : kernel.arch.gic_shared;
}

static inline void gic_mask(u64 irq)
{
	gic_registers(irq)[GIC_ICENABLER + irq / 32] = 1u << irq % 32;
}

static inline void gic_unmask(u64 irq)
{
	gic_registers(irq)[GIC_ISENABLER + irq / 32] = 1u << irq % 32;
}

/** Take the most urgent pending interrupt. @return GIC_IRQ_SPECIAL or more: none */
static inline u64 gic_take(void)
{
	u64 irq;

	if (kernel.arch.gic_v3) {
		irq = icc_iar1_read();
		cpu_dsb();
	} else {
		irq = kernel.arch.gic_cpu[GIC_CPU_IAR];
	}
	return irq & GIC_IRQ_MASK;
}

/** Done with @irq, which may have been masked just before. */
static inline void gic_end(u64 irq)
{
	cpu_dsb();
	if (kernel.arch.gic_v3)
		icc_eoir1_write(irq);
	else
		kernel.arch.gic_cpu[GIC_CPU_EOIR] = (u32)irq;
}

/** Two bits an interrupt, of which the upper one says edge-triggered. */
static inline void gic_set_trigger(u64 irq, bool edge)
{
	volatile u32 *config = &gic_registers(irq)[GIC_ICFGR + irq / 16];
	u32 bit = 2u << irq % 16 * 2;

	*config = edge ? *config | bit : *config & ~bit;
}

static inline void gic_send_sgi(unsigned irq, unsigned target)
{
	cpu_dsb(); /* what the sender wrote is seen by who is interrupted */
	if (kernel.arch.gic_v3)
		icc_sgi1r_write((u64)irq << 24 | 1u << target);
	else
		kernel.arch.gic_shared[GIC_SGIR] = 1u << (16 + target) | irq;
	cpu_isb();
}

#endif
