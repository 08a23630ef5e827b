/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers of the local APIC (Intel SDM vol. 3, chapter 11) and of I/O APICs (82093AA, 3.2). */
#ifndef X86_APIC_H
#define X86_APIC_H

#include "kernel_tables.h"

enum {
	LAPIC_ID = 0x20,
	LAPIC_TPR = 0x80,
	LAPIC_EOI = 0xb0,
	LAPIC_SVR = 0xf0,
	LAPIC_IRR = 0x200, /* eight registers, 16 bytes apart, 32 vectors each */
	LAPIC_LVT_TIMER = 0x320,
	LAPIC_LVT_LINT0 = 0x350,
	LAPIC_LVT_ERROR = 0x370,
	LAPIC_TIMER_INITIAL = 0x380,
	LAPIC_TIMER_CURRENT = 0x390,
	LAPIC_TIMER_DIVIDE = 0x3e0,

	LAPIC_ENABLE = 1 << 8,
	LAPIC_MASKED = 1 << 16,
	LAPIC_PERIODIC = 1 << 17,
	LAPIC_DIVIDE_BY_1 = 0xb,

	IOAPIC_SELECT = 0x00,
	IOAPIC_WINDOW = 0x10,
	IOAPIC_VERSION = 1,      /* bits 23..16: last pin */
	IOAPIC_REDIRECTION = 16, /* two registers per pin */

	REDIRECTION_ACTIVE_LOW = 1 << 13,
	REDIRECTION_LEVEL = 1 << 15,
	REDIRECTION_MASKED = 1 << 16,
	REDIRECTION_VECTOR_MASK = 255,
};

static inline volatile u32 *device_register(unsigned page, unsigned offset)
{
	return (volatile u32 *)(KERNEL_DEVICES + (page << 12) + offset);
}

static inline u32 lapic_read(unsigned offset)
{
	return *device_register(DEVICE_LAPIC, offset);
}

static inline void lapic_write(unsigned offset, u32 value)
{
	*device_register(DEVICE_LAPIC, offset) = value;
}

static inline u32 ioapic_read(unsigned ioapic, unsigned index)
{
	*device_register(DEVICE_IOAPIC + ioapic, IOAPIC_SELECT) = index;
	return *device_register(DEVICE_IOAPIC + ioapic, IOAPIC_WINDOW);
}

static inline void ioapic_write(unsigned ioapic, unsigned index, u32 value)
{
	*device_register(DEVICE_IOAPIC + ioapic, IOAPIC_SELECT) = index;
	*device_register(DEVICE_IOAPIC + ioapic, IOAPIC_WINDOW) = value;
}

#endif
