/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Sleeping and waking among a component's threads, the shipped sources on real threads, which
 * run at once as they never do on one core. Notifications and the timer stand below the seam.
 */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <time.h>

#include <component/clock.h>

#include "abi/kaal/startup.h"
#include "cycles.h"
#include "futex.h"
#include "notify.h"
#include "page_heap.h"
#include "sleep.h"
#include "tap.h"

enum {
	THREADS = 6,
	SLOT_OWN = 20, /* thread i sleeps on the notification in slot SLOT_OWN + i */
	SLOTS = SLOT_OWN + THREADS,
	TIMER_BIT = 40,
};

/* --- the seam: notifications, as the kernel has them ----------------------- */

static struct notification {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	bool active;
	uint64_t word;
	int waiting;
} notifications[SLOTS];

static int most_waiting; /* for the component's signals, at any time */
static struct kaal_status_wait nowhere;

static void signal_bits(uint64_t slot, uint64_t bits)
{
	struct notification *n = &notifications[slot];

	pthread_mutex_lock(&n->mutex);
	n->active = true;
	n->word |= bits;
	pthread_cond_signal(&n->changed);
	pthread_mutex_unlock(&n->mutex);
}

uint64_t notify_wait(uint64_t slot)
{
	struct notification *n = &notifications[slot];
	uint64_t word;

	pthread_mutex_lock(&n->mutex);
	n->waiting++;
	if (slot == KAAL_SLOT_NOTIFICATION && n->waiting > most_waiting)
		most_waiting = n->waiting;
	while (!n->active)
		pthread_cond_wait(&n->changed, &n->mutex);
	n->waiting--;
	n->active = false;
	word = n->word;
	n->word = 0;
	pthread_mutex_unlock(&n->mutex);
	return word;
}

void notify_signal(uint64_t slot)
{
	signal_bits(slot, 0);
}

void notify_runtime(uint64_t signals) {}

uint64_t clock_now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

uint64_t cycles_roughly(void)
{
	return 1;
}

/* The timer: one alarm, that of whoever wants to be woken first. */
static struct {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	uint64_t alarm_ns;
	bool present, end;
} timer = { .mutex = PTHREAD_MUTEX_INITIALIZER };

uint64_t notify_by(uint64_t deadline_ns)
{
	if (!timer.present)
		return 0;
	pthread_mutex_lock(&timer.mutex);
	if (!timer.alarm_ns || deadline_ns < timer.alarm_ns)
		timer.alarm_ns = deadline_ns;
	pthread_cond_signal(&timer.changed);
	pthread_mutex_unlock(&timer.mutex);
	return 1ull << TIMER_BIT;
}

static void *timer_run(void *unused)
{
	pthread_mutex_lock(&timer.mutex);
	while (!timer.end) {
		struct timespec at = { .tv_sec = (time_t)(timer.alarm_ns / 1000000000),
				       .tv_nsec = (long)(timer.alarm_ns % 1000000000) };

		if (!timer.alarm_ns)
			pthread_cond_wait(&timer.changed, &timer.mutex);
		else
			pthread_cond_timedwait(&timer.changed, &timer.mutex, &at);
		if (timer.alarm_ns && clock_now_ns() >= timer.alarm_ns) {
			timer.alarm_ns = 0;
			signal_bits(KAAL_SLOT_NOTIFICATION, 1ull << TIMER_BIT);
		}
	}
	pthread_mutex_unlock(&timer.mutex);
	return unused;
}

/* --- a component with some threads ---------------------------------------- */

static struct thread room[THREADS];
static pthread_t runners[THREADS];
static void (*body)(int index);

static void begin(bool bound)
{
	pthread_condattr_t monotonic;

	memset(room, 0, sizeof room);
	threads_begin(room, THREADS, NULL);
	threads.bound = bound;
	most_waiting = 0;
	for (int i = 0; i < SLOTS; i++) {
		notifications[i] = (struct notification){ .active = false };
		pthread_mutex_init(&notifications[i].mutex, NULL);
		pthread_cond_init(&notifications[i].changed, NULL);
	}
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&timer.changed, &monotonic);
	timer.present = false;
	for (int i = 0; i < THREADS; i++) {
		thread_begin(&room[i], (uint64_t)i, SLOT_OWN + (uint64_t)i, (uint8_t)(100 + i % 2));
		room[i].wait = &nowhere;
	}
}

static void *runner(void *argument)
{
	thread_self = argument;
	body(thread_index(thread_self));
	return NULL;
}

/** Run @run in @count threads, from index @first on. */
static void start(int first, int count, void (*run)(int index))
{
	body = run;
	for (int i = first; i < first + count; i++)
		pthread_create(&runners[i], NULL, runner, &room[i]);
}

static void join(int first, int count)
{
	for (int i = first; i < first + count; i++)
		pthread_join(runners[i], NULL);
}

/** Wait until a thread sleeps on @word. */
static void await_sleeper(int index, const uint32_t *word)
{
	while (__atomic_load_n(&room[index].futex, __ATOMIC_SEQ_CST) !=
	       ((uint64_t)(uintptr_t)word | FUTEX_SLEEPS))
		sched_yield();
}

/* --- futexes -------------------------------------------------------------- */

static uint32_t lock_word; /* 0 free, 1 taken, 2 taken and perhaps waited for */
static uint64_t counter;   /* guarded by it */

static void lock(void)
{
	uint32_t seen = 0;

	if (__atomic_compare_exchange_n(&lock_word, &seen, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return;
	while (__atomic_exchange_n(&lock_word, 2, __ATOMIC_ACQUIRE))
		futex_wait(thread_self, &lock_word, 2, 0);
}

static void unlock(void)
{
	if (__atomic_exchange_n(&lock_word, 0, __ATOMIC_SEQ_CST) == 2)
		futex_wake(&lock_word, 1);
}

enum { INCREMENTS = 20000 };

static void increment(int index)
{
	for (int i = 0; i < INCREMENTS; i++) {
		lock();
		counter++;
		unlock();
	}
}

static void a_lock_keeps_threads_apart(void)
{
	begin(false);
	counter = 0;
	start(0, THREADS, increment);
	join(0, THREADS);
	CHECK_EQ(counter, (uint64_t)THREADS * INCREMENTS);
	CHECK(most_waiting <= 1); /* one leader at a time */
}

static void the_same_with_a_bound_notification(void)
{
	begin(true);
	counter = 0;
	start(0, THREADS, increment);
	join(0, THREADS);
	CHECK_EQ(counter, (uint64_t)THREADS * INCREMENTS);
}

static uint32_t ball;

enum { PASSES = 20000 };

static void play(int index)
{
	for (uint32_t i = (uint32_t)index; i < PASSES; i += 2) {
		uint32_t now;

		while ((now = __atomic_load_n(&ball, __ATOMIC_SEQ_CST)) != i)
			futex_wait(thread_self, &ball, now, 0);
		__atomic_store_n(&ball, i + 1, __ATOMIC_SEQ_CST);
		futex_wake(&ball, 1);
	}
}

static void two_take_turns(void)
{
	begin(false);
	ball = 0;
	start(0, 2, play);
	join(0, 2);
	CHECK_EQ(ball, PASSES);
}

static uint32_t gate, other_gate;
static int passed[THREADS];

static void pass_gate(int index)
{
	while (!__atomic_load_n(&gate, __ATOMIC_SEQ_CST))
		futex_wait(thread_self, &gate, 0, 0);
	__atomic_store_n(&passed[index], 1, __ATOMIC_SEQ_CST);
}

/** Threads 1.. wait at the gate, in this order. */
static void queue_at_gate(void)
{
	begin(false);
	gate = other_gate = 0;
	memset(passed, 0, sizeof passed);
	for (int i = 1; i < THREADS; i++) {
		start(i, 1, pass_gate);
		await_sleeper(i, &gate);
	}
}

static void the_most_urgent_is_woken_first(void)
{
	static const int order[] = { 1, 3, 5, 2, 4 }; /* priority 101, then 100, each as they came */

	queue_at_gate();
	__atomic_store_n(&gate, 1, __ATOMIC_SEQ_CST);
	for (int i = 0; i < THREADS - 1; i++) {
		CHECK_EQ(futex_wake(&gate, 1), 1);
		join(order[i], 1);
		CHECK_EQ(passed[order[i]], 1);
	}
	CHECK_EQ(futex_wake(&gate, 1), 0);
}

static void sleepers_are_moved(void)
{
	queue_at_gate();
	CHECK_EQ(futex_move(&gate, &other_gate, 2), 2);
	await_sleeper(1, &other_gate);
	await_sleeper(3, &other_gate);
	__atomic_store_n(&gate, 1, __ATOMIC_SEQ_CST);
	CHECK_EQ(futex_wake(&gate, 100), 3);
	CHECK_EQ(futex_wake(&other_gate, 100), 2);
	join(1, THREADS - 1);
}

static void a_changed_word_is_not_slept_on(void)
{
	uint32_t word = 5;

	begin(false);
	thread_self = &room[0];
	CHECK_EQ(futex_wait(thread_self, &word, 4, 0), -EAGAIN);
	CHECK_EQ(room[0].futex, 0);
}

/* --- time ----------------------------------------------------------------- */

static int result[THREADS];
static uint64_t took_ns[THREADS];

static void sleep_a_while(int index)
{
	uint64_t start_ns = clock_now_ns();
	uint32_t word = 0;

	result[index] = futex_wait(thread_self, &word, 0, start_ns + (uint64_t)(index + 1) * 5000000);
	took_ns[index] = clock_now_ns() - start_ns;
}

static void time_runs_out_for_each(void)
{
	pthread_t clock;

	begin(false);
	timer.present = true;
	timer.end = false;
	pthread_create(&clock, NULL, timer_run, NULL);
	start(0, THREADS, sleep_a_while);
	join(0, THREADS);
	pthread_mutex_lock(&timer.mutex);
	timer.end = true;
	pthread_cond_signal(&timer.changed);
	pthread_mutex_unlock(&timer.mutex);
	pthread_join(clock, NULL);
	for (int i = 0; i < THREADS; i++) {
		CHECK_EQ(result[i], -ETIMEDOUT);
		CHECK(took_ns[i] >= (uint64_t)(i + 1) * 5000000);
	}
}

static void without_a_timer_it_says_so(void)
{
	uint32_t word = 0;

	begin(false);
	thread_self = &room[0];
	CHECK_EQ(futex_wait(thread_self, &word, 0, clock_now_ns() + 1000000000), -ENODEV);
	CHECK_EQ(room[0].futex, 0);
}

/* --- signals -------------------------------------------------------------- */

enum { SIGNALS_EACH = 3000 };

static uint64_t asked[THREADS], answered[THREADS];

/** Wait for signals of its own bit until all that was asked for has come. */
static void hear(int index)
{
	for (uint64_t have = 0; have < SIGNALS_EACH;) {
		sleep_for_signals(thread_self, 1ull << index);
		have = __atomic_load_n(&asked[index], __ATOMIC_SEQ_CST);
		__atomic_store_n(&answered[index], have, __ATOMIC_SEQ_CST);
	}
}

/** Ask each thread in turn, without waiting for all: some signals run together. */
static void ask_all(int first)
{
	for (uint64_t n = 1; n <= SIGNALS_EACH; n++) {
		for (int i = first; i < THREADS; i++) {
			__atomic_store_n(&asked[i], n, __ATOMIC_SEQ_CST);
			signal_bits(KAAL_SLOT_NOTIFICATION, 1ull << i);
		}
		if (n % 16 == 0)
			for (int i = first; i < THREADS; i++)
				while (__atomic_load_n(&answered[i], __ATOMIC_SEQ_CST) < n)
					sched_yield();
	}
}

static void signals_reach_whom_they_concern(void)
{
	begin(false);
	memset(asked, 0, sizeof asked);
	memset(answered, 0, sizeof answered);
	start(0, THREADS, hear);
	ask_all(0);
	join(0, THREADS);
	for (int i = 0; i < THREADS; i++)
		CHECK_EQ(answered[i], SIGNALS_EACH);
	CHECK(most_waiting <= 1);
}

static bool served_all;

/** The first thread of a server: it takes all signals, and hands on those that others wait for. */
static void serve(int index)
{
	if (index) {
		hear(index);
		return;
	}
	while (!__atomic_load_n(&served_all, __ATOMIC_SEQ_CST))
		sleep_deliver(notify_wait(KAAL_SLOT_NOTIFICATION));
}

static void a_server_hands_signals_on(void)
{
	begin(true);
	memset(asked, 0, sizeof asked);
	memset(answered, 0, sizeof answered);
	served_all = false;
	start(0, THREADS, serve);
	ask_all(1);
	join(1, THREADS - 1);
	__atomic_store_n(&served_all, true, __ATOMIC_SEQ_CST);
	notify_signal(KAAL_SLOT_NOTIFICATION);
	join(0, 1);
	for (int i = 1; i < THREADS; i++)
		CHECK_EQ(answered[i], SIGNALS_EACH);
}

static void signals_that_came_early_are_kept(void)
{
	begin(false);
	thread_self = &room[0];
	sleep_deliver(0x30);
	CHECK_EQ(sleep_for_signals(thread_self, 0x10), 0x10);
	CHECK_EQ(sleep_for_signals(thread_self, 0xf0), 0x20);
	CHECK_EQ(room[1].pending, 0x30); /* everyone gets to know */
}

/* --- pages ---------------------------------------------------------------- */

enum { PAGES = 64, TAKES = 4000 };

static _Alignas(PAGE_HEAP_PAGE_BYTES) uint8_t region[PAGES * PAGE_HEAP_PAGE_BYTES];
static struct page_heap heap;
static int stained;

static void take_and_give(int index)
{
	unsigned int seed = (unsigned int)index;

	for (int i = 0; i < TAKES; i++) {
		size_t bytes = (1 + (seed = seed * 1103515245 + 12345) / 65536 % 7) * PAGE_HEAP_PAGE_BYTES;
		uint8_t *pages = page_heap_take(&heap, bytes);

		if (!pages)
			continue;
		for (size_t at = 0; at < bytes; at += PAGE_HEAP_PAGE_BYTES / 2) {
			if (pages[at])
				__atomic_store_n(&stained, 1, __ATOMIC_RELAXED);
			pages[at] = (uint8_t)(index + 1);
		}
		for (size_t at = 0; at < bytes; at += PAGE_HEAP_PAGE_BYTES / 2)
			if (pages[at] != index + 1)
				__atomic_store_n(&stained, 1, __ATOMIC_RELAXED);
		page_heap_give(&heap, pages, bytes);
	}
}

static void pages_have_one_owner(void)
{
	begin(false);
	memset(region, 0, sizeof region);
	page_heap_init(&heap, region, sizeof region);
	stained = 0;
	start(0, THREADS, take_and_give);
	join(0, THREADS);
	CHECK_EQ(stained, 0);
	CHECK(page_heap_take(&heap, (PAGES - 1) * PAGE_HEAP_PAGE_BYTES)); /* nothing was lost */
}

TAP_MAIN(TAP(a_lock_keeps_threads_apart), TAP(the_same_with_a_bound_notification), TAP(two_take_turns),
	 TAP(the_most_urgent_is_woken_first), TAP(sleepers_are_moved), TAP(a_changed_word_is_not_slept_on),
	 TAP(time_runs_out_for_each), TAP(without_a_timer_it_says_so), TAP(signals_reach_whom_they_concern),
	 TAP(a_server_hands_signals_on), TAP(signals_that_came_early_are_kept), TAP(pages_have_one_owner))
