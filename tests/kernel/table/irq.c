/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"
#include "suite/env.h"
#include "table/table.h"

static seL4_CPtr make_handler(void)
{
	seL4_CPtr slot = slot_new();

	REQUIRE(arch_irq_handler(1, slot) == seL4_NoError);
	return slot;
}

SETUP(IRQAckIRQ)
{
	r->service = make_handler();
}

SETUP(IRQSetIRQHandler)
{
	r->service = make_handler();
	r->num_caps = 1;
	r->caps[0] = make_notification();
}

BREAK(IRQSetIRQHandler, kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(IRQSetIRQHandler, send_right)
{
	r->caps[0] = copy_of(make_notification(), seL4_NoWrite);
}

SETUP(IRQClearIRQHandler)
{
	r->service = make_handler();
}
