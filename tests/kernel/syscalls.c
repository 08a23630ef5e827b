/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The system calls seen from the registers (sheet sections 1, X1, 13). */
#include "groups.h"
#include "raw.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

/* An info word that no reply could be mistaken for. */
enum { PRESET_INFO = 0x55002 };

static struct raw_registers call_raw(seL4_Sint64 number, seL4_CPtr cap, seL4_Word info, unsigned written)
{
	struct raw_registers before = raw_pattern();
	struct raw_registers after;

	before.number = (seL4_Word)number;
	before.cap = cap;
	before.info = info;
	after = before;
	raw_syscall(&after);
	raw_check_preserved(&before, &after, written);
	return after;
}

static void test_yield(void)
{
	struct raw_registers after = call_raw(seL4_SysYield, 7, 8, 0);

	CHECK_EQ(after.cap, 7);
	CHECK_EQ(after.info, 8);
}

static void test_trap_registers(void)
{
	struct raw_registers after = call_raw(seL4_SysYield, 0, 0, 0);

	raw_check_trap(&after);
}

static void test_nbrecv_idle_endpoint(void)
{
	struct raw_registers after = call_raw(seL4_SysNBRecv, make_endpoint(), PRESET_INFO, RAW_CAP);

	CHECK_EQ(after.cap, 0);
	CHECK_EQ(after.info, PRESET_INFO);
}

static void test_nbrecv_idle_notification(void)
{
	struct raw_registers after = call_raw(seL4_SysNBRecv, make_notification(), PRESET_INFO, RAW_CAP);

	CHECK_EQ(after.cap, 0);
}

static void test_nbrecv_active_badge_zero(void)
{
	seL4_CPtr notification = make_notification();
	struct raw_registers after;

	seL4_Signal(notification);
	after = call_raw(seL4_SysNBRecv, notification, PRESET_INFO, RAW_CAP);
	CHECK_EQ(after.cap, 0);
}

static void test_recv_signal_sets_badge_only(void)
{
	seL4_CPtr notification = make_notification();
	struct raw_registers after;

	seL4_Signal(badged(notification, 0x77));
	after = call_raw(seL4_SysRecv, notification, PRESET_INFO, RAW_CAP);
	CHECK_EQ(after.cap, 0x77);
}

static void test_bound_signal_sets_badge_only(void)
{
	seL4_CPtr notification = make_notification();
	struct raw_registers after;

	REQUIRE(seL4_TCB_BindNotification(thread_self()->tcb, notification) == seL4_NoError);
	seL4_Signal(badged(notification, 0x78));
	after = call_raw(seL4_SysRecv, make_endpoint(), PRESET_INFO, RAW_CAP);
	CHECK_EQ(after.cap, 0x78);
}

static void test_reply_without_caller(void)
{
	call_raw(seL4_SysReply, 0, PRESET_INFO, 0);
}

static void test_nbsend_without_receiver(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_Word badge;

	call_raw(seL4_SysNBSend, endpoint, 1, 0);
	seL4_NBRecv(endpoint, &badge);
	CHECK_EQ(badge, 0);
}

static void test_nbsend_bad_cptr(void)
{
	call_raw(seL4_SysNBSend, 0x1234567890ul, 1, 0);
	call_raw(seL4_SysNBSend, slot_new(), 1, 0);
}

static void test_nbsend_bad_extra_cap(void)
{
	seL4_CPtr notification = make_notification();
	seL4_CPtr cap = badged(notification, 5);
	seL4_Word info = seL4_MessageInfo_new(0, 0, 1, 0).words[0];
	seL4_Word badge;

	seL4_SetCap(0, 0x1234567890ul);
	call_raw(seL4_SysNBSend, cap, info, 0);
	seL4_Poll(notification, &badge);
	CHECK_EQ(badge, 0);
}

static void test_send_to_null(void)
{
	call_raw(seL4_SysSend, slot_new(), 1, 0);
}

static void test_call_null(void)
{
	struct raw_registers after =
		call_raw(seL4_SysCall, slot_new(), PRESET_INFO & ~0x1ful, RAW_CAP | RAW_INFO | RAW_MRS);

	CHECK_EQ(after.cap, 0);
	CHECK_EQ(after.info, seL4_MessageInfo_new(seL4_InvalidCapability, 0, 0, 1).words[0]);
	CHECK_EQ(after.mr0, 0);
	CHECK_EQ(after.mr1, raw_pattern().mr1);
}

static void test_call_notification(void)
{
	seL4_CPtr notification = make_notification();
	seL4_Word info = seL4_MessageInfo_new(9, 0, 0, 3).words[0];
	struct raw_registers after;
	seL4_Word badge;

	after = call_raw(seL4_SysCall, badged(notification, 3), info, RAW_CAP | RAW_INFO);
	CHECK_EQ(after.cap, 0);
	CHECK_EQ(after.info, 0);
	seL4_Poll(notification, &badge);
	CHECK_EQ(badge, 3);
}

/* A successful invocation that returns nothing: badge 0, info 0, message words as they were. */
static void test_call_success(void)
{
	seL4_Word info = seL4_MessageInfo_new(TCBSuspend, 0, 0, 0).words[0];
	struct raw_registers after = call_raw(seL4_SysCall, make_tcb(), info, RAW_CAP | RAW_INFO);

	CHECK_EQ(after.cap, 0);
	CHECK_EQ(after.info, 0);
}

static void test_call_error_words(void)
{
	seL4_Word info = seL4_MessageInfo_new(TCBReadRegisters, 0, 0, 2).words[0];
	struct raw_registers before = raw_pattern();
	struct raw_registers after;

	before.number = (seL4_Word)seL4_SysCall;
	before.cap = make_tcb();
	before.info = info;
	before.mr0 = 0;
	before.mr1 = 99;
	after = before;
	raw_syscall(&after);
	CHECK_EQ(after.cap, 0);
	CHECK_EQ(after.info, seL4_MessageInfo_new(seL4_RangeError, 0, 0, 2).words[0]);
	CHECK_EQ(after.mr0, 1);
	CHECK_EQ(after.mr1, SEL4_USER_CONTEXT_WORDS);
	CHECK_EQ(after.mr2, before.mr2);
	CHECK_EQ(after.mr3, before.mr3);
}

/* Send performs an invocation, and says nothing about it. */
static void test_send_invokes(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_Word info = seL4_MessageInfo_new(CNodeDelete, 0, 0, 2).words[0];

	sel4_trap_send(seL4_SysSend, seL4_CapInitThreadCNode, info, endpoint, ROOT_DEPTH, 0, 0);
	CHECK(slot_is_empty(endpoint));
}

static void test_nbsend_invokes(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_Word info = seL4_MessageInfo_new(CNodeDelete, 0, 0, 2).words[0];

	sel4_trap_send(seL4_SysNBSend, seL4_CapInitThreadCNode, info, endpoint, ROOT_DEPTH, 0, 0);
	CHECK(slot_is_empty(endpoint));
}

static void test_send_error_vanishes(void)
{
	call_raw(seL4_SysSend, make_tcb(), seL4_MessageInfo_new(200, 0, 0, 0).words[0], 0);
}

/* Length 127 means 120; the label keeps its 52 bits. */
struct long_message {
	seL4_CPtr endpoint;
	seL4_MessageInfo_t info;
};

static void send_long(void *arg)
{
	const struct long_message *message = arg;

	for (int i = 0; i < seL4_MsgMaxLength; i++)
		seL4_SetMR(i, 1000u + (seL4_Word)i);
	seL4_Send(message->endpoint, message->info);
}

static void test_longest_message(void)
{
	struct long_message message = { make_endpoint(), seL4_MessageInfo_new(0xfedcba9876543ul, 0, 0, 127) };
	seL4_MessageInfo_t info;

	thread_start(TEST_PRIORITY + 1, send_long, &message);
	info = seL4_Recv(message.endpoint, (void *)0);
	CHECK_EQ(seL4_MessageInfo_get_length(info), seL4_MsgMaxLength);
	CHECK_EQ(seL4_MessageInfo_get_label(info), 0xfedcba9876543ul);
	for (int i = 0; i < seL4_MsgMaxLength; i++)
		CHECK_EQ(seL4_GetMR(i), 1000u + (seL4_Word)i);
}

static const struct test tests[] = {
	{ "Yield changes no register", test_yield },
	{ "what the trap instruction leaves", test_trap_registers },
	{ "NBRecv on an idle endpoint sets the badge to 0, no more", test_nbrecv_idle_endpoint },
	{ "NBRecv on an idle notification likewise", test_nbrecv_idle_notification },
	{ "NBRecv of a signal with badge 0", test_nbrecv_active_badge_zero },
	{ "Recv of a signal sets the badge only", test_recv_signal_sets_badge_only },
	{ "a bound notification sets the badge only", test_bound_signal_sets_badge_only },
	{ "Reply without a caller does nothing", test_reply_without_caller },
	{ "NBSend without a receiver drops the message", test_nbsend_without_receiver },
	{ "NBSend to a bad CPtr does nothing", test_nbsend_bad_cptr },
	{ "NBSend with a bad extra capability does nothing", test_nbsend_bad_extra_cap },
	{ "Send to a null capability does nothing", test_send_to_null },
	{ "Call to a null capability", test_call_null },
	{ "Call to a notification signals and returns", test_call_notification },
	{ "Call that succeeds returns badge 0, info 0", test_call_success },
	{ "Call that fails writes as many words as the error has", test_call_error_words },
	{ "Send of an invocation performs it", test_send_invokes },
	{ "NBSend of an invocation performs it", test_nbsend_invokes },
	{ "Send of a failing invocation returns nothing", test_send_error_vanishes },
	{ "the longest message and label", test_longest_message },
};

const struct test_group syscall_tests = TEST_GROUP("system calls", tests);
