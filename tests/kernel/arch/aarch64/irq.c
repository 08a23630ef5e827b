/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interrupts, by software-generated ones (sheet section A7): sent through one
 * capability, received through an ordinary handler.
 */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { SGI = 5, HIGHER = TEST_PRIORITY + 10 };

/** An interrupt bound to a notification with badge 0x10, and what sends it. */
struct sgi {
	seL4_CPtr signal, handler, notification;
};

static struct sgi sgi_open(void)
{
	struct sgi sgi = { slot_new(), slot_new(), make_notification() };

	REQUIRE(seL4_IRQControl_IssueSGISignal(seL4_CapIRQControl, SGI, 0, seL4_CapInitThreadCNode,
					       sgi.signal, ROOT_DEPTH) == seL4_NoError);
	REQUIRE(seL4_IRQControl_Get(seL4_CapIRQControl, SGI, seL4_CapInitThreadCNode, sgi.handler,
				    ROOT_DEPTH) == seL4_NoError);
	REQUIRE(seL4_IRQHandler_SetNotification(sgi.handler, badged(sgi.notification, 0x10)) == seL4_NoError);
	return sgi;
}

static seL4_Word poll(seL4_CPtr notification)
{
	seL4_Word badge;

	seL4_Poll(notification, &badge);
	return badge;
}

static void test_arrives(void)
{
	struct sgi sgi = sgi_open();

	for (int i = 0; i < 5; i++) {
		CHECK_EQ(poll(sgi.notification), 0);
		seL4_Signal(sgi.signal);
		CHECK_EQ(poll(sgi.notification), 0x10);
		CHECK_EQ(seL4_IRQHandler_Ack(sgi.handler), seL4_NoError);
	}
}

/* Whatever is asked of the capability, it sends. */
static void test_any_label(void)
{
	static const seL4_Word labels[] = { 0, 1, IRQAckIRQ, ARMIRQIssueSGISignal, 200 };
	struct sgi sgi = sgi_open();

	for (unsigned i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		CHECK_EQ(sel4_invoke0(sgi.signal, labels[i]), seL4_NoError);
		CHECK_EQ(poll(sgi.notification), 0x10);
		seL4_IRQHandler_Ack(sgi.handler);
	}
}

static void test_rebind(void)
{
	struct sgi sgi = sgi_open();
	seL4_CPtr other = make_notification();

	CHECK_EQ(seL4_IRQHandler_SetNotification(sgi.handler, badged(other, 0x40)), seL4_NoError);
	seL4_Signal(sgi.signal);
	CHECK_EQ(poll(other), 0x40);
	CHECK_EQ(poll(sgi.notification), 0);
	seL4_IRQHandler_Ack(sgi.handler);
}

static void test_clear(void)
{
	struct sgi sgi = sgi_open();

	CHECK_EQ(seL4_IRQHandler_Clear(sgi.handler), seL4_NoError);
	seL4_Signal(sgi.signal);
	CHECK_EQ(poll(sgi.notification), 0);
	CHECK_EQ(seL4_IRQHandler_Clear(sgi.handler), seL4_NoError);
	seL4_IRQHandler_Ack(sgi.handler);
}

/* A freed interrupt can be issued again, and is not bound to anything. */
static void test_handler_deleted(void)
{
	struct sgi sgi = sgi_open();

	CHECK_EQ(
		seL4_IRQControl_Get(seL4_CapIRQControl, SGI, seL4_CapInitThreadCNode, slot_new(), ROOT_DEPTH),
		seL4_RevokeFirst);
	CHECK_EQ(slot_delete(sgi.handler), seL4_NoError);
	CHECK_EQ(seL4_IRQControl_Get(seL4_CapIRQControl, SGI, seL4_CapInitThreadCNode, sgi.handler,
				     ROOT_DEPTH),
		 seL4_NoError);
	seL4_Signal(sgi.signal);
	CHECK_EQ(poll(sgi.notification), 0);
	seL4_IRQHandler_Ack(sgi.handler);
}

/* What sends an interrupt can be copied, and goes with what it was copied from. */
static void test_copies(void)
{
	struct sgi sgi = sgi_open();
	seL4_CPtr copy = copy_of(sgi.signal, seL4_NoRights);

	seL4_Signal(copy);
	CHECK_EQ(poll(sgi.notification), 0x10);
	CHECK_EQ(slot_revoke(sgi.signal), seL4_NoError);
	CHECK(slot_is_empty(copy));
	CHECK(!slot_is_empty(sgi.signal));
}

/** A thread that waits for interrupts and counts them. */
struct counter {
	struct sgi sgi;
	volatile unsigned count;
};

static void count_interrupts(void *arg)
{
	struct counter *counter = arg;

	for (;;) {
		seL4_Wait(counter->sgi.notification, (void *)0);
		counter->count++;
		seL4_IRQHandler_Ack(counter->sgi.handler);
	}
}

/* An interrupt runs whom it wakes before the sender goes on. */
static void test_wakes_higher(void)
{
	struct counter counter = { sgi_open(), 0 };

	thread_start(HIGHER, count_interrupts, &counter);
	for (unsigned i = 1; i <= 3; i++) {
		seL4_Signal(counter.sgi.signal);
		CHECK_EQ(counter.count, i);
	}
}

/* The watchdog's timer is masked at each tick until the driver acknowledges it. */
static void test_timer_goes_on(void)
{
	unsigned before = driver_ticks();

	for (unsigned ms = 0; ms < 3000 && driver_ticks() < before + 2; ms++)
		spin_ms(1);
	CHECK(driver_ticks() >= before + 2);
}

/** Counts how often it gets to run. */
static void count_turns(void *arg)
{
	volatile unsigned *turns = arg;

	for (seL4_Word last = 0;;) {
		seL4_Word now = cycles_now();

		*turns += now - last > cycles_per_ms();
		last = now;
	}
}

/* The kernel's tick reaches into a long revocation: it takes several time slices, between which others run. */
static void test_preempts_revoke(void)
{
	enum { RADIX = 14 };
	volatile unsigned turns = 0;
	seL4_CPtr endpoint = make_endpoint(), cnode = make_cnode(RADIX);
	unsigned before;

	for (seL4_Word i = 0; i < 1 << RADIX; i++)
		REQUIRE(seL4_CNode_Mint(cnode, i, RADIX, seL4_CapInitThreadCNode, endpoint, ROOT_DEPTH,
					seL4_AllRights, i) == seL4_NoError);
	thread_start(TEST_PRIORITY, count_turns, (void *)&turns);
	seL4_Yield();
	before = turns;
	CHECK_EQ(slot_revoke(endpoint), seL4_NoError);
	CHECK(turns >= before + 2);
}

static const struct test tests[] = {
	{ "interrupts arrive with the bound badge", test_arrives },
	{ "an SGI is sent by any label", test_any_label },
	{ "binding another notification", test_rebind },
	{ "Clear", test_clear },
	{ "the handler is deleted", test_handler_deleted },
	{ "copies of an SGI capability", test_copies },
	{ "an interrupt wakes a higher-priority thread", test_wakes_higher },
	{ "a timer's interrupts go on", test_timer_goes_on },
	{ "the tick during a long revocation", test_preempts_revoke },
};

const struct test_group irq_tests = TEST_GROUP("interrupts", tests);
