/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Copies, badges and revocation: ABI sheet 4, 6.3, 6.4, 6.5. */
#include "kernel_test.h"

enum { EP = 100, COPY, BADGED, BADGED_COPY, OTHER, OTHER_COPY, FREE = 120 };

/** Original, a copy of it, a badged one and its copy, another badge and its copy. */
static void make_family(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, EP, 1));
	OK(world_copy(COPY, EP, ALL_RIGHTS));
	OK(world_mint(BADGED, EP, ALL_RIGHTS, 7));
	OK(world_copy(BADGED_COPY, BADGED, ALL_RIGHTS));
	OK(world_mint(OTHER, EP, ALL_RIGHTS, 8));
	OK(world_copy(OTHER_COPY, OTHER, ALL_RIGHTS));
}

static void check_present(u64 slot, bool present)
{
	CHECK_EQ(type_at(slot) == CAP_ENDPOINT, present);
}

static void revoking_the_original_takes_all(void)
{
	make_family();
	OK(world_revoke(EP));
	check_present(EP, true);
	for (u64 slot = COPY; slot <= OTHER_COPY; slot++)
		check_present(slot, false);
}

/* New entries come directly behind their source: the later copy stands before the earlier one. */

static void revoking_a_copy_takes_nothing(void)
{
	make_family();
	OK(world_copy(FREE, EP, ALL_RIGHTS));
	OK(world_revoke(FREE));
	OK(world_copy(FREE + 1, BADGED, ALL_RIGHTS));
	OK(world_revoke(FREE + 1));
	for (u64 slot = EP; slot <= OTHER_COPY; slot++)
		check_present(slot, true);
}

static void revoking_a_badge_takes_its_copies(void)
{
	make_family();
	OK(world_revoke(BADGED));
	check_present(BADGED, true);
	check_present(BADGED_COPY, false);
	check_present(OTHER, true);
	check_present(OTHER_COPY, true);
	check_present(COPY, true);
}

/** Two families with the same badge, next to each other: EP, OTHER, BADGED, BADGED_COPY. */
static void make_twins(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, EP, 1));
	OK(world_mint(BADGED, EP, ALL_RIGHTS, 7));
	OK(world_copy(BADGED_COPY, BADGED, ALL_RIGHTS));
	OK(world_mint(OTHER, EP, ALL_RIGHTS, 7));
}

static void same_badge_minted_twice_is_two_families(void)
{
	make_twins();
	OK(world_revoke(OTHER));
	check_present(BADGED, true);
	check_present(BADGED_COPY, true);
	OK(world_revoke(BADGED));
	check_present(BADGED_COPY, false);
	check_present(OTHER, true);
}

static void a_copy_outlives_the_badged_original(void)
{
	make_twins();
	OK(world_delete(BADGED)); /* now the copy is the first with its badge */
	OK(world_revoke(OTHER));
	check_present(BADGED_COPY, true);
	OK(world_revoke(EP));
	check_present(BADGED_COPY, false);
}

static void badges(void)
{
	make_family();
	CHECK_EQ(cap_badge(world_slot(BADGED)->cap), 7);
	CHECK_EQ(cap_badge(world_slot(BADGED_COPY)->cap), 7);
	CHECK_EQ(world_mint(FREE, BADGED, ALL_RIGHTS, 9), seL4_IllegalOperation);
	CHECK_EQ(world_mint(FREE, BADGED, ALL_RIGHTS, 0), seL4_IllegalOperation);
	OK(world_mint(FREE, EP, ALL_RIGHTS, 0));
	CHECK_EQ(cap_badge(world_slot(FREE)->cap), 0);
	OK(world_mint(FREE + 1, EP, ALL_RIGHTS, ~0ull));
	CHECK_EQ(cap_badge(world_slot(FREE + 1)->cap), ~0ull);
	CHECK_EQ(world_mutate(FREE + 2, EP, 0), seL4_IllegalOperation);
}

static void rights_only_shrink(void)
{
	make_family();
	OK(world_copy(FREE, EP, seL4_RightWrite | seL4_RightGrantReply));
	CHECK_EQ(cap_rights(world_slot(FREE)->cap), seL4_RightWrite | seL4_RightGrantReply);
	OK(world_copy(FREE + 1, FREE, ~0ull));
	CHECK_EQ(cap_rights(world_slot(FREE + 1)->cap), seL4_RightWrite | seL4_RightGrantReply);
	OK(world_copy(FREE + 2, EP, 0));
	CHECK_EQ(cap_rights(world_slot(FREE + 2)->cap), 0);
	OK(world_copy(FREE + 3, EP, ~15ull));
	CHECK_EQ(cap_rights(world_slot(FREE + 3)->cap), 0);
	OK(world_retype(UNTYPED_64K, seL4_NotificationObject, 0, FREE + 4, 1));
	OK(world_copy(FREE + 5, FREE + 4, ALL_RIGHTS));
	CHECK_EQ(cap_rights(world_slot(FREE + 5)->cap) & 3, 3);
	OK(world_copy(FREE + 6, FREE + 4, seL4_RightRead));
	CHECK_EQ(cap_rights(world_slot(FREE + 6)->cap) & 3, seL4_RightRead);
}

static void order_of_copy_checks(void)
{
	make_family();
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeCopy, W(ROOT_CNODE), W(COPY, 64, 300)), seL4_TruncatedMessage,
		    NONE);
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeCopy, NONE, W(COPY, 64, 300, 64, 0)), seL4_TruncatedMessage,
		    NONE);
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeCopy, W(ROOT_CNODE), W(COPY, 64, 300, 64)), seL4_DeleteFirst,
		    NONE);
	CHECK_EQ(world_call(ROOT_CNODE, CNodeCopy, W(ROOT_CNODE), W(FREE, 64, 300, 64)).label,
		 seL4_FailedLookup);
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeCopy, W(ROOT_CNODE), W(FREE, 64, FREE, 64)),
		    seL4_FailedLookup, W(1, seL4_MissingCapability, 64));
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeCopy, W(ROOT_CNODE), W(FREE, 64, EP, 64)),
		    seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeMint, W(ROOT_CNODE), W(FREE, 64, EP, 64, 0)),
		    seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeMutate, W(ROOT_CNODE), W(FREE, 64, EP, 64)),
		    seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeMove, W(ROOT_CNODE), W(FREE, 64, EP)), seL4_TruncatedMessage,
		    NONE);
	CHECK_REPLY(world_call(ROOT_CNODE, UntypedRetype, NONE, NONE), seL4_IllegalOperation, NONE);
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeSaveCaller + 1, NONE, NONE), seL4_IllegalOperation, NONE);
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeRevoke, NONE, W(1)), seL4_TruncatedMessage, NONE);
}

static void what_cannot_be_copied(void)
{
	start();
	CHECK_EQ(world_copy(FREE, ROOT_IRQ_CONTROL, ALL_RIGHTS), seL4_IllegalOperation);
	OK(world_move(FREE, ROOT_IRQ_CONTROL));
	OK(world_move(ROOT_IRQ_CONTROL, FREE));
	OK(world_copy(FREE, ROOT_DOMAIN, ALL_RIGHTS));
	OK(world_copy(FREE + 1, ROOT_ASID_CONTROL, ALL_RIGHTS));
	OK(world_copy(FREE + 2, ROOT_VSPACE, ALL_RIGHTS));
	OK(world_retype(UNTYPED_64K, seL4_X64_PML4Object, 0, FREE + 3, 1));
	CHECK_EQ(world_copy(FREE + 4, FREE + 3, ALL_RIGHTS), seL4_IllegalOperation);
	OK(world_retype(UNTYPED_64K, seL4_X86_PageTableObject, 0, FREE + 5, 1));
	CHECK_EQ(world_copy(FREE + 4, FREE + 5, ALL_RIGHTS), seL4_IllegalOperation);
	OK(world_move(FREE + 4, FREE + 5));
}

static void cnode_guards(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_CapTableObject, 4, FREE, 1));
	OK(world_mint(FREE + 1, FREE, ALL_RIGHTS, 0xfff << 6 | 8));
	CHECK_EQ(cap_cnode_guard(world_slot(FREE + 1)->cap), 0xff); /* only as many bits as the guard has */
	CHECK_EQ(cap_cnode_guard_bits(world_slot(FREE + 1)->cap), 8);
	OK(world_mint(FREE + 2, FREE, ALL_RIGHTS, 60));
	CHECK_EQ(world_mint(FREE + 3, FREE, ALL_RIGHTS, 61), seL4_IllegalOperation);
	OK(world_mutate(FREE + 3, FREE + 2, 1 << 6 | 1));
	CHECK_EQ(cap_cnode_guard(world_slot(FREE + 3)->cap), 1);
	CHECK_EQ(world_mutate(FREE + 2, FREE + 3, 61), seL4_IllegalOperation);
	OK(world_copy(FREE + 4, FREE + 3, 0)); /* rights mean nothing here */
	CHECK_EQ(cap_cnode_guard_bits(world_slot(FREE + 4)->cap), 1);
}

static void moving_keeps_the_place(void)
{
	make_family();
	OK(world_move(FREE, EP));
	check_present(EP, false);
	OK(world_revoke(FREE));
	check_present(FREE, true);
	check_present(BADGED, false);
	check_present(COPY, false);
}

static void revoking_untyped_takes_what_was_made_of_it(void)
{
	make_family();
	OK(world_retype(UNTYPED_64K, seL4_UntypedObject, 12, FREE, 2));
	OK(world_retype(FREE, seL4_EndpointObject, 0, FREE + 2, 2));
	OK(world_copy(FREE + 4, FREE + 2, ALL_RIGHTS));
	OK(world_revoke(FREE));
	check_present(FREE + 2, false);
	check_present(FREE + 4, false);
	check_present(EP, true);
	OK(world_revoke(UNTYPED_64K));
	check_present(EP, false);
	CHECK_EQ(type_at(FREE), CAP_NULL);
	CHECK_EQ(type_at(UNTYPED_64K), CAP_UNTYPED);
}

static void copies_of_untyped(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_UntypedObject, 12, FREE, 1));
	OK(world_copy(FREE + 1, FREE, ALL_RIGHTS));
	CHECK_EQ(world_copy(FREE + 2, FREE, ALL_RIGHTS), seL4_RevokeFirst);
	/* the source is full as long as the copy is there, the copy is not */
	CHECK_REPLY(
		world_call(FREE, UntypedRetype, W(ROOT_CNODE), W(seL4_EndpointObject, 0, 0, 0, FREE + 2, 1)),
		seL4_NotEnoughMemory, W(0));
	OK(world_retype(FREE + 1, seL4_EndpointObject, 0, FREE + 2, 1));
	OK(world_retype(FREE + 1, seL4_EndpointObject, 0, FREE + 3, 1));
	CHECK(world_object(FREE + 2) != world_object(FREE + 3));
	OK(world_revoke(FREE + 1));
	CHECK_EQ(type_at(FREE + 2), CAP_NULL);
	OK(world_retype(FREE + 1, seL4_EndpointObject, 0, FREE + 2, 1));
	OK(world_revoke(FREE));
	CHECK_EQ(type_at(FREE + 1), CAP_NULL);
	CHECK_EQ(type_at(FREE + 2), CAP_NULL);
	OK(world_retype(FREE, seL4_EndpointObject, 0, FREE + 2, 1));
}

static void rotating(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_CapTableObject, 4, FREE, 2));
	/* pivot FREE + 1 to FREE + 2 with MR2's data, source FREE to FREE + 1 with MR5's */
	OK(world_call(ROOT_CNODE, CNodeRotate, W(ROOT_CNODE, ROOT_CNODE),
		      W(FREE + 2, 64, 3, FREE + 1, 64, 5, FREE, 64))
		   .label);
	CHECK_EQ(type_at(FREE), CAP_NULL);
	CHECK_EQ(cap_cnode_guard_bits(world_slot(FREE + 1)->cap), 5);
	CHECK_EQ(cap_cnode_guard_bits(world_slot(FREE + 2)->cap), 3);
	/* source and destination the same slot: a swap; the two are neighbours in the tree */
	OK(world_call(ROOT_CNODE, CNodeRotate, W(ROOT_CNODE, ROOT_CNODE),
		      W(FREE + 1, 64, 7, FREE + 2, 64, 9, FREE + 1, 64))
		   .label);
	CHECK_EQ(cap_cnode_guard_bits(world_slot(FREE + 1)->cap), 7);
	CHECK_EQ(cap_cnode_guard_bits(world_slot(FREE + 2)->cap), 9);
}

static u64 rotate(u64 dest, u64 pivot_data, u64 pivot, u64 source_data, u64 source)
{
	return world_call(ROOT_CNODE, CNodeRotate, W(ROOT_CNODE, ROOT_CNODE),
			  W(dest, 64, pivot_data, pivot, 64, source_data, source, 64))
		.label;
}

static void order_of_rotate_checks(void)
{
	const u64 a = FREE, b = FREE + 1, ep = FREE + 2, empty = FREE + 3;

	start();
	OK(world_retype(UNTYPED_64K, seL4_CapTableObject, 4, a, 2));
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, ep, 1));
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeRotate, W(ROOT_CNODE), W(empty, 64, 0, a, 64, 0, b, 64)),
		    seL4_TruncatedMessage, NONE);
	CHECK_EQ(rotate(empty, 0, a, 0, a), seL4_IllegalOperation);
	CHECK_EQ(rotate(a, 0, a, 0, b), seL4_IllegalOperation);
	CHECK_EQ(rotate(ep, 0, a, 0, b), seL4_DeleteFirst);
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeRotate, W(ROOT_CNODE, ROOT_CNODE),
			       W(empty, 64, 0, a, 64, 0, FREE + 4, 64)),
		    seL4_FailedLookup, W(1, seL4_MissingCapability, 64));
	CHECK_REPLY(world_call(ROOT_CNODE, CNodeRotate, W(ROOT_CNODE, ROOT_CNODE),
			       W(empty, 64, 0, FREE + 4, 64, 0, a, 64)),
		    seL4_FailedLookup, W(0, seL4_MissingCapability, 64));
	CHECK_EQ(rotate(empty, 0, a, 0, ep), seL4_IllegalOperation);
	CHECK_EQ(rotate(empty, 0, ep, 0, a), seL4_IllegalOperation);
	CHECK_EQ(rotate(empty, 61, a, 0, b), seL4_IllegalOperation);
}

static void saving_a_caller(void)
{
	struct tcb *client;

	make_family();
	OK(world_call(ROOT_CNODE, CNodeSaveCaller, NONE, W(FREE, 64)).label); /* none: nothing happens */
	CHECK_EQ(type_at(FREE), CAP_NULL);
	CHECK_EQ(world_call(ROOT_CNODE, CNodeSaveCaller, NONE, W(EP, 64)).label, seL4_DeleteFirst);

	client = world_thread(FREE + 10, 255);
	CHECK(world_run(client));
	world_message(5, NONE, NONE);
	world_trap(seL4_SysCall, EP);
	world_syscall(seL4_SysRecv, EP);
	OK(world_call(ROOT_CNODE, CNodeSaveCaller, NONE, W(FREE, 64)).label);
	CHECK_EQ(type_at(FREE), CAP_REPLY);
	CHECK_EQ(world_copy(FREE + 1, FREE, ALL_RIGHTS), seL4_IllegalOperation);
	OK(world_move(FREE + 1, FREE));
	CHECK(client->reply_slot == world_slot(FREE + 1));
	OK(world_call(FREE + 1, 0, NONE, NONE).label);
	CHECK_EQ(type_at(FREE + 1), CAP_NULL);
	CHECK_EQ(client->state, THREAD_RUNNING);
}

static void frames_lose_their_mapping(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_X86_PDPTObject, 0, FREE, 1));
	OK(world_retype(UNTYPED_64K, seL4_X86_PageDirectoryObject, 0, FREE + 1, 1));
	OK(world_retype(UNTYPED_64K, seL4_X86_PageTableObject, 0, FREE + 2, 1));
	OK(world_retype(UNTYPED_64K, seL4_X86_4K, 0, FREE + 3, 1));
	OK(world_call(FREE, X86PDPTMap, W(ROOT_VSPACE), W(0x400000, 0)).label);
	OK(world_call(FREE + 1, X86PageDirectoryMap, W(ROOT_VSPACE), W(0x400000, 0)).label);
	OK(world_call(FREE + 2, X86PageTableMap, W(ROOT_VSPACE), W(0x400000, 0)).label);
	OK(world_call(FREE + 3, X86PageMap, W(ROOT_VSPACE), W(0x400000, 3, 0)).label);
	OK(world_copy(FREE + 4, FREE + 3, ALL_RIGHTS));
	CHECK(world_slot(FREE + 3)->cap.w1 != 0);
	CHECK_EQ(world_slot(FREE + 4)->cap.w1, 0);
	OK(world_move(FREE + 5, FREE + 3));
	CHECK(world_slot(FREE + 5)->cap.w1 != 0);
	OK(world_copy(FREE + 6, FREE + 2, ALL_RIGHTS)); /* a mapped table can be copied */
	CHECK_EQ(world_call(FREE + 2, X86PageTableUnmap, NONE, NONE).label, seL4_RevokeFirst);
	OK(world_delete(FREE + 6));
	OK(world_call(FREE + 2, X86PageTableUnmap, NONE, NONE).label);
}

TAP_MAIN(TAP(revoking_the_original_takes_all), TAP(revoking_a_copy_takes_nothing),
	 TAP(revoking_a_badge_takes_its_copies), TAP(same_badge_minted_twice_is_two_families),
	 TAP(a_copy_outlives_the_badged_original), TAP(badges), TAP(rights_only_shrink),
	 TAP(order_of_copy_checks), TAP(what_cannot_be_copied), TAP(cnode_guards),
	 TAP(moving_keeps_the_place), TAP(revoking_untyped_takes_what_was_made_of_it), TAP(copies_of_untyped),
	 TAP(rotating), TAP(order_of_rotate_checks), TAP(saving_a_caller), TAP(frames_lose_their_mapping))
