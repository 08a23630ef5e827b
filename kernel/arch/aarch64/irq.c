/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Interrupts: issuing them, and what the core does with each. */
#include "api/lookup.h"
#include "arch/arch.h"
#include "gic.h"
#include "object/irq.h"
#include "sgi.h"

enum {
	/* message words of ARM_IRQControl_GetTrigger */
	IRQ_TRIGGER_IRQ = 0,
	IRQ_TRIGGER_EDGE,
	IRQ_TRIGGER_INDEX,
	IRQ_TRIGGER_DEPTH,
	IRQ_TRIGGER_LENGTH,
};

_Static_assert(ARCH_IRQ_COUNT == seL4_ARM_MaxIRQ + 1, "kernel and ABI number interrupts alike");

struct result arch_irq_check(u64 irq)
{
	return irq > seL4_ARM_MaxIRQ ? result_range(0, seL4_ARM_MaxIRQ) : result_ok();
}

static struct result irq_issue_trigger(const struct invocation *inv)
{
	struct result result;
	struct lookup dest;
	u64 irq;

	if (inv->length < IRQ_TRIGGER_LENGTH || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	irq = invocation_word(inv, IRQ_TRIGGER_IRQ);
	result = arch_irq_check(irq);
	if (result_is_ok(result))
		result = irq_check_free(irq);
	if (!result_is_ok(result))
		return result;
	dest = lookup_empty_slot(inv->extra[0]->cap, invocation_word(inv, IRQ_TRIGGER_INDEX),
				 invocation_word(inv, IRQ_TRIGGER_DEPTH));
	if (!result_is_ok(dest.result))
		return dest.result;

	gic_set_trigger(irq, invocation_word(inv, IRQ_TRIGGER_EDGE) != 0);
	irq_handler_issue(irq, dest.slot, inv->slot);
	return result_ok();
}

struct result arch_irq_control_invoke(const struct invocation *inv)
{
	switch (inv->label) {
	case ARMIRQIssueIRQHandlerTrigger:
		return irq_issue_trigger(inv);
	case ARMIRQIssueSGISignal:
		return sgi_issue(inv);
	default:
		return result_error(seL4_IllegalOperation);
	}
}

void arch_irq_mask(u64 irq)
{
	gic_mask(irq);
}

void arch_irq_unmask(u64 irq)
{
	gic_unmask(irq);
}

void arch_irq_ack(u64 irq)
{
	gic_unmask(irq);
}

void arch_irq_end(u64 irq)
{
	if (arch_irq_is_tick(irq))
		cntv_tval_write(kernel.arch.tick_cycles); /* and the timer takes its request back */
	gic_end(irq);
}

bool arch_irq_is_tick(u64 irq)
{
	return irq == seL4_ARM_KernelTimerIRQ;
}

bool arch_interrupt_pending(void)
{
	return isr_read() != 0;
}
