/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Capabilities in messages (sheet section 7.2). */
#include "groups.h"
#include "suite/check.h"
#include "suite/driver.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { HIGHER = TEST_PRIORITY + 10 };

/** A message with capabilities that a helper sends or calls with. */
struct parcel {
	seL4_CPtr endpoint;
	seL4_CPtr caps[seL4_MsgMaxExtraCaps];
	seL4_Word num_caps;
	volatile int returned;
};

static void fill(const struct parcel *parcel)
{
	for (int i = 0; i < seL4_MsgMaxExtraCaps; i++)
		seL4_SetCap(i, parcel->caps[i]);
}

static void send_parcel(void *arg)
{
	struct parcel *parcel = arg;

	fill(parcel);
	seL4_Send(parcel->endpoint, seL4_MessageInfo_new(0, 0, parcel->num_caps, 0));
	parcel->returned++;
}

static void call_parcel(void *arg)
{
	struct parcel *parcel = arg;

	fill(parcel);
	seL4_Call(parcel->endpoint, seL4_MessageInfo_new(0, 0, parcel->num_caps, 0));
	parcel->returned++;
}

/* Let a helper send @parcel to @endpoint and receive it with @slot as receive slot. */
static seL4_MessageInfo_t receive_parcel(struct parcel *parcel, seL4_CPtr endpoint, seL4_CPtr slot)
{
	thread_start(HIGHER, send_parcel, parcel);
	seL4_SetCapReceivePath(seL4_CapInitThreadCNode, slot, ROOT_DEPTH);
	return seL4_Recv(endpoint, (void *)0);
}

static void check_caps(seL4_MessageInfo_t info, seL4_Word extra, seL4_Word unwrapped)
{
	CHECK_EQ(seL4_MessageInfo_get_extraCaps(info), extra);
	CHECK_EQ(seL4_MessageInfo_get_capsUnwrapped(info), unwrapped);
}

/* 1 if signalling @a is seen at @b. */
static int same_notification(seL4_CPtr a, seL4_CPtr b)
{
	seL4_Word badge = 0;

	seL4_Signal(a);
	seL4_Poll(b, &badge);
	return badge != 0;
}

static void test_one_cap(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = { endpoint, { badged(notification, 4) }, 1, 0 };

	check_caps(receive_parcel(&parcel, endpoint, slot), 1, 0);
	CHECK(same_notification(slot, notification));
}

static void test_receiver_waits(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = { endpoint, { badged(notification, 4) }, 1, 0 };

	seL4_SetCapReceivePath(seL4_CapInitThreadCNode, slot, ROOT_DEPTH);
	thread_start(TEST_PRIORITY - 1, send_parcel, &parcel);
	check_caps(seL4_Recv(endpoint, (void *)0), 1, 0);
	CHECK(same_notification(slot, notification));
}

static void test_rights_are_kept(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = { endpoint, { copy_of(notification, seL4_NoWrite) }, 1, 0 };
	seL4_MessageInfo_t info;

	check_caps(receive_parcel(&parcel, endpoint, slot), 1, 0);
	info = seL4_Call(slot, seL4_MessageInfo_new(0, 0, 0, 0));
	CHECK_EQ(seL4_MessageInfo_get_label(info), seL4_InvalidCapability);
}

static void test_unwrap(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct parcel parcel = { endpoint, { badged(endpoint, 0x99) }, 1, 0 };
	seL4_CPtr slot = slot_new();

	check_caps(receive_parcel(&parcel, endpoint, slot), 1, 1);
	CHECK_EQ(seL4_GetBadge(0), 0x99);
	CHECK(slot_is_empty(slot));
}

static void test_unwrap_three(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct parcel parcel = {
		badged(endpoint, 5), { badged(endpoint, 1), endpoint, badged(endpoint, 3) }, 3, 0
	};

	check_caps(receive_parcel(&parcel, endpoint, slot_new()), 3, 7);
	CHECK_EQ(seL4_GetBadge(0), 1);
	CHECK_EQ(seL4_GetBadge(1), 0);
	CHECK_EQ(seL4_GetBadge(2), 3);
}

static void test_unwrap_around_one_cap(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = {
		endpoint, { badged(endpoint, 1), badged(notification, 2), badged(endpoint, 3) }, 3, 0
	};

	check_caps(receive_parcel(&parcel, endpoint, slot), 3, 5);
	CHECK_EQ(seL4_GetBadge(0), 1);
	CHECK_EQ(seL4_GetBadge(2), 3);
	CHECK(same_notification(slot, notification));
}

/* There is one receive slot: the second capability stops the transfer. */
static void test_second_cap_stops(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct parcel parcel = {
		endpoint, { make_notification(), make_notification(), badged(endpoint, 3) }, 3, 0
	};

	check_caps(receive_parcel(&parcel, endpoint, slot_new()), 1, 0);
}

static void test_without_grant(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = { copy_of(endpoint, seL4_CapRights_new(1, 0, 1, 1)),
				 { badged(endpoint, 3), make_notification() },
				 2,
				 0 };

	check_caps(receive_parcel(&parcel, endpoint, slot), 0, 0);
	CHECK(slot_is_empty(slot));
}

static void test_occupied_slot(void)
{
	seL4_CPtr endpoint = make_endpoint();
	struct parcel parcel = { endpoint, { make_notification() }, 1, 0 };

	check_caps(receive_parcel(&parcel, endpoint, make_endpoint()), 0, 0);
}

static void test_bad_receive_paths(void)
{
	static const struct {
		seL4_CPtr cnode;
		seL4_Word index_add, depth;
	} paths[] = {
		{ 0, 0, seL4_WordBits },                               /* a null capability */
		{ seL4_CapInitThreadTCB, 0, seL4_WordBits },           /* no CNode */
		{ seL4_CapInitThreadCNode, 0, 0 },                     /* depth */
		{ seL4_CapInitThreadCNode, 0, 65 },                    /* depth */
		{ seL4_CapInitThreadCNode, 1ul << 63, seL4_WordBits }, /* guard */
	};

	for (unsigned i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		seL4_CPtr endpoint = make_endpoint();
		seL4_CPtr slot = slot_new();
		struct parcel parcel = { endpoint, { make_notification() }, 1, 0 };

		thread_start(HIGHER, send_parcel, &parcel);
		seL4_SetCapReceivePath(paths[i].cnode, slot + paths[i].index_add, paths[i].depth);
		check_caps(seL4_Recv(endpoint, (void *)0), 0, 0);
		CHECK(slot_is_empty(slot));
		CHECK_EQ(parcel.returned, 1);
	}
}

/* What cannot be derived stops the transfer there. */
static void test_derive_fails(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = {
		endpoint, { badged(endpoint, 1), seL4_CapIRQControl, badged(endpoint, 3) }, 3, 0
	};

	check_caps(receive_parcel(&parcel, endpoint, slot), 1, 1);
	CHECK(slot_is_empty(slot));
}

static void test_untyped_with_children(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = { endpoint, { make_parent_untyped() }, 1, 0 };

	check_caps(receive_parcel(&parcel, endpoint, slot), 0, 0);
	CHECK(slot_is_empty(slot));
}

static void test_null_cap(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = { endpoint, { slot_new() }, 1, 0 };

	check_caps(receive_parcel(&parcel, endpoint, slot), 0, 0);
	CHECK(slot_is_empty(slot));
}

/* The copy that arrives is a child of the one sent. */
static void test_received_cap_is_derived(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr copy;
	seL4_CPtr notification = make_notification();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = { endpoint, { notification }, 1, 0 };

	check_caps(receive_parcel(&parcel, endpoint, slot), 1, 0);
	/* it is no parent itself */
	copy = copy_of(slot, seL4_AllRights);
	CHECK_EQ(slot_revoke(slot), seL4_NoError);
	CHECK(!slot_is_empty(copy));
	CHECK_EQ(slot_revoke(notification), seL4_NoError);
	CHECK(slot_is_empty(slot));
}

/* A CPtr that names nothing is the sender's fault, and its CPtr is in the message. */
static void test_bad_cptr_faults(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr handler = make_endpoint();
	struct parcel parcel = { endpoint, { make_notification(), 1ul << 63 }, 2, 0 };
	struct thread *sender = thread_new(HIGHER, send_parcel, &parcel);
	seL4_MessageInfo_t info;

	thread_set_fault_handler(sender, handler);
	thread_resume(sender);
	info = seL4_Recv(handler, (void *)0);
	CHECK_EQ(seL4_MessageInfo_get_label(info), seL4_Fault_CapFault);
	CHECK_EQ(seL4_GetMR(seL4_CapFault_Addr), 1ul << 63);
	CHECK_EQ(seL4_GetMR(seL4_CapFault_InRecvPhase), 0);
	CHECK_EQ(seL4_GetMR(seL4_CapFault_LookupFailureType), seL4_GuardMismatch);
}

/*
 * The sender's CSpace has two levels: CPtrs whose first bit is 0 go on to the root CNode, the others
 * to slot 1. While the sender waits, slot 1 becomes a CNode that no CPtr of its gets through.
 */
static void test_bad_cptr_at_receive_time(void)
{
	seL4_CPtr endpoint = make_endpoint(), cspace = make_cnode(1), slot = slot_new();
	seL4_CNode_CapData_t rest = seL4_CNode_CapData_new(0, 63 - root_radix());
	seL4_CNode_CapData_t dead_end = seL4_CNode_CapData_new(1, 8);
	struct parcel parcel = { endpoint, { badged(endpoint, 7), 1ul << 63 }, 2, 0 };
	struct thread *sender = thread_new(HIGHER, send_parcel, &parcel);

	REQUIRE(seL4_CNode_Mint(cspace, 0, 1, seL4_CapInitThreadCNode, seL4_CapInitThreadCNode, ROOT_DEPTH,
				seL4_AllRights, rest.words[0]) == seL4_NoError);
	REQUIRE(seL4_CNode_Copy(cspace, 1, 1, seL4_CapInitThreadCNode, make_notification(), ROOT_DEPTH,
				seL4_AllRights) == seL4_NoError);
	REQUIRE(seL4_TCB_SetSpace(sender->tcb, driver_fault_handler(sender->index), cspace, 0,
				  seL4_CapInitThreadVSpace, 0) == seL4_NoError);
	thread_resume(sender);
	REQUIRE(seL4_CNode_Delete(cspace, 1, 1) == seL4_NoError);
	REQUIRE(seL4_CNode_Mint(cspace, 1, 1, seL4_CapInitThreadCNode, make_cnode(4), ROOT_DEPTH,
				seL4_AllRights, dead_end.words[0]) == seL4_NoError);
	seL4_SetCapReceivePath(seL4_CapInitThreadCNode, slot, ROOT_DEPTH);
	check_caps(seL4_Recv(endpoint, (void *)0), 0, 0);
	CHECK(slot_is_empty(slot));
	CHECK_EQ(parcel.returned, 1);
}

/** A helper that calls and takes a capability with the reply. */
struct asker {
	seL4_CPtr endpoint, slot;
	seL4_MessageInfo_t info;
};

static void ask(void *arg)
{
	struct asker *asker = arg;

	seL4_SetCapReceivePath(seL4_CapInitThreadCNode, asker->slot, ROOT_DEPTH);
	asker->info = seL4_Call(asker->endpoint, seL4_MessageInfo_new(0, 0, 0, 0));
}

/* A reply carries capabilities if the receiver's capability had Grant. */
static seL4_MessageInfo_t reply_with_cap(seL4_CapRights_t receive_rights, seL4_CPtr notification,
					 seL4_CPtr slot)
{
	seL4_CPtr endpoint = make_endpoint();
	struct asker asker = { endpoint, slot, { { 0 } } };

	thread_start(HIGHER, ask, &asker);
	seL4_Recv(copy_of(endpoint, receive_rights), (void *)0);
	seL4_SetCap(0, notification);
	seL4_Reply(seL4_MessageInfo_new(0, 0, 1, 0));
	return asker.info;
}

static void test_reply_with_grant(void)
{
	seL4_CPtr notification = make_notification();
	seL4_CPtr slot = slot_new();

	check_caps(reply_with_cap(seL4_AllRights, badged(notification, 1), slot), 1, 0);
	CHECK(same_notification(slot, notification));
}

static void test_reply_without_grant(void)
{
	seL4_CPtr slot = slot_new();

	check_caps(reply_with_cap(seL4_CapRights_new(1, 0, 1, 1), make_notification(), slot), 0, 0);
	CHECK(slot_is_empty(slot));
}

/* The endpoint is not "the message's endpoint" in a reply: nothing is unwrapped. */
static void test_reply_does_not_unwrap(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr slot = slot_new();
	struct asker asker = { endpoint, slot, { { 0 } } };

	thread_start(HIGHER, ask, &asker);
	seL4_Recv(endpoint, (void *)0);
	seL4_SetCap(0, badged(endpoint, 4));
	seL4_Reply(seL4_MessageInfo_new(0, 0, 1, 0));
	check_caps(asker.info, 1, 0);
	CHECK(!slot_is_empty(slot));
}

static void test_receiver_without_buffer(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = { endpoint, { make_notification() }, 1, 0 };
	struct thread *self = thread_self();
	seL4_MessageInfo_t info;

	thread_start(HIGHER, send_parcel, &parcel);
	seL4_SetCapReceivePath(seL4_CapInitThreadCNode, slot, ROOT_DEPTH);
	REQUIRE(seL4_TCB_SetIPCBuffer(self->tcb, 0, self->ipc_frame) == seL4_NoError);
	info = seL4_Recv(endpoint, (void *)0);
	check_caps(info, 0, 0);
	CHECK_EQ(parcel.returned, 1);
}

static void test_call_transfers(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr notification = make_notification();
	seL4_CPtr slot = slot_new();
	struct parcel parcel = { endpoint, { badged(notification, 4) }, 1, 0 };

	thread_start(HIGHER, call_parcel, &parcel);
	seL4_SetCapReceivePath(seL4_CapInitThreadCNode, slot, ROOT_DEPTH);
	check_caps(seL4_Recv(endpoint, (void *)0), 1, 0);
	CHECK(same_notification(slot, notification));
	seL4_Reply(seL4_MessageInfo_new(0, 0, 0, 0));
	CHECK_EQ(parcel.returned, 1);
}

static const struct test tests[] = {
	{ "one capability", test_one_cap },
	{ "one capability to a waiting receiver", test_receiver_waits },
	{ "rights come along", test_rights_are_kept },
	{ "the endpoint's own capability arrives as its badge", test_unwrap },
	{ "three badges", test_unwrap_three },
	{ "badges around a capability", test_unwrap_around_one_cap },
	{ "a second capability stops the transfer", test_second_cap_stops },
	{ "nothing without Grant", test_without_grant },
	{ "nothing into an occupied slot", test_occupied_slot },
	{ "nothing along a bad receive path", test_bad_receive_paths },
	{ "what cannot be derived stops the transfer", test_derive_fails },
	{ "an untyped with children is not transferred", test_untyped_with_children },
	{ "a null capability is not transferred", test_null_cap },
	{ "the received capability is a child", test_received_cap_is_derived },
	{ "a bad CPtr is a capability fault", test_bad_cptr_faults },
	{ "a CPtr that goes bad while its sender waits", test_bad_cptr_at_receive_time },
	{ "a reply transfers with Grant", test_reply_with_grant },
	{ "a reply transfers nothing without", test_reply_without_grant },
	{ "a reply unwraps nothing", test_reply_does_not_unwrap },
	{ "a receiver without a buffer gets none", test_receiver_without_buffer },
	{ "Call transfers too", test_call_transfers },
};

const struct test_group transfer_tests = TEST_GROUP("capability transfer", tests);
