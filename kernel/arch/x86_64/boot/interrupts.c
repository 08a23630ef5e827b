/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "apic.h"
#include "arch/arch.h"
#include "boot_arch.h"
#include "cpu.h"

enum {
	/* the legacy controller pair (8259A) */
	PIC1_COMMAND = 0x20,
	PIC1_DATA = 0x21,
	PIC2_COMMAND = 0xa0,
	PIC2_DATA = 0xa1,
	PIC_INITIALISE = 0x11,
	PIC_CASCADE_LINE = 2,
	PIC_8086_MODE = 1,
	PIC_ALL_MASKED = 0xff,

	APIC_BASE_X2APIC = 1 << 10,
	APIC_BASE_ENABLE = 1 << 11,
};

/** Its spurious interrupts cannot be masked, so they get vectors of their own: 0x20..0x2f. */
static void pic_silence(void)
{
	port_out8(PIC1_COMMAND, PIC_INITIALISE);
	port_out8(PIC2_COMMAND, PIC_INITIALISE);
	port_out8(PIC1_DATA, VECTOR_IRQ0);
	port_out8(PIC2_DATA, VECTOR_IRQ0 + 8);
	port_out8(PIC1_DATA, 1 << PIC_CASCADE_LINE);
	port_out8(PIC2_DATA, PIC_CASCADE_LINE);
	port_out8(PIC1_DATA, PIC_8086_MODE);
	port_out8(PIC2_DATA, PIC_8086_MODE);
	port_out8(PIC1_DATA, PIC_ALL_MASKED);
	port_out8(PIC2_DATA, PIC_ALL_MASKED);
}

static void lapic_start(void)
{
	u64 base = msr_read(MSR_APIC_BASE);

	if (base & APIC_BASE_X2APIC) /* the way back to memory-mapped registers is through off */
		msr_write(MSR_APIC_BASE, base & ~(u64)(APIC_BASE_X2APIC | APIC_BASE_ENABLE));
	msr_write(MSR_APIC_BASE, (base & ~(u64)APIC_BASE_X2APIC) | APIC_BASE_ENABLE);
	lapic_write(LAPIC_SVR, LAPIC_ENABLE | VECTOR_SPURIOUS);
	lapic_write(LAPIC_TPR, 0);
	lapic_write(LAPIC_LVT_TIMER, LAPIC_MASKED);
	lapic_write(LAPIC_LVT_LINT0, LAPIC_MASKED);
	lapic_write(LAPIC_LVT_ERROR, LAPIC_MASKED);
	kernel.arch.apic_id = (u8)(lapic_read(LAPIC_ID) >> 24);
}

static void ioapic_start(unsigned ioapic)
{
	unsigned pins = (ioapic_read(ioapic, IOAPIC_VERSION) >> 16 & 0xff) + 1;

	kernel.arch.ioapic_pins[ioapic] = (u8)(pins > 240 ? 240 : pins);
	for (unsigned pin = 0; pin < kernel.arch.ioapic_pins[ioapic]; pin++)
		ioapic_write(ioapic, IOAPIC_REDIRECTION + 2 * pin, REDIRECTION_MASKED);
}

void interrupts_start(const struct acpi *acpi)
{
	pic_silence();
	lapic_start();
	kernel.arch.ioapic_count = (u8)acpi->ioapic_count;
	for (unsigned i = 0; i < acpi->ioapic_count; i++)
		ioapic_start(i);
}
