/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "table/lookup.h"

#include "suite/env.h"

static void set_root(struct request *r, struct slot_name name, seL4_CPtr root)
{
	if (name.root == ROOT_IS_SERVICE)
		r->service = root;
	else
		r->caps[name.root] = root;
}

/* A bad depth shows only where the root is a CNode. */
static void set_depth(struct request *r, struct slot_name name, seL4_Word depth)
{
	if (name.root != ROOT_IS_SERVICE)
		r->caps[name.root] = seL4_CapInitThreadCNode;
	r->mr[name.mr + 1] = depth;
}

static void set_slot(struct request *r, struct slot_name name, seL4_Word index, seL4_Word depth)
{
	r->mr[name.mr] = index;
	r->mr[name.mr + 1] = depth;
}

seL4_CPtr make_guarded_cnode(void)
{
	seL4_CNode_CapData_t guard = seL4_CNode_CapData_new(GUARD, GUARD_BITS);

	return minted(make_cnode(GUARDED_RADIX), seL4_AllRights, guard.words[0]);
}

void lookup_break_root(struct request *r, struct slot_name name)
{
	set_root(r, name, make_endpoint());
	r->mr[name.mr + 1] = seL4_WordBits;
}

void lookup_break_depth_zero(struct request *r, struct slot_name name)
{
	set_depth(r, name, 0);
}

void lookup_break_depth_big(struct request *r, struct slot_name name)
{
	set_depth(r, name, seL4_WordBits + 1);
}

void lookup_break_guard(struct request *r, struct slot_name name)
{
	set_root(r, name, make_guarded_cnode());
	set_slot(r, name, (seL4_Word)(GUARD ^ 0xff) << GUARDED_RADIX, seL4_WordBits);
}

/* Two bits fewer than guard and radix need. */
void lookup_break_short(struct request *r, struct slot_name name)
{
	set_root(r, name, make_guarded_cnode());
	set_slot(r, name, GUARD << 2 | 1, seL4_WordBits - 2);
}

/* The walk ends at a slot that is no CNode, with bits to spare. */
void lookup_break_left_over(struct request *r, struct slot_name name)
{
	set_root(r, name, make_cnode(GUARDED_RADIX));
	set_slot(r, name, 0, seL4_WordBits);
}
