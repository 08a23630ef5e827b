/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"
#include "suite/env.h"
#include "table/table.h"

/*
 * The invoked CNode has sixteen slots: TARGET holds an endpoint, DEST is empty.
 * Sources and pivots are slots of the root CNode.
 */
enum {
	RADIX = 4,
	TARGET = 1,
	DEST = 2,
	SPARE = 3,      /* and all above */
	BAD_GUARD = 63, /* guard bits that no CNode has room for */
};

enum { NODE, ENDPOINT, NEXT_SPARE }; /* objects */

static void put(struct request *r, seL4_Word slot, seL4_CPtr cap, seL4_CapRights_t rights)
{
	REQUIRE(seL4_CNode_Copy(r->object[NODE], slot, RADIX, seL4_CapInitThreadCNode, cap, ROOT_DEPTH,
				rights) == seL4_NoError);
}

static void set_up(struct request *r, seL4_Word slot, seL4_Word words)
{
	r->service = r->object[NODE] = make_cnode(RADIX);
	r->object[ENDPOINT] = make_endpoint();
	put(r, TARGET, r->object[ENDPOINT], seL4_AllRights);
	r->length = words;
	r->mr[0] = slot;
	r->mr[1] = RADIX;
}

static void occupy_dest(struct request *r)
{
	put(r, DEST, r->object[ENDPOINT], seL4_AllRights);
	r->lasting = 1;
}

SETUP(CNodeRevoke)
{
	set_up(r, TARGET, 2);
}

SETUP(CNodeDelete)
{
	set_up(r, TARGET, 2);
}

SETUP(CNodeSaveCaller)
{
	set_up(r, DEST, 2);
}

BREAK(CNodeSaveCaller, dest_occupied)
{
	occupy_dest(r);
}

SETUP(CNodeCancelBadgedSends)
{
	set_up(r, TARGET, 2);
}

static void aim_at_spare(struct request *r, seL4_CPtr cap, seL4_CapRights_t rights)
{
	seL4_Word slot = SPARE + r->object[NEXT_SPARE]++;

	r->service = r->object[NODE];
	put(r, slot, cap, rights);
	r->mr[0] = slot;
	r->mr[1] = RADIX;
}

BREAK(CNodeCancelBadgedSends, kind)
{
	aim_at_spare(r, make_notification(), seL4_AllRights);
}

BREAK(CNodeCancelBadgedSends, without_write)
{
	aim_at_spare(r, r->object[ENDPOINT], seL4_CapRights_new(1, 1, 1, 0));
}

BREAK(CNodeCancelBadgedSends, without_read)
{
	aim_at_spare(r, r->object[ENDPOINT], seL4_CapRights_new(1, 1, 0, 1));
}

BREAK(CNodeCancelBadgedSends, without_grant)
{
	aim_at_spare(r, r->object[ENDPOINT], seL4_CapRights_new(1, 0, 1, 1));
}

BREAK(CNodeCancelBadgedSends, without_grant_reply)
{
	aim_at_spare(r, r->object[ENDPOINT], seL4_CapRights_new(0, 1, 1, 1));
}

/* Copy, Mint, Move and Mutate name their source alike. */
static void set_source(struct request *r, seL4_CPtr source)
{
	r->num_caps = 1;
	r->caps[0] = seL4_CapInitThreadCNode;
	r->mr[2] = source;
	r->mr[3] = ROOT_DEPTH;
}

SETUP(CNodeCopy)
{
	set_up(r, DEST, 5);
	set_source(r, r->object[ENDPOINT]);
	r->mr[4] = seL4_RightsMask;
}

BREAK(CNodeCopy, dest_occupied)
{
	occupy_dest(r);
}

BREAK(CNodeCopy, src_empty)
{
	set_source(r, slot_new());
}

BREAK(CNodeCopy, derive)
{
	set_source(r, make_parent_untyped());
}

BREAK(CNodeCopy, derives_to_null)
{
	set_source(r, seL4_CapIRQControl);
}

SETUP(CNodeMint)
{
	set_up(r, DEST, 6);
	set_source(r, r->object[ENDPOINT]);
	r->mr[4] = seL4_RightsMask;
	r->mr[5] = 7;
}

BREAK(CNodeMint, dest_occupied)
{
	occupy_dest(r);
}

BREAK(CNodeMint, src_empty)
{
	set_source(r, slot_new());
}

BREAK(CNodeMint, derive)
{
	set_source(r, make_parent_untyped());
}

BREAK(CNodeMint, badged_already)
{
	set_source(r, badged(r->object[ENDPOINT], 1));
	r->mr[5] = 0;
}

BREAK(CNodeMint, cnode_data)
{
	set_source(r, make_cnode(RADIX));
	r->mr[5] = BAD_GUARD;
}

BREAK(CNodeMint, derives_to_null)
{
	set_source(r, seL4_CapIRQControl);
}

SETUP(CNodeMove)
{
	set_up(r, DEST, 4);
	set_source(r, make_notification());
}

BREAK(CNodeMove, dest_occupied)
{
	occupy_dest(r);
}

BREAK(CNodeMove, src_empty)
{
	set_source(r, slot_new());
}

SETUP(CNodeMutate)
{
	set_up(r, DEST, 5);
	set_source(r, make_cnode(RADIX));
	r->mr[4] = seL4_CNode_CapData_new(1, 8).words[0];
}

BREAK(CNodeMutate, dest_occupied)
{
	occupy_dest(r);
}

BREAK(CNodeMutate, src_empty)
{
	set_source(r, slot_new());
}

BREAK(CNodeMutate, endpoint)
{
	set_source(r, make_endpoint());
}

BREAK(CNodeMutate, notification)
{
	set_source(r, make_notification());
}

BREAK(CNodeMutate, cnode_data)
{
	set_source(r, make_cnode(RADIX));
	r->mr[4] = BAD_GUARD;
}

/* Rotate: words 2 and 5 are the new data of pivot and source, 3 and 6 their slots. */
static void set_rotated(struct request *r, unsigned cap, unsigned word, seL4_CPtr slot)
{
	r->caps[cap] = seL4_CapInitThreadCNode;
	r->mr[word] = slot;
	r->mr[word + 1] = ROOT_DEPTH;
}

static void set_pivot(struct request *r, seL4_CPtr slot)
{
	set_rotated(r, 0, 3, slot);
}

static void set_rotate_source(struct request *r, seL4_CPtr slot)
{
	set_rotated(r, 1, 6, slot);
}

SETUP(CNodeRotate)
{
	set_up(r, DEST, 8);
	r->num_caps = 2;
	set_pivot(r, make_cnode(RADIX));
	set_rotate_source(r, make_cnode(RADIX));
}

BREAK(CNodeRotate, pivot_is_src)
{
	r->caps[0] = r->caps[1];
	r->mr[3] = r->mr[6];
	r->mr[4] = r->mr[7];
}

BREAK(CNodeRotate, pivot_is_dest)
{
	r->caps[0] = r->object[NODE];
	r->mr[3] = DEST;
	r->mr[4] = RADIX;
}

BREAK(CNodeRotate, dest_occupied)
{
	occupy_dest(r);
}

BREAK(CNodeRotate, src_empty)
{
	set_rotate_source(r, slot_new());
}

BREAK(CNodeRotate, pivot_empty)
{
	set_pivot(r, slot_new());
}

BREAK(CNodeRotate, src_data)
{
	set_rotate_source(r, make_cnode(RADIX));
	r->mr[5] = BAD_GUARD;
}

BREAK(CNodeRotate, src_endpoint)
{
	set_rotate_source(r, make_endpoint());
}

BREAK(CNodeRotate, pivot_data)
{
	set_pivot(r, make_cnode(RADIX));
	r->mr[2] = BAD_GUARD;
}

BREAK(CNodeRotate, pivot_endpoint)
{
	set_pivot(r, make_endpoint());
}
