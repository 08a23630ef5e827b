/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Who runs when (sheet section 9). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

enum {
	HIGHER = TEST_PRIORITY + 10,
	LOWER = TEST_PRIORITY - 10,
	LOWEST = TEST_PRIORITY - 20,
	SLICE_MS = 10,
};

/* The order in which threads came to run: every one writes its letter. */
static struct {
	char letters[16];
	volatile unsigned count;
} order;

static void order_clear(void)
{
	order.count = 0;
}

static void order_note(char letter)
{
	if (order.count < sizeof order.letters)
		order.letters[order.count] = letter;
	order.count++;
}

static void check_order(const char *want)
{
	unsigned i = 0;

	for (; want[i]; i++)
		check_equal("order", (int)i, "who runs", i < order.count ? order.letters[i] : 0, want[i]);
	CHECK_EQ(order.count, i);
}

static void note_once(void *letter)
{
	order_note((char)(seL4_Word)letter);
}

static struct thread *start_noting(seL4_Word priority, char letter)
{
	return thread_start(priority, note_once, (void *)(seL4_Word)letter);
}

/* Let every thread of lower priority run until none is ready: wait for the lowest one. */
static void signal_cap(void *cap)
{
	seL4_Signal((seL4_CPtr)cap);
}

static void let_lower_run(void)
{
	seL4_CPtr notification = make_notification();

	thread_start(1, signal_cap, (void *)notification);
	seL4_Wait(notification, (void *)0);
}

static void test_higher_runs_at_once(void)
{
	order_clear();
	start_noting(HIGHER, 'h');
	order_note('t');
	check_order("ht");
}

static void test_lower_waits(void)
{
	order_clear();
	start_noting(LOWER, 'l');
	order_note('t');
	let_lower_run();
	check_order("tl");
}

static void test_equal_waits_for_yield(void)
{
	order_clear();
	start_noting(TEST_PRIORITY, 'a');
	start_noting(TEST_PRIORITY, 'b');
	order_note('t');
	seL4_Yield();
	order_note('u');
	/* Resume puts a thread at the head of its queue */
	check_order("tbau");
}

static void test_yield_to_nobody(void)
{
	order_clear();
	start_noting(LOWER, 'l');
	seL4_Yield();
	order_note('t');
	check_order("t");
}

static void test_priorities(void)
{
	order_clear();
	start_noting(LOWEST, 'c');
	start_noting(LOWER, 'a');
	start_noting(LOWER - 5, 'b');
	let_lower_run();
	check_order("abc");
}

/* A woken thread of lower priority goes to the head of its queue. */
static void test_lower_goes_to_head(void)
{
	order_clear();
	start_noting(LOWER, 'a');
	start_noting(LOWER, 'b');
	let_lower_run();
	check_order("ba");
}

/* All 256 priorities, also those at the ends of the ready bitmap's words. */
static void test_bitmap_ends(void)
{
	static const unsigned char priorities[] = { 2, 63, 64, 65 };

	order_clear();
	for (unsigned i = 0; i < 4; i++)
		start_noting(priorities[i], (char)('a' + i));
	let_lower_run();
	check_order("dcba");
}

/** A helper that notes, signals its own cap, and notes again. */
struct interrupter {
	seL4_CPtr notification;
	char before, after;
};

static void note_signal_note(void *arg)
{
	const struct interrupter *it = arg;

	order_note(it->before);
	seL4_Signal(it->notification);
	order_note(it->after);
}

/* Preempted by a thread of higher priority, a thread goes on before its equals. */
static void test_preempted_returns_to_head(void)
{
	struct interrupter a = { make_notification(), 'a', 'A' };
	struct interrupter b = { a.notification, 'b', 'B' };

	order_clear();
	thread_start(LOWER, note_signal_note, &a);
	thread_start(LOWER, note_signal_note, &b);
	seL4_Wait(a.notification, (void *)0);
	order_note('t');
	seL4_Wait(a.notification, (void *)0);
	order_note('t');
	let_lower_run();
	check_order("btBatA");
}

static void wait_and_note(void *arg)
{
	const struct interrupter *it = arg;

	seL4_Wait(it->notification, (void *)0);
	order_note(it->before);
}

/* Woken equals, unlike resumed ones, queue at the tail. */
static void test_woken_equals_queue(void)
{
	struct interrupter a = { make_notification(), 'a', 0 }, b = { make_notification(), 'b', 0 };

	thread_start(TEST_PRIORITY, wait_and_note, &a);
	thread_start(TEST_PRIORITY, wait_and_note, &b);
	let_lower_run();
	order_clear();
	seL4_Signal(a.notification);
	seL4_Signal(b.notification);
	order_note('t');
	seL4_Yield();
	order_note('u');
	check_order("tabu");
}

static void test_signal_wakes_by_priority(void)
{
	struct interrupter high = { make_notification(), 'h', 0 };
	struct interrupter equal = { make_notification(), 'e', 0 };
	struct interrupter low = { make_notification(), 'l', 0 };

	thread_start(HIGHER, wait_and_note, &high);
	thread_start(TEST_PRIORITY, wait_and_note, &equal);
	thread_start(LOWER, wait_and_note, &low);
	let_lower_run();
	order_clear();
	seL4_Signal(low.notification);
	order_note('1');
	seL4_Signal(equal.notification);
	order_note('2');
	seL4_Signal(high.notification);
	order_note('3');
	seL4_Yield();
	order_note('4');
	let_lower_run();
	check_order("12h3e4l");
}

/** A server that receives, notes, replies and notes. */
struct server {
	seL4_CPtr endpoint;
	char received, replied;
};

static void serve_once(void *arg)
{
	const struct server *server = arg;

	seL4_Recv(server->endpoint, (void *)0);
	order_note(server->received);
	seL4_Reply(seL4_MessageInfo_new(0, 0, 0, 0));
	order_note(server->replied);
}

static void call(seL4_CPtr endpoint)
{
	seL4_Call(endpoint, seL4_MessageInfo_new(0, 0, 0, 0));
}

/* A server of higher priority goes on after its reply; one of lower priority does not. */
static void test_call_high_server(void)
{
	struct server server = { make_endpoint(), 'r', 's' };

	thread_start(HIGHER, serve_once, &server);
	order_clear();
	call(server.endpoint);
	order_note('t');
	check_order("rst");
}

static void test_call_low_server(void)
{
	struct server server = { make_endpoint(), 'r', 's' };

	thread_start(LOWER, serve_once, &server);
	let_lower_run();
	order_clear();
	call(server.endpoint);
	order_note('t');
	let_lower_run();
	check_order("rts");
}

static void test_call_equal_server(void)
{
	struct server server = { make_endpoint(), 'r', 's' };

	thread_start(TEST_PRIORITY, serve_once, &server);
	seL4_Yield();
	order_clear();
	call(server.endpoint);
	order_note('t');
	seL4_Yield();
	check_order("rst");
}

/* The called server is not the highest that is ready: it has to wait. */
static void test_call_low_server_with_rival(void)
{
	struct server server = { make_endpoint(), 'r', 's' };

	thread_start(LOWEST, serve_once, &server);
	let_lower_run();
	order_clear();
	start_noting(LOWER, 'm');
	call(server.endpoint);
	order_note('t');
	check_order("mrt");
}

/* Among equals the called server comes first: it is switched to directly. */
static void test_call_before_equals(void)
{
	struct server server = { make_endpoint(), 'r', 's' };

	thread_start(LOWER, serve_once, &server);
	let_lower_run();
	order_clear();
	start_noting(LOWER, 'm');
	call(server.endpoint);
	let_lower_run();
	CHECK_EQ(order.letters[0], 'r');
}

static void test_raise_priority(void)
{
	struct thread *thread;

	order_clear();
	thread = start_noting(LOWER, 'l');
	order_note('1');
	thread_set_priority(thread, HIGHER);
	order_note('2');
	check_order("1l2");
}

static void test_lower_priority(void)
{
	order_clear();
	start_noting(LOWER, 'l');
	order_note('1');
	thread_set_priority(thread_self(), LOWEST);
	order_note('2');
	thread_set_priority(thread_self(), TEST_PRIORITY);
	check_order("1l2");
}

static void test_lower_ready_thread(void)
{
	struct thread *thread;

	order_clear();
	thread = start_noting(LOWER, 'a');
	start_noting(LOWER - 1, 'b');
	thread_set_priority(thread, LOWER - 2);
	let_lower_run();
	check_order("ba");
}

/* A sender keeps its place in the endpoint's queue when its priority changes. */
static void send_letter(void *arg)
{
	const struct server *sender = arg;

	seL4_SetMR(0, (seL4_Word)sender->received);
	seL4_Send(sender->endpoint, seL4_MessageInfo_new(0, 0, 0, 1));
}

static void test_priority_keeps_queue(void)
{
	struct server a = { make_endpoint(), 'a', 0 }, b = { a.endpoint, 'b', 0 };
	struct thread *first = thread_start(HIGHER, send_letter, &a);
	struct thread *second = thread_start(HIGHER, send_letter, &b);

	thread_set_priority(first, HIGHER - 1);
	thread_set_priority(second, HIGHER + 1);
	seL4_Recv(a.endpoint, (void *)0);
	CHECK_EQ(seL4_GetMR(0), 'a');
}

static void suspend_self(void *arg)
{
	struct thread *const *self = arg;

	order_note('a');
	seL4_TCB_Suspend((*self)->tcb);
	order_note('b');
}

static void note_b_for_ever(void)
{
	order_note('b');
	for (;;)
		seL4_Wait(0, (void *)0);
}

static void test_suspend_self(void)
{
	struct thread *thread;
	seL4_UserContext regs;

	order_clear();
	thread = thread_new(HIGHER, suspend_self, &thread);
	thread_resume(thread);
	order_note('t');
	regs = thread_registers(thread);
	regs.ARCH_PC = (seL4_Word)note_b_for_ever;
	thread_set_fault_handler(thread, 0);
	REQUIRE(seL4_TCB_WriteRegisters(thread->tcb, 1, 0, 1, &regs) == seL4_NoError);
	check_order("atb");
}

static void spin(void *arg)
{
	volatile seL4_Word *counter = arg;

	for (;;)
		++*counter;
}

static void test_first_slice(void)
{
	volatile seL4_Word counter = 0;
	seL4_Word start;

	thread_start(TEST_PRIORITY, spin, (void *)&counter);
	start = cycles_now();
	seL4_Yield();
	CHECK(cycles_now() - start > (SLICE_MS - 3) * cycles_per_ms());
}

/* Threads that never yield share the processor. */
static void test_round_robin(void)
{
	volatile seL4_Word counters[3] = { 0, 0, 0 };

	for (unsigned i = 0; i < 3; i++)
		thread_start(TEST_PRIORITY, spin, (void *)&counters[i]);
	spin_ms(8 * SLICE_MS);
	for (unsigned i = 0; i < 3; i++)
		CHECK(counters[i] > 0);
}

static void test_no_round_robin_below(void)
{
	volatile seL4_Word counter = 0;

	thread_start(LOWER, spin, (void *)&counter);
	spin_ms(4 * SLICE_MS);
	CHECK_EQ(counter, 0);
}

static void test_slice_length(void)
{
	volatile seL4_Word counter = 0;
	seL4_Word slice;

	thread_start(TEST_PRIORITY, spin, (void *)&counter);
	slice = median_absence(&counter);
	CHECK(slice > (SLICE_MS - 1) * cycles_per_ms());
	CHECK(slice < (SLICE_MS + 2) * cycles_per_ms());
}

static const struct test tests[] = {
	{ "a thread of higher priority runs at once", test_higher_runs_at_once },
	{ "one of lower priority waits", test_lower_waits },
	{ "equals wait their turn", test_equal_waits_for_yield },
	{ "Yield does not help lower priorities", test_yield_to_nobody },
	{ "the highest priority first", test_priorities },
	{ "a woken lower thread goes to the head of its queue", test_lower_goes_to_head },
	{ "priorities at the ends of a word", test_bitmap_ends },
	{ "a preempted thread goes on before its equals", test_preempted_returns_to_head },
	{ "woken equals queue at the tail", test_woken_equals_queue },
	{ "a signal switches to a higher waiter only", test_signal_wakes_by_priority },
	{ "calling a server of higher priority", test_call_high_server },
	{ "calling one of lower priority", test_call_low_server },
	{ "calling an equal", test_call_equal_server },
	{ "calling one while a higher thread is ready", test_call_low_server_with_rival },
	{ "a called server comes before its equals", test_call_before_equals },
	{ "raising a ready thread's priority", test_raise_priority },
	{ "lowering one's own", test_lower_priority },
	{ "lowering a ready thread's", test_lower_ready_thread },
	{ "priorities do not reorder an endpoint's queue", test_priority_keeps_queue },
	{ "a thread suspends itself", test_suspend_self },
	{ "a new thread has a full slice", test_first_slice },
	{ "equals share the processor", test_round_robin },
	{ "lower ones get none of it", test_no_round_robin_below },
	{ "a slice is ten milliseconds", test_slice_length },
};

const struct test_group sched_tests = TEST_GROUP("scheduling", tests);
