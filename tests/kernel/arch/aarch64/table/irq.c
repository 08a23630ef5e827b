/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "arch.h"
#include "suite/check.h"
#include "suite/env.h"
#include "table/table.h"

/* Interrupts that nothing on the machine raises: arch_irq_handler's first. */
enum { IRQ = 150, IRQ_MAX = seL4_ARM_MaxIRQ };

static seL4_CPtr make_handler(unsigned which)
{
	seL4_CPtr slot = slot_new();

	REQUIRE(arch_irq_handler(which, slot) == seL4_NoError);
	return slot;
}

/* All ways to issue: the interrupt, a word or none, slot. */
static void set_up_issue(struct request *r, unsigned words_before_slot)
{
	r->service = seL4_CapIRQControl;
	r->length = words_before_slot + 2;
	r->mr[0] = IRQ;
	r->mr[words_before_slot] = slot_new();
	r->mr[words_before_slot + 1] = ROOT_DEPTH;
	r->num_caps = 1;
	r->caps[0] = seL4_CapInitThreadCNode;
}

static void occupy_dest(struct request *r, unsigned words_before_slot)
{
	r->caps[0] = seL4_CapInitThreadCNode;
	r->mr[words_before_slot] = make_endpoint();
	r->mr[words_before_slot + 1] = ROOT_DEPTH;
}

static void use_irq(struct request *r)
{
	make_handler(0);
	r->mr[0] = IRQ;
	r->lasting = 1;
}

SETUP(IRQIssueIRQHandler)
{
	set_up_issue(r, 1);
}

BREAK(IRQIssueIRQHandler, irq)
{
	r->mr[0] = IRQ_MAX + 1;
}

BREAK(IRQIssueIRQHandler, active)
{
	use_irq(r);
}

BREAK(IRQIssueIRQHandler, tick)
{
	r->mr[0] = seL4_ARM_KernelTimerIRQ;
}

BREAK(IRQIssueIRQHandler, dest_occupied)
{
	occupy_dest(r, 1);
}

SETUP(ARMIRQIssueIRQHandlerTrigger)
{
	set_up_issue(r, 2);
}

BREAK(ARMIRQIssueIRQHandlerTrigger, irq)
{
	r->mr[0] = IRQ_MAX + 1;
}

BREAK(ARMIRQIssueIRQHandlerTrigger, active)
{
	use_irq(r);
}

BREAK(ARMIRQIssueIRQHandlerTrigger, tick)
{
	r->mr[0] = seL4_ARM_KernelTimerIRQ;
}

BREAK(ARMIRQIssueIRQHandlerTrigger, dest_occupied)
{
	occupy_dest(r, 2);
}

SETUP(ARMIRQIssueSGISignal)
{
	set_up_issue(r, 2);
	r->mr[0] = 3;
}

BREAK(ARMIRQIssueSGISignal, irq)
{
	r->mr[0] = seL4_ARM_SGIMax + 1;
}

BREAK(ARMIRQIssueSGISignal, target)
{
	r->mr[1] = seL4_ARM_SGITargetMax + 1;
}

BREAK(ARMIRQIssueSGISignal, dest_occupied)
{
	occupy_dest(r, 2);
}
