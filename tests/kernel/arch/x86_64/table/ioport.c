/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"
#include "suite/env.h"
#include "table/table.h"

/* Eight ports that no device answers on. */
enum { FIRST = 0xe00, LAST = 0xe07 };

static seL4_CPtr issue(seL4_Word first, seL4_Word last)
{
	seL4_CPtr slot = slot_new();

	REQUIRE(seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, first, last, seL4_CapInitThreadCNode,
					     slot, ROOT_DEPTH) == seL4_NoError);
	return slot;
}

SETUP(X86IOPortControlIssue)
{
	r->service = seL4_CapIOPortControl;
	r->length = 4;
	r->mr[0] = FIRST;
	r->mr[1] = LAST;
	r->mr[2] = slot_new();
	r->mr[3] = ROOT_DEPTH;
	r->num_caps = 1;
	r->caps[0] = seL4_CapInitThreadCNode;
}

BREAK(X86IOPortControlIssue, order)
{
	r->mr[0] = LAST;
	r->mr[1] = LAST - 1;
}

BREAK(X86IOPortControlIssue, issued)
{
	issue(LAST, LAST + 1);
	r->lasting = 1;
}

BREAK(X86IOPortControlIssue, dest_occupied)
{
	r->caps[0] = seL4_CapInitThreadCNode;
	r->mr[2] = make_endpoint();
	r->mr[3] = ROOT_DEPTH;
}

/* In and Out, in three widths: one word to read, two to write. */
static void set_up_access(struct request *r, seL4_Word words)
{
	r->service = issue(FIRST, LAST);
	r->length = words;
	r->mr[0] = FIRST;
}

/* The last port at which an access of @bytes reaches one port too far. */
static void aim_above(struct request *r, seL4_Word bytes)
{
	r->mr[0] = LAST + 2 - bytes;
}

SETUP(X86IOPortIn8)
{
	set_up_access(r, 1);
}

BREAK(X86IOPortIn8, below)
{
	r->mr[0] = FIRST - 1;
}

BREAK(X86IOPortIn8, above)
{
	aim_above(r, 1);
}

SETUP(X86IOPortIn16)
{
	set_up_access(r, 1);
}

BREAK(X86IOPortIn16, below)
{
	r->mr[0] = FIRST - 1;
}

BREAK(X86IOPortIn16, above)
{
	aim_above(r, 2);
}

SETUP(X86IOPortIn32)
{
	set_up_access(r, 1);
}

BREAK(X86IOPortIn32, below)
{
	r->mr[0] = FIRST - 1;
}

BREAK(X86IOPortIn32, above)
{
	aim_above(r, 4);
}

SETUP(X86IOPortOut8)
{
	set_up_access(r, 2);
}

BREAK(X86IOPortOut8, below)
{
	r->mr[0] = FIRST - 1;
}

BREAK(X86IOPortOut8, above)
{
	aim_above(r, 1);
}

SETUP(X86IOPortOut16)
{
	set_up_access(r, 2);
}

BREAK(X86IOPortOut16, below)
{
	r->mr[0] = FIRST - 1;
}

BREAK(X86IOPortOut16, above)
{
	aim_above(r, 2);
}

SETUP(X86IOPortOut32)
{
	set_up_access(r, 2);
}

BREAK(X86IOPortOut32, below)
{
	r->mr[0] = FIRST - 1;
}

BREAK(X86IOPortOut32, above)
{
	aim_above(r, 4);
}
