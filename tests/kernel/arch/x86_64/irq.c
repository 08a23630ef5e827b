/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A real interrupt: the PIT's, through the IOAPIC (sheet sections 10.2, X8). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

/* 8254 data sheet: channel 0 behind ports 0x40 and 0x43, counting at 1.193182 MHz. */
enum {
	PIT_FIRST = 0x40,
	PIT_LAST = 0x43,
	PIT_CHANNEL_0 = 0x40,
	PIT_MODE = 0x43,
	PIT_RATE_GENERATOR = 0x34,
	PIT_ONE_SHOT = 0x30,
	PIT_COUNT_2MS = 2386,
	PIT_COUNT_200US = 239,

	PIT_PIN = 2, /* ISA interrupt 0 comes in at pin 2 on PCs */
	VECTOR = 10,
	HIGHER = TEST_PRIORITY + 10,
};

/** The timer, its interrupt, and what is signalled. */
struct pit {
	seL4_CPtr ports, handler, notification;
};

static void pit_program(const struct pit *pit, seL4_Word mode, seL4_Word count)
{
	seL4_X86_IOPort_Out8(pit->ports, PIT_MODE, mode);
	seL4_X86_IOPort_Out8(pit->ports, PIT_CHANNEL_0, count & 0xff);
	seL4_X86_IOPort_Out8(pit->ports, PIT_CHANNEL_0, count >> 8);
}

/* A timer that ticks every 2 ms, its interrupt bound to a notification with badge 0x10. */
static struct pit pit_open(void)
{
	struct pit pit = { slot_new(), slot_new(), make_notification() };

	REQUIRE(seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, PIT_FIRST, PIT_LAST,
					     seL4_CapInitThreadCNode, pit.ports, ROOT_DEPTH) == seL4_NoError);
	REQUIRE(seL4_IRQControl_GetIOAPIC(seL4_CapIRQControl, seL4_CapInitThreadCNode, pit.handler,
					  ROOT_DEPTH, 0, PIT_PIN, 0, 0, VECTOR) == seL4_NoError);
	REQUIRE(seL4_IRQHandler_SetNotification(pit.handler, badged(pit.notification, 0x10)) == seL4_NoError);
	pit_program(&pit, PIT_RATE_GENERATOR, PIT_COUNT_2MS);
	return pit;
}

static seL4_Word poll(seL4_CPtr notification)
{
	seL4_Word badge;

	seL4_Poll(notification, &badge);
	return badge;
}

static void test_arrives(void)
{
	struct pit pit = pit_open();

	for (int i = 0; i < 5; i++) {
		seL4_Word badge = 0;

		seL4_Wait(pit.notification, &badge);
		CHECK_EQ(badge, 0x10);
		CHECK_EQ(seL4_IRQHandler_Ack(pit.handler), seL4_NoError);
	}
}

static void test_masked_until_ack(void)
{
	struct pit pit = pit_open();

	seL4_Wait(pit.notification, (void *)0);
	spin_ms(20);
	CHECK_EQ(poll(pit.notification), 0);
	CHECK_EQ(seL4_IRQHandler_Ack(pit.handler), seL4_NoError);
	spin_ms(20);
	CHECK_EQ(poll(pit.notification), 0x10);
}

/* Without a binding it is masked when it comes; bound and acknowledged, it comes again. */
static void test_clear(void)
{
	struct pit pit = pit_open();

	seL4_Wait(pit.notification, (void *)0);
	CHECK_EQ(seL4_IRQHandler_Clear(pit.handler), seL4_NoError);
	seL4_IRQHandler_Ack(pit.handler);
	spin_ms(20);
	CHECK_EQ(poll(pit.notification), 0);
	CHECK_EQ(seL4_IRQHandler_SetNotification(pit.handler, badged(pit.notification, 0x20)), seL4_NoError);
	spin_ms(20);
	CHECK_EQ(poll(pit.notification), 0);
	seL4_IRQHandler_Ack(pit.handler);
	spin_ms(20);
	CHECK_EQ(poll(pit.notification), 0x20);
	CHECK_EQ(seL4_IRQHandler_Clear(pit.handler), seL4_NoError);
	CHECK_EQ(seL4_IRQHandler_Clear(pit.handler), seL4_NoError);
}

static void test_rebind(void)
{
	struct pit pit = pit_open();
	seL4_CPtr other = make_notification();

	seL4_Wait(pit.notification, (void *)0);
	CHECK_EQ(seL4_IRQHandler_SetNotification(pit.handler, badged(other, 0x40)), seL4_NoError);
	seL4_IRQHandler_Ack(pit.handler);
	seL4_Wait(other, (void *)0);
	CHECK_EQ(poll(pit.notification), 0);
}

/* The binding is a capability of its own, a child: it outlives the one given, not a revocation. */
static void test_binding_is_a_copy(void)
{
	struct pit pit = pit_open();
	seL4_CPtr cap = badged(pit.notification, 0x80);
	seL4_Word badge;

	seL4_Wait(pit.notification, (void *)0);
	CHECK_EQ(seL4_IRQHandler_SetNotification(pit.handler, cap), seL4_NoError);
	CHECK_EQ(slot_delete(cap), seL4_NoError);
	seL4_IRQHandler_Ack(pit.handler);
	seL4_Wait(pit.notification, &badge);
	CHECK_EQ(badge, 0x80);
	CHECK_EQ(slot_revoke(pit.notification), seL4_NoError);
	seL4_IRQHandler_Ack(pit.handler);
	spin_ms(20);
	CHECK_EQ(poll(pit.notification), 0);
}

static void test_notification_deleted(void)
{
	struct pit pit = pit_open();

	seL4_Wait(pit.notification, (void *)0);
	CHECK_EQ(slot_revoke(pit.notification), seL4_NoError);
	CHECK_EQ(slot_delete(pit.notification), seL4_NoError);
	CHECK_EQ(seL4_IRQHandler_Ack(pit.handler), seL4_NoError);
	spin_ms(20);
}

/* The last handler capability masks the interrupt and frees it. */
static void test_handler_deleted(void)
{
	struct pit pit = pit_open();
	seL4_CPtr copy = copy_of(pit.handler, seL4_NoRights);

	seL4_Wait(pit.notification, (void *)0);
	CHECK_EQ(slot_delete(pit.handler), seL4_NoError);
	CHECK_EQ(seL4_IRQHandler_Ack(copy), seL4_NoError);
	seL4_Wait(pit.notification, (void *)0);
	seL4_IRQHandler_Ack(copy);
	CHECK_EQ(slot_delete(copy), seL4_NoError);
	poll(pit.notification);
	spin_ms(20);
	CHECK_EQ(poll(pit.notification), 0);
	/* issued again, it is unmasked at once, and not bound to anything */
	CHECK_EQ(seL4_IRQControl_GetIOAPIC(seL4_CapIRQControl, seL4_CapInitThreadCNode, pit.handler,
					   ROOT_DEPTH, 0, PIT_PIN, 0, 0, VECTOR),
		 seL4_NoError);
	CHECK_EQ(seL4_IRQHandler_SetNotification(pit.handler, pit.notification), seL4_NoError);
}

static void test_one_shot(void)
{
	struct pit pit = pit_open();

	seL4_Wait(pit.notification, (void *)0);
	pit_program(&pit, PIT_ONE_SHOT, PIT_COUNT_2MS);
	seL4_IRQHandler_Ack(pit.handler);
	seL4_Wait(pit.notification, (void *)0);
	seL4_IRQHandler_Ack(pit.handler);
	spin_ms(20);
	CHECK_EQ(poll(pit.notification), 0);
}

/** A thread that waits for interrupts and counts them. */
struct counter {
	struct pit pit;
	volatile unsigned count;
};

static void count_interrupts(void *arg)
{
	struct counter *counter = arg;

	for (;;) {
		seL4_Wait(counter->pit.notification, (void *)0);
		counter->count++;
		seL4_IRQHandler_Ack(counter->pit.handler);
	}
}

/* An interrupt preempts a thread that never enters the kernel. */
static void test_preempts(void)
{
	struct counter counter = { pit_open(), 0 };

	thread_start(HIGHER, count_interrupts, &counter);
	spin_ms(40);
	CHECK(counter.count >= 5);
}

static void test_bound_notification(void)
{
	struct pit pit = pit_open();
	seL4_Word badge;

	REQUIRE(seL4_TCB_BindNotification(thread_self()->tcb, pit.notification) == seL4_NoError);
	seL4_Recv(make_endpoint(), &badge);
	CHECK_EQ(badge, 0x10);
}

/* Long operations let interrupts in: a thread of higher priority counts those of a fast timer meanwhile. */
static struct counter start_counting(void)
{
	struct counter counter = { pit_open(), 0 };

	pit_program(&counter.pit, PIT_RATE_GENERATOR, PIT_COUNT_200US);
	return counter;
}

static void check_interrupted(const struct counter *counter, unsigned before)
{
	CHECK(counter->count >= before + 3);
}

static void test_preempts_revoke(void)
{
	enum { RADIX = 12 };
	struct counter counter = start_counting();
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr cnode = make_cnode(RADIX);
	unsigned before;

	for (seL4_Word i = 0; i < 1 << RADIX; i++)
		REQUIRE(seL4_CNode_Mint(cnode, i, RADIX, seL4_CapInitThreadCNode, endpoint, ROOT_DEPTH,
					seL4_AllRights, i) == seL4_NoError);
	thread_start(HIGHER, count_interrupts, &counter);
	before = counter.count;
	CHECK_EQ(slot_revoke(endpoint), seL4_NoError);
	check_interrupted(&counter, before);
	CHECK_EQ(seL4_CNode_Move(cnode, 0, RADIX, cnode, 0, RADIX), seL4_FailedLookup);
}

static void test_preempts_delete(void)
{
	enum { RADIX = 14 };
	struct counter counter = start_counting();
	seL4_CPtr cnode = make_cnode(RADIX);
	unsigned before;

	for (seL4_Word i = 0; i < 1 << RADIX; i += 4)
		REQUIRE(seL4_CNode_Copy(cnode, i, RADIX, seL4_CapInitThreadCNode, seL4_CapInitThreadTCB,
					ROOT_DEPTH, seL4_AllRights) == seL4_NoError);
	thread_start(HIGHER, count_interrupts, &counter);
	before = counter.count;
	CHECK_EQ(slot_delete(cnode), seL4_NoError);
	check_interrupted(&counter, before);
	CHECK(slot_is_empty(cnode));
}

static void test_preempts_retype(void)
{
	enum { BITS = 23, PAGES = 1 << (BITS - seL4_LargePageBits) };
	struct counter counter = start_counting();
	struct thread *thread = thread_new(HIGHER, count_interrupts, &counter);
	seL4_CPtr untyped = make_untyped(BITS);
	seL4_CPtr slots = slots_new(PAGES);
	unsigned before;

	REQUIRE(seL4_Untyped_Retype(untyped, seL4_X86_LargePageObject, 0, seL4_CapInitThreadCNode, 0, 0,
				    slots, PAGES) == seL4_NoError);
	REQUIRE(slot_revoke(untyped) == seL4_NoError);
	thread_resume(thread);
	before = counter.count;
	CHECK_EQ(seL4_Untyped_Retype(untyped, seL4_X86_LargePageObject, 0, seL4_CapInitThreadCNode, 0, 0,
				     slots, PAGES),
		 seL4_NoError);
	check_interrupted(&counter, before);
	CHECK(!slot_is_empty(slots + PAGES - 1));
}

static const struct test tests[] = {
	{ "interrupts arrive with the bound badge", test_arrives },
	{ "masked until acknowledged", test_masked_until_ack },
	{ "Clear", test_clear },
	{ "binding another notification", test_rebind },
	{ "the binding is a capability of its own", test_binding_is_a_copy },
	{ "the notification is deleted", test_notification_deleted },
	{ "the handler is deleted", test_handler_deleted },
	{ "a single interrupt", test_one_shot },
	{ "an interrupt preempts user code", test_preempts },
	{ "an interrupt ends a wait on an endpoint", test_bound_notification },
	{ "interrupts during a long revocation", test_preempts_revoke },
	{ "interrupts during a long deletion", test_preempts_delete },
	{ "interrupts while memory is cleared", test_preempts_retype },
};

const struct test_group irq_tests = TEST_GROUP("interrupts", tests);
