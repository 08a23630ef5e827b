/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "sgi.h"

#include "api/lookup.h"
#include "cap_arch.h"
#include "gic.h"

enum {
	/* message words of ARM_IRQControl_IssueSGISignal */
	SGI_ISSUE_IRQ = 0,
	SGI_ISSUE_TARGET,
	SGI_ISSUE_INDEX,
	SGI_ISSUE_DEPTH,
	SGI_ISSUE_LENGTH,
};

struct result sgi_issue(const struct invocation *inv)
{
	struct lookup dest;
	u64 irq, target;

	if (inv->length < SGI_ISSUE_LENGTH || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	irq = invocation_word(inv, SGI_ISSUE_IRQ);
	target = invocation_word(inv, SGI_ISSUE_TARGET);
	if (irq > seL4_ARM_SGIMax)
		return result_range(0, seL4_ARM_SGIMax);
	if (target > seL4_ARM_SGITargetMax)
		return result_invalid_argument(1);
	dest = lookup_empty_slot(inv->extra[0]->cap, invocation_word(inv, SGI_ISSUE_INDEX),
				 invocation_word(inv, SGI_ISSUE_DEPTH));
	if (!result_is_ok(dest.result))
		return dest.result;

	slot_insert_derived(dest.slot, cap_sgi(irq, target), inv->slot);
	return result_ok();
}

struct result sgi_invoke(const struct invocation *inv)
{
	gic_send_sgi(cap_sgi_irq(inv->cap), cap_sgi_target(inv->cap));
	return result_ok();
}
