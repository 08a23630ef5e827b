/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"
#include "suite/env.h"
#include "table/table.h"

/* Message words of Untyped_Retype. */
enum { TYPE, SIZE_BITS, NODE_INDEX, NODE_DEPTH, NODE_OFFSET, NUM_OBJECTS };

enum { UNTYPED_BITS = 12, NODE_RADIX = 4, OFFSET = 14 };

/* Objects: the destination CNode, and the untyped's size in bits. */
enum { NODE, BITS };

SETUP(UntypedRetype)
{
	r->service = make_untyped(UNTYPED_BITS);
	r->object[NODE] = make_cnode(NODE_RADIX);
	r->object[BITS] = UNTYPED_BITS;
	r->length = 6;
	r->mr[TYPE] = seL4_EndpointObject;
	r->mr[NODE_INDEX] = r->object[NODE];
	r->mr[NODE_DEPTH] = ROOT_DEPTH;
	r->mr[NODE_OFFSET] = OFFSET;
	r->mr[NUM_OBJECTS] = 2;
	r->num_caps = 1;
	r->caps[0] = seL4_CapInitThreadCNode;
}

BREAK(UntypedRetype, type)
{
	r->mr[TYPE] = seL4_ObjectTypeCount;
}

BREAK(UntypedRetype, size_word)
{
	r->mr[SIZE_BITS] = seL4_WordBits;
}

BREAK(UntypedRetype, size_object)
{
	r->mr[TYPE] = seL4_CapTableObject;
	r->mr[SIZE_BITS] = seL4_MaxUntypedBits + 1 - seL4_SlotBits;
}

BREAK(UntypedRetype, cnode_without_slots)
{
	r->mr[TYPE] = seL4_CapTableObject;
	r->mr[SIZE_BITS] = 0;
}

BREAK(UntypedRetype, untyped_too_small)
{
	r->mr[TYPE] = seL4_UntypedObject;
	r->mr[SIZE_BITS] = seL4_MinUntypedBits - 1;
}

BREAK(UntypedRetype, node_is_no_cnode)
{
	r->caps[0] = seL4_CapInitThreadCNode;
	r->mr[NODE_INDEX] = seL4_CapInitThreadTCB;
	r->mr[NODE_DEPTH] = ROOT_DEPTH;
}

BREAK(UntypedRetype, cap_is_no_cnode)
{
	r->caps[0] = seL4_CapInitThreadTCB;
	r->mr[NODE_DEPTH] = 0;
}

BREAK(UntypedRetype, offset)
{
	r->mr[NODE_OFFSET] = 1 << NODE_RADIX;
}

BREAK(UntypedRetype, no_objects)
{
	r->mr[NUM_OBJECTS] = 0;
}

BREAK(UntypedRetype, too_many_objects)
{
	r->mr[NUM_OBJECTS] = seL4_UntypedRetypeMaxObjects + 1;
}

BREAK(UntypedRetype, window)
{
	r->mr[NUM_OBJECTS] = 3;
}

static void occupy(struct request *r, seL4_Word slot)
{
	seL4_CNode_Copy(r->object[NODE], slot, NODE_RADIX, seL4_CapInitThreadCNode, make_endpoint(),
			ROOT_DEPTH, seL4_AllRights);
	r->lasting = 1;
}

BREAK(UntypedRetype, first_slot_occupied)
{
	occupy(r, OFFSET);
}

BREAK(UntypedRetype, last_slot_occupied)
{
	occupy(r, OFFSET + 1);
}

/* The largest object there may be. */
BREAK(UntypedRetype, memory)
{
	r->mr[TYPE] = seL4_CapTableObject;
	r->mr[SIZE_BITS] = seL4_MaxUntypedBits - seL4_SlotBits;
	r->dyn[0] = 1ul << r->object[BITS];
}

BREAK(UntypedRetype, device)
{
	const seL4_UntypedDesc *desc = device_untyped(UNTYPED_BITS, &r->service);

	REQUIRE(desc);
	r->object[BITS] = desc->sizeBits;
}
