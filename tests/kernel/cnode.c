/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* CNode operations and the resolution of CPtrs (sheet sections 3, 4, 6.5). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { RADIX = 4 };

/* Mint into slot @index of a guard-free CNode. */
static seL4_Error put(seL4_CPtr cnode, seL4_Word index, seL4_CPtr cap, seL4_Word data)
{
	return seL4_CNode_Mint(cnode, index, RADIX, seL4_CapInitThreadCNode, cap, ROOT_DEPTH, seL4_AllRights,
			       data);
}

static seL4_Word poll(seL4_CPtr cap)
{
	seL4_Word badge;

	seL4_Poll(cap, &badge);
	return badge;
}

static void test_mint_sets_badge(void)
{
	seL4_CPtr notification = make_notification();

	seL4_Signal(badged(notification, 0x8000000000000001ul));
	CHECK_EQ(poll(notification), 0x8000000000000001ul);
}

static void test_mint_badge_zero(void)
{
	seL4_CPtr notification = make_notification();
	seL4_CPtr copy = badged(notification, 0);

	/* still unbadged: a badge can be given */
	seL4_Signal(badged(copy, 6));
	CHECK_EQ(poll(notification), 6);
}

static void test_badge_is_final(void)
{
	seL4_CPtr cap = badged(make_endpoint(), 77);
	seL4_CPtr slot = slot_new();

	for (seL4_Word badge = 0; badge < 2; badge++)
		CHECK_EQ(seL4_CNode_Mint(seL4_CapInitThreadCNode, slot, ROOT_DEPTH, seL4_CapInitThreadCNode,
					 cap, ROOT_DEPTH, seL4_AllRights, badge),
			 seL4_IllegalOperation);
	CHECK_EQ(seL4_CNode_Mutate(seL4_CapInitThreadCNode, slot, ROOT_DEPTH, seL4_CapInitThreadCNode, cap,
				   ROOT_DEPTH, 0),
		 seL4_IllegalOperation);
	CHECK(slot_is_empty(slot));
	CHECK(!slot_is_empty(cap));
}

/* Rights only shrink. */
static void test_rights_shrink(void)
{
	seL4_CPtr notification = make_notification();
	seL4_CPtr weak = copy_of(notification, seL4_NoWrite);
	seL4_CPtr again = copy_of(weak, seL4_AllRights);
	seL4_MessageInfo_t info = seL4_Call(again, seL4_MessageInfo_new(0, 0, 0, 0));

	CHECK_EQ(seL4_MessageInfo_get_label(info), seL4_InvalidCapability);
}

static void test_rights_word_ignores_high_bits(void)
{
	seL4_CPtr notification = make_notification();
	seL4_CapRights_t rights = { { ~0xful } };
	seL4_CPtr none = copy_of(notification, rights);
	seL4_MessageInfo_t info = seL4_Call(none, seL4_MessageInfo_new(0, 0, 0, 0));

	CHECK_EQ(seL4_MessageInfo_get_label(info), seL4_InvalidCapability);
}

static void test_move_keeps_all(void)
{
	seL4_CPtr notification = make_notification();
	seL4_CPtr cap = badged(notification, 3);
	seL4_CPtr slot = slot_new();

	CHECK_EQ(slot_move(slot, cap), seL4_NoError);
	CHECK(slot_is_empty(cap));
	seL4_Signal(slot);
	CHECK_EQ(poll(notification), 3);
}

static void test_move_irq_control(void)
{
	seL4_CPtr slot = slot_new();

	CHECK_EQ(slot_copy(slot, seL4_CapIRQControl), seL4_IllegalOperation);
	CHECK_EQ(slot_move(slot, seL4_CapIRQControl), seL4_NoError);
	CHECK_EQ(slot_move(seL4_CapIRQControl, slot), seL4_NoError);
}

static void test_mutate_sets_guard(void)
{
	seL4_CPtr cnode = make_cnode(RADIX);
	seL4_CPtr guarded = slot_new();
	seL4_CPtr notification = make_notification();

	REQUIRE(put(cnode, 5, notification, 9) == seL4_NoError);
	CHECK_EQ(seL4_CNode_Mutate(seL4_CapInitThreadCNode, guarded, ROOT_DEPTH, seL4_CapInitThreadCNode,
				   cnode, ROOT_DEPTH, seL4_CNode_CapData_new(0x2b, 6).words[0]),
		 seL4_NoError);
	CHECK(slot_is_empty(cnode));
	CHECK_EQ(seL4_CNode_Delete(guarded, 0x2b << RADIX | 5, RADIX + 6), seL4_NoError);
	CHECK_EQ(seL4_CNode_Delete(guarded, 0x2a << RADIX | 5, RADIX + 6), seL4_FailedLookup);
	CHECK_EQ(seL4_GetMR(1), seL4_GuardMismatch);
	CHECK_EQ(seL4_GetMR(2), RADIX + 6);
	CHECK_EQ(seL4_GetMR(3), 0x2b);
	CHECK_EQ(seL4_GetMR(4), 6);
}

/* Only the low guard-size bits of the guard are kept. */
static void test_guard_is_cut(void)
{
	seL4_CPtr cnode =
		minted(make_cnode(RADIX), seL4_AllRights, seL4_CNode_CapData_new(0xff5, 4).words[0]);

	CHECK_EQ(seL4_CNode_Delete(cnode, 5 << RADIX, RADIX + 4), seL4_NoError);
}

/* The widest guard: 64 bits in all; one more makes no capability. */
static void test_widest_guard(void)
{
	seL4_CPtr cnode = make_cnode(RADIX);
	seL4_CPtr wide =
		minted(cnode, seL4_AllRights, seL4_CNode_CapData_new(1, seL4_WordBits - RADIX).words[0]);

	CHECK_EQ(seL4_CNode_Delete(wide, 1 << RADIX, seL4_WordBits), seL4_NoError);
	CHECK_EQ(seL4_CNode_Mint(seL4_CapInitThreadCNode, slot_new(), ROOT_DEPTH, seL4_CapInitThreadCNode,
				 cnode, ROOT_DEPTH, seL4_AllRights,
				 seL4_CNode_CapData_new(1, seL4_WordBits - RADIX + 1).words[0]),
		 seL4_IllegalOperation);
}

static void test_rotate(void)
{
	seL4_CPtr dest = slot_new();
	seL4_CPtr pivot = make_cnode(RADIX), source = make_cnode(RADIX + 1);

	CHECK_EQ(seL4_CNode_Rotate(seL4_CapInitThreadCNode, dest, ROOT_DEPTH,
				   seL4_CNode_CapData_new(1, 2).words[0], seL4_CapInitThreadCNode, pivot,
				   ROOT_DEPTH, seL4_CNode_CapData_new(2, 3).words[0], seL4_CapInitThreadCNode,
				   source, ROOT_DEPTH),
		 seL4_NoError);
	CHECK(slot_is_empty(source));
	/* the pivot went to dest with the first data, the source to pivot with the second */
	CHECK_EQ(seL4_CNode_Delete(dest, 1 << RADIX, RADIX + 2), seL4_NoError);
	CHECK_EQ(seL4_CNode_Delete(pivot, 2 << (RADIX + 1), RADIX + 1 + 3), seL4_NoError);
}

static void test_rotate_swaps(void)
{
	seL4_CPtr pivot = make_cnode(RADIX), source = make_cnode(RADIX + 1);

	CHECK_EQ(seL4_CNode_Rotate(seL4_CapInitThreadCNode, source, ROOT_DEPTH, 0, seL4_CapInitThreadCNode,
				   pivot, ROOT_DEPTH, 0, seL4_CapInitThreadCNode, source, ROOT_DEPTH),
		 seL4_NoError);
	CHECK_EQ(seL4_CNode_Delete(source, 0, RADIX), seL4_NoError);
	CHECK_EQ(seL4_CNode_Delete(pivot, 0, RADIX + 1), seL4_NoError);
	/* lengths now belong to the other slot */
	CHECK_EQ(seL4_CNode_Delete(pivot, 0, RADIX), seL4_FailedLookup);
}

static void test_delete_and_revoke_null(void)
{
	CHECK_EQ(slot_delete(slot_new()), seL4_NoError);
	CHECK_EQ(slot_revoke(slot_new()), seL4_NoError);
}

/* A two-level CSpace: the first node's slot 3 holds a guarded second node. */
static seL4_CPtr make_two_levels(seL4_CPtr leaf)
{
	seL4_CPtr first = make_cnode(RADIX), second = make_cnode(RADIX);

	REQUIRE(put(second, 7, leaf, 0) == seL4_NoError);
	REQUIRE(put(first, 3, second, seL4_CNode_CapData_new(0x1c, 8).words[0]) == seL4_NoError);
	return first;
}

static void test_two_levels(void)
{
	seL4_CPtr root = make_two_levels(make_endpoint());
	const seL4_Word path = 3 << 12 | 0x1c << 4 | 7;

	CHECK_EQ(seL4_CNode_Revoke(root, path, 16), seL4_NoError);
	CHECK_EQ(seL4_CNode_Revoke(root, path ^ 0x10, 16), seL4_FailedLookup);
	CHECK_EQ(seL4_GetMR(1), seL4_GuardMismatch);
	CHECK_EQ(seL4_GetMR(2), 12);
	CHECK_EQ(seL4_GetMR(3), 0x1c);
	CHECK_EQ(seL4_GetMR(4), 8);
	CHECK_EQ(seL4_CNode_Revoke(root, path >> 2, 14), seL4_FailedLookup);
	CHECK_EQ(seL4_GetMR(1), seL4_DepthMismatch);
	CHECK_EQ(seL4_GetMR(2), 10);
	CHECK_EQ(seL4_GetMR(3), 12);
	/* stopping at the first level names the second node's slot */
	CHECK_EQ(seL4_CNode_Revoke(root, 3, RADIX), seL4_NoError);
}

static void test_left_over_bits(void)
{
	seL4_CPtr root = make_two_levels(make_endpoint());

	/* beyond the endpoint: two bits remain */
	CHECK_EQ(seL4_CNode_Revoke(root, (3 << 12 | 0x1c << 4 | 7) << 2, 18), seL4_FailedLookup);
	CHECK_EQ(seL4_GetMR(1), seL4_DepthMismatch);
	CHECK_EQ(seL4_GetMR(2), 2);
	CHECK_EQ(seL4_GetMR(3), 0);
}

/** A helper with a CSpace of its own, which signals a CPtr and then lives in user mode. */
static void signal_and_spin(void *arg)
{
	seL4_NBSend((seL4_CPtr)arg, seL4_MessageInfo_new(0, 0, 0, 0));
	for (;;)
		;
}

/* Let a helper of lower priority signal @cptr in its CSpace @root. @return the badge seen */
static seL4_Word badge_signalled(seL4_CPtr root, seL4_Word data, seL4_CPtr cptr, seL4_CPtr notification)
{
	struct thread *thread = thread_new(TEST_PRIORITY, signal_and_spin, (void *)cptr);

	REQUIRE(seL4_TCB_SetSpace(thread->tcb, 0, root, data, seL4_CapInitThreadVSpace, 0) == seL4_NoError);
	thread_resume(thread);
	seL4_Yield();
	seL4_Yield();
	thread_suspend(thread);
	return poll(notification);
}

static void test_syscall_resolution(void)
{
	seL4_CPtr notification = make_notification();
	seL4_CPtr first = make_cnode(RADIX), second = make_cnode(RADIX);
	const seL4_Word path = 3ul << 60 | 0x1cul << 52 | 7ul << 48;

	REQUIRE(put(second, 7, notification, 6) == seL4_NoError);
	REQUIRE(put(first, 3, second, seL4_CNode_CapData_new(0x1c, 8).words[0]) == seL4_NoError);
	REQUIRE(put(first, 4, notification, 5) == seL4_NoError);
	CHECK_EQ(badge_signalled(first, 0, path, notification), 6);
	/* bits left over are ignored, whatever they are */
	CHECK_EQ(badge_signalled(first, 0, path | 0xabcdef, notification), 6);
	CHECK_EQ(badge_signalled(first, 0, 4ul << 60 | 0x123, notification), 5);
	/* an empty slot, another guard */
	CHECK_EQ(badge_signalled(first, 0, 5ul << 60, notification), 0);
	CHECK_EQ(badge_signalled(first, 0, path ^ 1ul << 52, notification), 0);
}

/* The guard given with a thread's CSpace is the thread's copy's alone. */
static void test_cspace_data(void)
{
	seL4_CPtr notification = make_notification();
	seL4_CPtr cnode = make_cnode(RADIX);
	seL4_CNode_CapData_t guard = seL4_CNode_CapData_new(0, seL4_WordBits - RADIX);

	REQUIRE(put(cnode, 9, notification, 4) == seL4_NoError);
	CHECK_EQ(badge_signalled(cnode, guard.words[0], 9, notification), 4);
	CHECK_EQ(badge_signalled(cnode, guard.words[0], 9 | 1 << RADIX, notification), 0);
	CHECK_EQ(seL4_CNode_Delete(cnode, 9, RADIX), seL4_NoError);
}

static const struct test tests[] = {
	{ "Mint sets a 64-bit badge", test_mint_sets_badge },
	{ "Mint with badge 0 leaves a capability unbadged", test_mint_badge_zero },
	{ "a badge cannot be changed", test_badge_is_final },
	{ "rights only shrink", test_rights_shrink },
	{ "bits above the four rights are ignored", test_rights_word_ignores_high_bits },
	{ "Move keeps badge and rights", test_move_keeps_all },
	{ "IRQControl can be moved, not copied", test_move_irq_control },
	{ "Mutate sets a guard", test_mutate_sets_guard },
	{ "a guard is cut to its size", test_guard_is_cut },
	{ "the widest guard", test_widest_guard },
	{ "Rotate moves two capabilities with new guards", test_rotate },
	{ "Rotate swaps two slots", test_rotate_swaps },
	{ "Delete and Revoke of an empty slot", test_delete_and_revoke_null },
	{ "two levels of CNodes", test_two_levels },
	{ "bits left over behind the last node", test_left_over_bits },
	{ "system calls ignore left-over bits", test_syscall_resolution },
	{ "a thread's CSpace gets a guard of its own", test_cspace_data },
};

const struct test_group cnode_tests = TEST_GROUP("cnode", tests);
