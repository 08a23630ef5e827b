/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"
#include "suite/env.h"
#include "table/table.h"

/* Interrupt sources that nothing on the machine drives. */
enum { VECTOR = 60, PIN = 20 };

enum { VECTOR_WORD = 6 };

static seL4_CPtr make_handler(seL4_Word vector)
{
	seL4_CPtr slot = slot_new();

	REQUIRE(seL4_IRQControl_GetMSI(seL4_CapIRQControl, seL4_CapInitThreadCNode, slot, ROOT_DEPTH, 0, 0, 0,
				       0, vector) == seL4_NoError);
	return slot;
}

SETUP(IRQIssueIRQHandler)
{
	r->service = seL4_CapIRQControl;
	r->length = 3;
	r->mr[0] = PIN;
	r->mr[1] = slot_new();
	r->mr[2] = ROOT_DEPTH;
	r->num_caps = 1;
	r->caps[0] = seL4_CapInitThreadCNode;
}

/* GetIOAPIC and GetMSI: slot, four words that say the source, vector. */
static void set_up_source(struct request *r)
{
	r->service = seL4_CapIRQControl;
	r->length = 7;
	r->mr[0] = slot_new();
	r->mr[1] = ROOT_DEPTH;
	r->mr[VECTOR_WORD] = VECTOR;
	r->num_caps = 1;
	r->caps[0] = seL4_CapInitThreadCNode;
}

static void occupy_dest(struct request *r)
{
	r->caps[0] = seL4_CapInitThreadCNode;
	r->mr[0] = make_endpoint();
	r->mr[1] = ROOT_DEPTH;
}

static void use_vector(struct request *r)
{
	make_handler(VECTOR);
	r->mr[VECTOR_WORD] = VECTOR;
	r->lasting = 1;
}

SETUP(X86IRQIssueIRQHandlerIOAPIC)
{
	set_up_source(r);
	r->mr[3] = PIN;
}

BREAK(X86IRQIssueIRQHandlerIOAPIC, vector)
{
	r->mr[VECTOR_WORD] = VECTOR_MAX + 1;
}

BREAK(X86IRQIssueIRQHandlerIOAPIC, active)
{
	use_vector(r);
}

BREAK(X86IRQIssueIRQHandlerIOAPIC, dest_occupied)
{
	occupy_dest(r);
}

BREAK(X86IRQIssueIRQHandlerIOAPIC, ioapic)
{
	r->mr[2] = 1;
}

BREAK(X86IRQIssueIRQHandlerIOAPIC, pin)
{
	r->mr[3] = 24;
}

BREAK(X86IRQIssueIRQHandlerIOAPIC, level)
{
	r->mr[4] = 2;
}

BREAK(X86IRQIssueIRQHandlerIOAPIC, polarity)
{
	r->mr[5] = 2;
}

SETUP(X86IRQIssueIRQHandlerMSI)
{
	set_up_source(r);
}

BREAK(X86IRQIssueIRQHandlerMSI, vector)
{
	r->mr[VECTOR_WORD] = VECTOR_MAX + 1;
}

BREAK(X86IRQIssueIRQHandlerMSI, active)
{
	use_vector(r);
}

BREAK(X86IRQIssueIRQHandlerMSI, dest_occupied)
{
	occupy_dest(r);
}

BREAK(X86IRQIssueIRQHandlerMSI, bus)
{
	r->mr[2] = 256;
}

BREAK(X86IRQIssueIRQHandlerMSI, device)
{
	r->mr[3] = 32;
}

BREAK(X86IRQIssueIRQHandlerMSI, function)
{
	r->mr[4] = 8;
}
