/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From CPtrs to slots: manual 3.3, ABI sheet 3. */
#include "api/lookup.h"

#include "kernel_test.h"

enum { NODE = 100, EP = 101, INNER_RADIX = 4 };

/** A CNode of 16 slots in slot NODE whose slot 5 holds an endpoint; guard @guard_bits bits of @guard. */
static void make_node(u64 guard, u64 guard_bits)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_CapTableObject, INNER_RADIX, NODE + 10, 1));
	OK(world_mint(NODE, NODE + 10, ALL_RIGHTS, guard << 6 | guard_bits));
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, EP, 1));
	OK(world_call(NODE + 10, CNodeCopy, W(ROOT_CNODE), W(5, INNER_RADIX, EP, 64, ALL_RIGHTS)).label);
}

static struct cap node(void)
{
	return world_slot(NODE)->cap;
}

static void check_failure(struct lookup lookup, struct result want)
{
	CHECK_EQ(lookup.result.status, want.status);
	CHECK_EQ(lookup.result.arg, want.arg);
}

static void root_must_be_a_cnode(void)
{
	start();
	check_failure(lookup_bits(world_slot(ROOT_TCB)->cap, 0, 64), result_invalid_root());
	check_failure(lookup_bits(cap_null(), 0, 64), result_invalid_root());
}

static void one_level(void)
{
	struct lookup lookup;

	make_node(0, 60);
	lookup = lookup_bits(node(), 5, 64);
	CHECK(result_is_ok(lookup.result));
	CHECK_EQ(lookup.bits_left, 0);
	CHECK_EQ(cap_type(lookup.slot->cap), CAP_ENDPOINT);
}

static void guard_mismatch(void)
{
	make_node(0xab, 8);
	/* the guard is compared with the upper bits of those to resolve */
	CHECK(result_is_ok(lookup_bits(node(), 0xab5, 12).result));
	check_failure(lookup_bits(node(), 0xaa5, 12), result_lookup(seL4_GuardMismatch, 12, 8, 0xab));
	/* more guard bits than are left */
	check_failure(lookup_bits(node(), 0xab, 7), result_lookup(seL4_GuardMismatch, 7, 8, 0xab));
}

static void depth_mismatch(void)
{
	make_node(0xab, 8);
	check_failure(lookup_bits(node(), 0xab, 8), result_lookup(seL4_DepthMismatch, 8, 12, 0));
	check_failure(lookup_bits(node(), 0x557, 11), result_lookup(seL4_GuardMismatch, 11, 8, 0xab));
	check_failure(lookup_bits(node(), 0xab << 3 | 2, 11), result_lookup(seL4_DepthMismatch, 11, 12, 0));
}

static void stops_at_what_is_no_cnode(void)
{
	struct lookup lookup;

	make_node(0, 0);
	lookup = lookup_bits(node(), 5ull << 60, 64);
	CHECK(result_is_ok(lookup.result));
	CHECK_EQ(lookup.bits_left, 60);
	lookup = lookup_bits(node(), 6ull << 60, 64); /* an empty slot stops it as well */
	CHECK(result_is_ok(lookup.result));
	CHECK_EQ(lookup.bits_left, 60);
	CHECK(slot_is_empty(lookup.slot));
}

static void two_levels(void)
{
	struct lookup lookup;

	make_node(0, 0);
	OK(world_call(NODE + 10, CNodeMint, W(ROOT_CNODE),
		      W(7, INNER_RADIX, NODE, 64, ALL_RIGHTS, 2 << 6 | 3))
		   .label);
	lookup = lookup_bits(node(), 0x7 << 7 | 2 << 4 | 5, 11);
	CHECK(result_is_ok(lookup.result));
	CHECK_EQ(lookup.bits_left, 0);
	CHECK_EQ(cap_type(lookup.slot->cap), CAP_ENDPOINT);
	check_failure(lookup_bits(node(), 0x7 << 7 | 3 << 4 | 5, 11),
		      result_lookup(seL4_GuardMismatch, 7, 3, 2));
	check_failure(lookup_bits(node(), 0x7 << 6 | 2 << 3 | 5, 10),
		      result_lookup(seL4_DepthMismatch, 6, 7, 0));
}

static void slots_of_operations(void)
{
	struct lookup lookup;

	make_node(0, 0);
	check_failure(lookup_slot(world_slot(EP)->cap, 5, 65), result_invalid_root());
	check_failure(lookup_slot(node(), 5, 0), result_range(1, 64));
	check_failure(lookup_slot(node(), 5, 65), result_range(1, 64));
	CHECK(result_is_ok(lookup_slot(node(), 5, 4).result));
	/* bits left over: the depth does not fit, and nothing was found with it */
	check_failure(lookup_slot(node(), 5 << 2, 6), result_lookup(seL4_DepthMismatch, 2, 0, 0));
	check_failure(lookup_source_slot(node(), 5 << 2, 6),
		      result_from_source(result_lookup(seL4_DepthMismatch, 2, 0, 0)));
	check_failure(lookup_empty_slot(node(), 5, 4), result_error(seL4_DeleteFirst));
	lookup = lookup_empty_slot(node(), 6, 4);
	CHECK(result_is_ok(lookup.result) && slot_is_empty(lookup.slot));
}

static void operations_report_failures(void)
{
	start();
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeDelete, NONE, W(1 << RADIX, 64)), seL4_FailedLookup,
		    W(0, seL4_GuardMismatch, 64, 0, 64 - RADIX));
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeCopy, W(ROOT_CNODE), W(200, 64, 200, 10, ALL_RIGHTS)),
		    seL4_FailedLookup, W(1, seL4_GuardMismatch, 10, 0, 64 - RADIX));
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeCopy, W(ROOT_CNODE), W(200, 64, 0, 63, ALL_RIGHTS)),
		    seL4_FailedLookup, W(1, seL4_DepthMismatch, 63, 64));
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeCopy, W(ROOT_TCB), W(200, 64, 1, 64, ALL_RIGHTS)),
		    seL4_FailedLookup, W(1, seL4_InvalidRoot));
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeCopy, W(ROOT_CNODE), W(200, 64, 201, 64, ALL_RIGHTS)),
		    seL4_FailedLookup, W(1, seL4_MissingCapability, 64));
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeCopy, W(ROOT_CNODE), W(200, 64, 201, 0, ALL_RIGHTS)),
		    seL4_RangeError, W(1, 64));
}

static void fourth_word_of_an_error_needs_a_buffer(void)
{
	start();
	OK(world_call(ROOT_TCB, TCBSetIPCBuffer, W(ROOT_BUFFER), W(0)).label);
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeDelete, NONE, W(1 << RADIX, 64)), seL4_FailedLookup,
		    W(0, seL4_GuardMismatch, 64, 0));
}

TAP_MAIN(TAP(root_must_be_a_cnode), TAP(one_level), TAP(guard_mismatch), TAP(depth_mismatch),
	 TAP(stops_at_what_is_no_cnode), TAP(two_levels), TAP(slots_of_operations),
	 TAP(operations_report_failures), TAP(fourth_word_of_an_error_needs_a_buffer))
