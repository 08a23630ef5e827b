/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Interrupts: issuing them from I/O APIC pins or messages, and what the core does with each. */
#include "api/lookup.h"
#include "apic.h"
#include "arch/arch.h"
#include "object/irq.h"
#include "sel4_arch/constants.h"

enum {
	/* message words of X86_IRQControl_GetIOAPIC and GetMSI */
	IRQ_ISSUE_INDEX = 0,
	IRQ_ISSUE_DEPTH,
	IRQ_ISSUE_IOAPIC,
	IRQ_ISSUE_PIN,
	IRQ_ISSUE_LEVEL,
	IRQ_ISSUE_POLARITY,
	IRQ_ISSUE_VECTOR,
	IRQ_ISSUE_LENGTH,
	IRQ_ISSUE_BUS = IRQ_ISSUE_IOAPIC,
	IRQ_ISSUE_DEVICE = IRQ_ISSUE_PIN,
	IRQ_ISSUE_FUNCTION = IRQ_ISSUE_LEVEL,
};

struct result arch_irq_check(u64 irq)
{
	return result_error(seL4_IllegalOperation); /* all interrupts are issued with their source */
}

static struct result ioapic_check(const struct invocation *inv)
{
	u64 ioapic = invocation_word(inv, IRQ_ISSUE_IOAPIC);

	if (kernel.arch.ioapic_count == 0)
		return result_error(seL4_IllegalOperation);
	if (ioapic >= kernel.arch.ioapic_count)
		return result_range(0, kernel.arch.ioapic_count - 1u);
	if (invocation_word(inv, IRQ_ISSUE_PIN) >= kernel.arch.ioapic_pins[ioapic])
		return result_range(0, kernel.arch.ioapic_pins[ioapic] - 1u);
	if (invocation_word(inv, IRQ_ISSUE_LEVEL) > 1 || invocation_word(inv, IRQ_ISSUE_POLARITY) > 1)
		return result_range(0, 1);
	return result_ok();
}

static struct result msi_check(const struct invocation *inv)
{
	if (invocation_word(inv, IRQ_ISSUE_BUS) > 255)
		return result_range(0, 255);
	if (invocation_word(inv, IRQ_ISSUE_DEVICE) > 31)
		return result_range(0, 31);
	if (invocation_word(inv, IRQ_ISSUE_FUNCTION) > 7)
		return result_range(0, 7);
	return result_ok();
}

/** Connect the pin that @inv names to @irq, masked. */
static void ioapic_connect(const struct invocation *inv, u64 irq)
{
	unsigned ioapic = (unsigned)invocation_word(inv, IRQ_ISSUE_IOAPIC);
	unsigned pin = (unsigned)invocation_word(inv, IRQ_ISSUE_PIN);
	u32 low = (u32)(VECTOR_IRQ0 + irq) | REDIRECTION_MASKED;

	if (invocation_word(inv, IRQ_ISSUE_LEVEL))
		low |= REDIRECTION_LEVEL;
	if (invocation_word(inv, IRQ_ISSUE_POLARITY))
		low |= REDIRECTION_ACTIVE_LOW;
	ioapic_write(ioapic, IOAPIC_REDIRECTION + 2 * pin, low);
	ioapic_write(ioapic, IOAPIC_REDIRECTION + 2 * pin + 1, (u32)kernel.arch.apic_id << 24);
	kernel.arch.irq_route[irq] = (struct irq_route){ 1, (u8)ioapic, (u8)pin };
}

struct result arch_irq_control_invoke(const struct invocation *inv)
{
	bool ioapic = inv->label == X86IRQIssueIRQHandlerIOAPIC;
	struct result result;
	struct lookup dest;
	u64 irq;

	if (!ioapic && inv->label != X86IRQIssueIRQHandlerMSI)
		return result_error(seL4_IllegalOperation);
	if (inv->length < IRQ_ISSUE_LENGTH || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	if (invocation_word(inv, IRQ_ISSUE_VECTOR) > VECTOR_MAX)
		return result_range(VECTOR_MIN, VECTOR_MAX);
	irq = IRQ_USER_BASE + invocation_word(inv, IRQ_ISSUE_VECTOR);
	result = irq_check_free(irq);
	if (!result_is_ok(result))
		return result;
	dest = lookup_empty_slot(inv->extra[0]->cap, invocation_word(inv, IRQ_ISSUE_INDEX),
				 invocation_word(inv, IRQ_ISSUE_DEPTH));
	if (!result_is_ok(dest.result))
		return dest.result;
	result = ioapic ? ioapic_check(inv) : msi_check(inv);
	if (!result_is_ok(result))
		return result;

	if (ioapic)
		ioapic_connect(inv, irq);
	else
		kernel.arch.irq_route[irq] = (struct irq_route){ 0 };
	irq_handler_issue(irq, dest.slot, inv->slot);
	return result_ok();
}

static void irq_set_masked(u64 irq, bool masked)
{
	struct irq_route route = kernel.arch.irq_route[irq];
	unsigned index = IOAPIC_REDIRECTION + 2u * route.pin;
	u32 low;

	if (!route.from_ioapic)
		return;
	low = ioapic_read(route.ioapic, index);
	if ((low & REDIRECTION_VECTOR_MASK) != VECTOR_IRQ0 + irq)
		return; /* the pin has been issued again, with another vector */
	low = masked ? low | REDIRECTION_MASKED : low & ~(u32)REDIRECTION_MASKED;
	ioapic_write(route.ioapic, index, low);
}

void arch_irq_mask(u64 irq)
{
	irq_set_masked(irq, true);
}

void arch_irq_unmask(u64 irq)
{
	irq_set_masked(irq, false);
}

void arch_irq_ack(u64 irq)
{
	irq_set_masked(irq, false);
}

void arch_irq_end(u64 irq)
{
	lapic_write(LAPIC_EOI, 0);
}

bool arch_irq_is_tick(u64 irq)
{
	return irq == IRQ_TICK;
}

bool arch_interrupt_pending(void)
{
	u32 pending = 0;

	for (unsigned bank = VECTOR_IRQ0 / 32; bank <= VECTOR_TIMER / 32; bank++)
		pending |= lapic_read(LAPIC_IRR + 16 * bank);
	return pending != 0;
}
