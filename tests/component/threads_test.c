/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Threads in a component: what libc makes of them, and what they leave behind. */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#include <component/clock.h>
#include <component/component.h>
#include <component/root.h>
#include <sel4/sel4.h>

#include "abi/kaal/timer.h"

#include "tap.h"

KAAL_COMPONENT(threads_test) = {
	KAAL_IDENTITY("threads_test"), .priority = 100,  .stack_bytes = 65536,
	.heap_bytes = 4194304,         .threads_max = 9, KAAL_NEEDS(KAAL_USES(KAAL_TIMER, 0), KAAL_MANAGE),
};

enum { THREADS = 8 };

static pthread_t threads[THREADS];

static void start(int count, void *(*run)(void *))
{
	for (int i = 0; i < count; i++)
		CHECK_EQ(pthread_create(&threads[i], NULL, run, (void *)(intptr_t)i), 0);
}

static void join(int count)
{
	for (int i = 0; i < count; i++)
		CHECK_EQ(pthread_join(threads[i], NULL), 0);
}

/* --- beginning and end -------------------------------------------------------- */

static void *twice(void *number)
{
	return (void *)((intptr_t)number * 2);
}

static void results_are_joined(void)
{
	start(THREADS, twice);
	for (int i = 0; i < THREADS; i++) {
		void *result;

		CHECK_EQ(pthread_join(threads[i], &result), 0);
		CHECK_EQ((intptr_t)result, 2 * i);
	}
}

static void *wait_for_main(void *semaphore)
{
	sem_wait(semaphore);
	return NULL;
}

static void no_more_than_the_descriptor_allows(void)
{
	pthread_t refused;
	sem_t semaphore;

	sem_init(&semaphore, 0, 0);
	for (int i = 0; i < THREADS; i++)
		CHECK_EQ(pthread_create(&threads[i], NULL, wait_for_main, &semaphore), 0);
	CHECK_EQ(pthread_create(&refused, NULL, wait_for_main, &semaphore), EAGAIN);
	for (int i = 0; i < THREADS; i++)
		sem_post(&semaphore);
	join(THREADS);
	CHECK_EQ(pthread_create(&threads[0], NULL, twice, NULL), 0); /* there is room again */
	join(1);
}

static struct kaal_root_info own_info(void)
{
	struct kaal_root_info info;

	for (unsigned int i = 0; root_info(i, &info) == 0; i++)
		if (info.id == component_startup()->id)
			return info;
	CHECK(!"the component finds itself");
	return info;
}

static void come_and_go(int count)
{
	for (int i = 0; i < count; i++) {
		start(1, twice);
		join(1);
	}
}

static void a_thousand_threads_leave_everything_as_it_was(void)
{
	struct kaal_root_info before, after;
	struct kaal_root_mem mem_before, mem_after;

	come_and_go(3);
	before = own_info();
	CHECK_EQ(root_mem(&mem_before), 0);
	come_and_go(1000);
	after = own_info();
	CHECK_EQ(root_mem(&mem_after), 0);
	CHECK_EQ(after.memory_bytes, before.memory_bytes);
	CHECK_EQ(after.slots, before.slots);
	CHECK_EQ(after.threads, 1);
	CHECK_EQ(mem_after.free_bytes, mem_before.free_bytes);
	CHECK_EQ(mem_after.slots_free, mem_before.slots_free);

	void *large = malloc(3 << 20); /* most of the heap, in one piece */

	CHECK(large);
	free(large);
}

static _Atomic int detached_done;

static void *run_detached(void *unused)
{
	detached_done++;
	return unused;
}

static void detached_threads_clean_up_themselves(void)
{
	pthread_attr_t attributes;

	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	detached_done = 0;
	for (int i = 0; i < 200; i++) {
		pthread_t thread;

		while (pthread_create(&thread, &attributes, run_detached, NULL) == EAGAIN)
			sched_yield();
	}
	while (detached_done < 200 || own_info().threads > 1)
		sched_yield();

	void *large = malloc(3 << 20);

	CHECK(large);
	free(large);
}

static void *check_stack(void *bytes)
{
	volatile char *space = __builtin_alloca((size_t)bytes);

	for (size_t i = 0; i < (size_t)bytes; i += 1024)
		space[i] = 1;
	return NULL;
}

static void stacks_are_as_large_as_asked_for(void)
{
	pthread_attr_t attributes;

	pthread_attr_init(&attributes);
	CHECK_EQ(pthread_attr_setstacksize(&attributes, 1 << 20), 0);
	CHECK_EQ(pthread_create(&threads[0], &attributes, check_stack, (void *)((1 << 20) - 8192)), 0);
	join(1);
	CHECK_EQ(pthread_attr_setstacksize(&attributes, 64 << 20), 0);
	CHECK_EQ(pthread_create(&threads[0], &attributes, check_stack, NULL), EAGAIN);
}

/* --- locks -------------------------------------------------------------------- */

enum { ROUNDS = 5000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static volatile long shared;

static void *add_under_lock(void *unused)
{
	for (int i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&mutex);
		shared++;
		if (i % 64 == 0)
			sched_yield(); /* while it is held */
		pthread_mutex_unlock(&mutex);
	}
	return unused;
}

static void mutexes_keep_threads_apart(void)
{
	shared = 0;
	start(THREADS, add_under_lock);
	join(THREADS);
	CHECK_EQ(shared, (long)THREADS * ROUNDS);
}

static pthread_cond_t turned = PTHREAD_COND_INITIALIZER;
static int turn;

static void *take_turns(void *number)
{
	for (int i = 0; i < 1000; i++) {
		pthread_mutex_lock(&mutex);
		while (turn % 3 != (int)(intptr_t)number)
			pthread_cond_wait(&turned, &mutex);
		turn++;
		pthread_cond_broadcast(&turned);
		pthread_mutex_unlock(&mutex);
	}
	return NULL;
}

static void condition_variables_take_turns(void)
{
	turn = 0;
	start(3, take_turns);
	join(3);
	CHECK_EQ(turn, 3000);
}

static void timed_waits_end(void)
{
	pthread_condattr_t monotonic;
	pthread_cond_t never;
	struct timespec until;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&never, &monotonic);
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += 20000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;

	uint64_t before = clock_now_ns();

	pthread_mutex_lock(&mutex);
	CHECK_EQ(pthread_cond_timedwait(&never, &mutex, &until), ETIMEDOUT);
	pthread_mutex_unlock(&mutex);
	CHECK(clock_now_ns() - before >= 19000000);
}

static sem_t there, back;

static void *send_back(void *rounds)
{
	for (intptr_t i = 0; i < (intptr_t)rounds; i++) {
		sem_wait(&there);
		sem_post(&back);
	}
	return NULL;
}

/** For people: run QEMU with -icount shift=0, and a nanosecond is an instruction. */
static void threads_are_timed(void)
{
	enum { TIMES = 1000 };
	uint64_t begin = clock_now_ns(), middle, end;

	come_and_go(TIMES);
	middle = clock_now_ns();
	sem_init(&there, 0, 0);
	sem_init(&back, 0, 0);
	CHECK_EQ(pthread_create(&threads[0], NULL, send_back, (void *)(intptr_t)TIMES), 0);
	for (int i = 0; i < TIMES; i++) {
		sem_post(&there);
		sem_wait(&back);
	}
	end = clock_now_ns();
	join(1);
	printf("# to create and join a thread takes %u ns, to another and back by semaphores %u ns\n",
	       (unsigned int)((middle - begin) / TIMES), (unsigned int)((end - middle) / TIMES));
}

static pthread_barrier_t barrier;
static _Atomic int arrived, serial_threads, too_early;

static void *meet(void *unused)
{
	for (int i = 1; i <= 100; i++) {
		arrived++;
		if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
			serial_threads++;
		too_early += arrived < 4 * i;
		pthread_barrier_wait(&barrier);
	}
	return unused;
}

static void barriers_hold(void)
{
	arrived = serial_threads = too_early = 0;
	pthread_barrier_init(&barrier, NULL, 4);
	start(4, meet);
	join(4);
	CHECK_EQ(arrived, 400);
	CHECK_EQ(serial_threads, 100);
	CHECK_EQ(too_early, 0);
}

static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static volatile int left, right;
static _Atomic int torn;

static void *read_or_write(void *number)
{
	for (int i = 0; i < 1000; i++) {
		if ((intptr_t)number == 0) {
			pthread_rwlock_wrlock(&rwlock);
			left = i;
			sched_yield();
			right = i;
		} else {
			pthread_rwlock_rdlock(&rwlock);
			torn += left != right;
		}
		pthread_rwlock_unlock(&rwlock);
	}
	return NULL;
}

static void readers_and_writers_are_kept_apart(void)
{
	torn = 0;
	left = right = 0;
	start(4, read_or_write);
	join(4);
	CHECK_EQ(torn, 0);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Atomic int initialised;

static void initialise(void)
{
	sched_yield();
	initialised++;
}

static void *run_once(void *unused)
{
	pthread_once(&once, initialise);
	too_early += initialised != 1;
	return unused;
}

static void once_is_once(void)
{
	start(THREADS, run_once);
	join(THREADS);
	CHECK_EQ(initialised, 1);
	CHECK_EQ(too_early, 0);
}

/* --- what each thread has of its own -------------------------------------------- */

static _Thread_local int counter = 7;
static _Thread_local char block[3000];
static pthread_key_t key;
static _Atomic int destroyed;

static void destroy(void *value)
{
	destroyed += (int)(intptr_t)value;
}

static void *use_own(void *number)
{
	bool fresh = counter == 7 && errno == 0 && block[2999] == 0;

	counter += (int)(intptr_t)number;
	errno = (int)(intptr_t)number;
	block[2999] = 1;
	pthread_setspecific(key, (void *)((intptr_t)number + 1));
	sched_yield();
	return (void *)(intptr_t)(fresh && counter == 7 + (intptr_t)number && errno == (intptr_t)number);
}

static void thread_locals_are_each_threads_own(void)
{
	destroyed = 0;
	CHECK_EQ(pthread_key_create(&key, destroy), 0);
	errno = 0;
	start(THREADS, use_own);
	for (int i = 0; i < THREADS; i++) {
		void *good;

		CHECK_EQ(pthread_join(threads[i], &good), 0);
		CHECK(good);
	}
	CHECK_EQ(counter, 7);
	CHECK_EQ(destroyed, THREADS * (THREADS + 1) / 2);
	pthread_key_delete(key);
}

static void *ask_root(void *unused)
{
	struct kaal_root_mem mem;

	(void)unused;
	for (int i = 0; i < 300; i++) {
		for (int word = 0; word < 8; word++)
			seL4_SetMR(word, (seL4_Word)&mem);
		if (seL4_GetMR(5) != (seL4_Word)&mem || root_mem(&mem) || mem.slots == 0)
			return (void *)1;
		sched_yield();
	}
	return NULL;
}

static void each_thread_has_an_ipc_buffer(void)
{
	start(4, ask_root);
	for (int i = 0; i < 4; i++) {
		void *failed;

		CHECK_EQ(pthread_join(threads[i], &failed), 0);
		CHECK(!failed);
	}
}

static void *use_heap(void *number)
{
	uintptr_t spoiled = 0;
	unsigned int seed = (unsigned int)(intptr_t)number;

	for (int i = 0; i < 1500; i++) {
		size_t bytes = 1 + (size_t)rand_r(&seed) % 20000;
		uint8_t *space = malloc(bytes);

		if (!space)
			continue;
		memset(space, (int)(intptr_t)number + 1, bytes);
		if (i % 16 == 0)
			sched_yield();
		for (size_t at = 0; at < bytes; at += 97)
			spoiled += space[at] != (uintptr_t)number + 1;
		free(space);
	}
	return (void *)spoiled;
}

static void the_heap_is_shared(void)
{
	start(THREADS, use_heap);
	for (int i = 0; i < THREADS; i++) {
		void *failed;

		CHECK_EQ(pthread_join(threads[i], &failed), 0);
		CHECK(!failed);
	}
}

/* --- time and priorities --------------------------------------------------------- */

static void *sleep_by_number(void *number)
{
	uint64_t before = clock_now_ns();
	unsigned int ms = 5 + 7 * (unsigned int)(intptr_t)number;

	for (int i = 0; i < 3; i++)
		usleep(ms * 1000);

	uint64_t took_ms = (clock_now_ns() - before) / 1000000;

	return (void *)(uintptr_t)(took_ms >= 3 * ms && took_ms < 3 * ms + 2000);
}

static void threads_sleep_each_its_own_time(void)
{
	start(THREADS, sleep_by_number);
	for (int i = 0; i < THREADS; i++) {
		void *good;

		CHECK_EQ(pthread_join(threads[i], &good), 0);
		CHECK(good);
	}
}

static volatile bool low_runs_on;
static volatile long low_progress;

static void *run_low(void *unused)
{
	low_progress = 0;
	while (low_runs_on)
		low_progress++;
	return unused;
}

/** A thread of this priority. */
static pthread_t start_with_priority(int priority, void *(*run)(void *))
{
	const struct sched_param parameters = { .sched_priority = priority };
	pthread_attr_t attributes;
	pthread_t thread;

	pthread_attr_init(&attributes);
	CHECK_EQ(pthread_attr_setinheritsched(&attributes, PTHREAD_EXPLICIT_SCHED), 0);
	CHECK_EQ(pthread_attr_setschedpolicy(&attributes, SCHED_FIFO), 0);
	CHECK_EQ(pthread_attr_setschedparam(&attributes, &parameters), 0);
	CHECK_EQ(pthread_create(&thread, &attributes, run, NULL), 0);
	return thread;
}

static void the_more_urgent_runs_first(void)
{
	pthread_t low;
	long seen;

	low_runs_on = true;
	low = start_with_priority(50, run_low);
	usleep(20000);
	seen = low_progress;
	CHECK(seen > 0); /* it runs while we sleep */
	for (volatile int i = 0; i < 1000000; i++)
		;
	CHECK_EQ(low_progress, seen); /* and does not while we run */
	low_runs_on = false;
	CHECK_EQ(pthread_join(low, NULL), 0);
}

static void priorities_are_bounded(void)
{
	struct sched_param parameters;
	int policy;

	CHECK_EQ(pthread_getschedparam(pthread_self(), &policy, &parameters), 0);
	CHECK_EQ(parameters.sched_priority, 100);
	CHECK_EQ(sched_get_priority_max(SCHED_FIFO), 100);
	CHECK_EQ(sched_get_priority_min(SCHED_RR), 1);
	parameters.sched_priority = 101;
	CHECK_EQ(pthread_setschedparam(pthread_self(), SCHED_RR, &parameters), EPERM);
	parameters.sched_priority = 60;
	CHECK_EQ(pthread_setschedparam(pthread_self(), SCHED_RR, &parameters), 0);
	CHECK_EQ(pthread_setschedprio(pthread_self(), 100), 0);
}

/* --- C11 -------------------------------------------------------------------------- */

static mtx_t c11_mutex;
static cnd_t c11_condition;
static bool c11_ready;

static int c11_run(void *value)
{
	mtx_lock(&c11_mutex);
	while (!c11_ready)
		cnd_wait(&c11_condition, &c11_mutex);
	mtx_unlock(&c11_mutex);
	return *(int *)value + 1;
}

static void c11_threads_work(void)
{
	int value = 41, result;
	thrd_t thread;

	CHECK_EQ(mtx_init(&c11_mutex, mtx_plain), thrd_success);
	CHECK_EQ(cnd_init(&c11_condition), thrd_success);
	CHECK_EQ(thrd_create(&thread, c11_run, &value), thrd_success);
	thrd_yield();
	mtx_lock(&c11_mutex);
	c11_ready = true;
	cnd_signal(&c11_condition);
	mtx_unlock(&c11_mutex);
	CHECK_EQ(thrd_join(thread, &result), thrd_success);
	CHECK_EQ(result, 42);
}

TAP_MAIN(TAP(results_are_joined), TAP(no_more_than_the_descriptor_allows),
	 TAP(a_thousand_threads_leave_everything_as_it_was), TAP(detached_threads_clean_up_themselves),
	 TAP(stacks_are_as_large_as_asked_for), TAP(mutexes_keep_threads_apart),
	 TAP(condition_variables_take_turns), TAP(timed_waits_end), TAP(threads_are_timed),
	 TAP(barriers_hold), TAP(readers_and_writers_are_kept_apart), TAP(once_is_once),
	 TAP(thread_locals_are_each_threads_own), TAP(each_thread_has_an_ipc_buffer), TAP(the_heap_is_shared),
	 TAP(threads_sleep_each_its_own_time), TAP(the_more_urgent_runs_first), TAP(priorities_are_bounded),
	 TAP(c11_threads_work))
