/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"
#include "suite/env.h"
#include "suite/vspace.h"
#include "table/table.h"

enum { ASIDS_PER_POOL = 1 << seL4_ASIDPoolIndexBits, NUM_POOLS = 1 << seL4_NumASIDPoolsBits };

static seL4_Error make_pool(seL4_CPtr *pool)
{
	*pool = slot_new();
	return arch_asid_pool_make(seL4_CapASIDControl, make_untyped(seL4_ASIDPoolBits),
				   seL4_CapInitThreadCNode, *pool, ROOT_DEPTH);
}

SETUP(ASIDControlMakePool)
{
	r->service = seL4_CapASIDControl;
	r->length = 2;
	r->mr[0] = slot_new();
	r->mr[1] = ROOT_DEPTH;
	r->num_caps = 2;
	r->caps[0] = make_untyped(seL4_ASIDPoolBits);
	r->caps[1] = seL4_CapInitThreadCNode;
}

BREAK(ASIDControlMakePool, no_free_pool)
{
	seL4_CPtr pool;
	int made = 0;

	while (made < NUM_POOLS && make_pool(&pool) == seL4_NoError)
		made++;
	REQUIRE(made < NUM_POOLS);
	r->lasting = 1;
}

BREAK(ASIDControlMakePool, untyped_kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(ASIDControlMakePool, untyped_size)
{
	r->caps[0] = make_untyped(seL4_ASIDPoolBits + 1);
}

BREAK(ASIDControlMakePool, untyped_device)
{
	seL4_CPtr slot = slot_new();
	seL4_CPtr device;

	REQUIRE(device_untyped(seL4_ASIDPoolBits, &device));
	REQUIRE(seL4_Untyped_Retype(device, seL4_UntypedObject, seL4_ASIDPoolBits, seL4_CapInitThreadCNode, 0,
				    0, slot, 1) == seL4_NoError);
	r->caps[0] = slot;
}

BREAK(ASIDControlMakePool, untyped_children)
{
	r->caps[0] = make_parent_untyped();
}

BREAK(ASIDControlMakePool, dest_occupied)
{
	r->caps[1] = seL4_CapInitThreadCNode;
	r->mr[0] = make_endpoint();
	r->mr[1] = ROOT_DEPTH;
}

SETUP(ASIDPoolAssign)
{
	REQUIRE(make_pool(&r->service) == seL4_NoError);
	r->num_caps = 1;
	r->caps[0] = vspace_unassigned();
}

BREAK(ASIDPoolAssign, kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(ASIDPoolAssign, assigned)
{
	r->caps[0] = vspace_new();
}

BREAK(ASIDPoolAssign, full)
{
	seL4_CPtr vspace = vspace_unassigned();
	int assigned = 0;

	while (assigned <= ASIDS_PER_POOL && arch_asid_assign(r->service, vspace) == seL4_NoError) {
		assigned++;
		vspace = vspace_unassigned();
	}
	REQUIRE(assigned <= ASIDS_PER_POOL);
	r->caps[0] = vspace;
	r->lasting = 1;
}
