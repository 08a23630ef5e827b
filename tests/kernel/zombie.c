/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Deletion of objects that hold capabilities (sheet section 6.7). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { RADIX = 4 };

/* Move the capability in slot @cap of the root CNode to slot @index of @cnode. */
static void move_into(seL4_CPtr cnode, seL4_Word index, seL4_CPtr cap)
{
	REQUIRE(seL4_CNode_Move(cnode, index, RADIX, seL4_CapInitThreadCNode, cap, ROOT_DEPTH) ==
		seL4_NoError);
}

static void copy_into(seL4_CPtr cnode, seL4_Word index, seL4_CPtr cap)
{
	REQUIRE(seL4_CNode_Copy(cnode, index, RADIX, seL4_CapInitThreadCNode, cap, ROOT_DEPTH,
				seL4_AllRights) == seL4_NoError);
}

/* 1 once the memory of everything made from @untyped is free again. */
static int is_childless(seL4_CPtr untyped)
{
	seL4_CPtr slot = slot_new();
	seL4_Error error = slot_copy(slot, untyped);

	slot_delete(slot);
	return error == seL4_NoError;
}

static seL4_CPtr cnode_from(seL4_CPtr untyped)
{
	seL4_CPtr slot = slot_new();

	REQUIRE(seL4_Untyped_Retype(untyped, seL4_CapTableObject, RADIX, seL4_CapInitThreadCNode, 0, 0, slot,
				    1) == seL4_NoError);
	return slot;
}

static void test_contents_go(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr untyped = make_untyped(12);
	seL4_CPtr cnode = cnode_from(untyped);

	copy_into(cnode, 0, endpoint);
	copy_into(cnode, 15, endpoint);
	CHECK_EQ(slot_delete(cnode), seL4_NoError);
	CHECK(slot_is_empty(cnode));
	CHECK(is_childless(untyped));
	CHECK(!slot_is_empty(endpoint));
}

static void test_copy_keeps_contents(void)
{
	seL4_CPtr cnode = make_cnode(RADIX);
	seL4_CPtr copy = copy_of(cnode, seL4_AllRights);

	copy_into(cnode, 4, make_endpoint());
	CHECK_EQ(slot_delete(cnode), seL4_NoError);
	CHECK_EQ(seL4_CNode_Move(copy, 5, RADIX, copy, 4, RADIX), seL4_NoError);
}

/* The only capability to a CNode lies in the CNode itself. */
static void test_self_reference(void)
{
	seL4_CPtr untyped = make_untyped(12);
	seL4_CPtr cnode = cnode_from(untyped);

	copy_into(cnode, 7, cnode);
	copy_into(cnode, 9, make_endpoint());
	CHECK_EQ(slot_delete(cnode), seL4_NoError);
	CHECK(slot_is_empty(cnode));
	CHECK(!is_childless(untyped)); /* it lives on, out of reach */
	CHECK_EQ(slot_revoke(untyped), seL4_NoError);
	CHECK(is_childless(untyped));
}

static void test_cycle(void)
{
	seL4_CPtr untyped = make_untyped(12);
	seL4_CPtr a = cnode_from(untyped), b = cnode_from(untyped);

	copy_into(a, 1, b);
	copy_into(b, 1, a);
	CHECK_EQ(slot_delete(a), seL4_NoError);
	CHECK_EQ(slot_delete(b), seL4_NoError);
	CHECK_EQ(slot_revoke(untyped), seL4_NoError);
	CHECK(is_childless(untyped));
}

/* A chain of CNodes, each holding the only capability to the next. */
static void test_chain(void)
{
	enum { LENGTH = 8 };
	seL4_CPtr untyped = make_untyped(14);
	seL4_CPtr head = cnode_from(untyped);

	for (unsigned i = 1; i < LENGTH; i++) {
		seL4_CPtr outer = cnode_from(untyped);

		copy_into(outer, 2, make_endpoint());
		move_into(outer, 1, head);
		head = outer;
	}
	CHECK_EQ(slot_delete(head), seL4_NoError);
	CHECK(is_childless(untyped));
}

/* The chain's head goes by revocation, which must empty all of it as well. */
static void test_chain_revoked(void)
{
	seL4_CPtr untyped = make_untyped(14);
	seL4_CPtr inner = cnode_from(untyped), outer = cnode_from(untyped);

	move_into(outer, 1, inner);
	copy_into(outer, 2, outer);
	CHECK_EQ(slot_revoke(untyped), seL4_NoError);
	CHECK(slot_is_empty(outer));
	CHECK(is_childless(untyped));
}

static void test_many_slots(void)
{
	enum { LARGE = 10 };
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr cnode = make_cnode(LARGE);

	for (seL4_Word i = 0; i < 1 << LARGE; i++)
		REQUIRE(seL4_CNode_Copy(cnode, i, LARGE, seL4_CapInitThreadCNode, endpoint, ROOT_DEPTH,
					seL4_AllRights) == seL4_NoError);
	CHECK_EQ(slot_delete(cnode), seL4_NoError);
	/* no copy is left: the endpoint's capability is the last one */
	CHECK_EQ(slot_delete(endpoint), seL4_NoError);
}

static void do_nothing(void *arg)
{
	(void)arg;
}

/* A TCB's CSpace slot may hold the last capability to a CNode. */
static void test_thread_with_last_cspace(void)
{
	seL4_CPtr untyped = make_untyped(12);
	seL4_CPtr cnode = cnode_from(untyped);
	struct thread *thread = thread_new(50, do_nothing, (void *)0);

	REQUIRE(seL4_TCB_SetSpace(thread->tcb, 0, cnode, 0, seL4_CapInitThreadVSpace, 0) == seL4_NoError);
	copy_into(cnode, 3, thread->tcb);
	copy_into(cnode, 4, cnode);
	CHECK_EQ(slot_delete(cnode), seL4_NoError);
	CHECK(!is_childless(untyped));
	CHECK_EQ(slot_revoke(thread->tcb), seL4_NoError);
	CHECK_EQ(slot_delete(thread->tcb), seL4_NoError);
	CHECK_EQ(slot_revoke(untyped), seL4_NoError);
	CHECK(is_childless(untyped));
}

/** What a thread does that deletes its own TCB. */
struct suicide {
	seL4_CPtr tcb;
	volatile int survived;
};

static void commit_suicide(void *arg)
{
	struct suicide *suicide = arg;

	slot_delete(suicide->tcb);
	suicide->survived = 1;
}

static void test_suicide(void)
{
	struct suicide suicide = { 0 };
	struct thread *thread = thread_new(TEST_PRIORITY + 1, commit_suicide, &suicide);

	suicide.tcb = thread->tcb;
	thread_resume(thread);
	CHECK_EQ(suicide.survived, 0);
	CHECK(slot_is_empty(thread->tcb));
}

static void spin(void *arg)
{
	(void)arg;
	for (;;)
		;
}

static void test_delete_running_thread(void)
{
	struct thread *thread = thread_start(TEST_PRIORITY, spin, (void *)0);

	seL4_Yield();
	CHECK_EQ(slot_delete(thread->tcb), seL4_NoError);
	seL4_Yield();
	CHECK(slot_is_empty(thread->tcb));
}

static const struct test tests[] = {
	{ "a CNode's contents go with its last capability", test_contents_go },
	{ "and stay as long as there is another", test_copy_keeps_contents },
	{ "a CNode that holds itself", test_self_reference },
	{ "two CNodes that hold each other", test_cycle },
	{ "a chain of CNodes", test_chain },
	{ "a chain of CNodes, revoked", test_chain_revoked },
	{ "a CNode with a thousand capabilities", test_many_slots },
	{ "a TCB with the last capability to its CSpace", test_thread_with_last_cspace },
	{ "a thread that deletes itself", test_suicide },
	{ "a running thread that is deleted", test_delete_running_thread },
};

const struct test_group zombie_tests = TEST_GROUP("zombies", tests);
