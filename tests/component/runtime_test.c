/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The component that tests: what the runtime answers to libc, the root task and the timer. */
#include <errno.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <component/clock.h>
#include <component/component.h>
#include <component/connection.h>
#include <component/root.h>
#include <sel4/sel4.h>

#include "abi/kaal/timer.h"

#include "libc_tests.h"
#include "tap.h"

KAAL_COMPONENT(runtime_test) = {
	KAAL_IDENTITY("runtime_test"),        .priority = 100, .stack_bytes = 65536, .heap_bytes = 1048576,
	KAAL_NEEDS(KAAL_USES(KAAL_TIMER, 0)),
};

static const int64_t NS_PER_S = 1000000000;

static int64_t monotonic_ns(void)
{
	struct timespec now;

	CHECK_EQ(clock_gettime(CLOCK_MONOTONIC, &now), 0);
	return now.tv_sec * NS_PER_S + now.tv_nsec;
}

static void time_goes_on(void)
{
	int64_t first = monotonic_ns();
	struct timespec resolution;

	CHECK(first > 0);
	for (int i = 0; i < 1000; i++) {
		int64_t next = monotonic_ns();

		CHECK(next >= first);
		first = next;
	}
	CHECK_EQ(clock_getres(CLOCK_MONOTONIC, &resolution), 0);
}

static void time_of_day_is_not_pretended(void)
{
	struct timespec now;

	CHECK_EQ(clock_gettime(CLOCK_REALTIME, &now), -1);
	CHECK_EQ(errno, EINVAL);
}

/** Sleeps for @ms; it must take at least that, and not much longer. */
static void sleep_takes(int64_t ms)
{
	struct timespec duration = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };
	int64_t before = monotonic_ns();

	CHECK_EQ(nanosleep(&duration, NULL), 0);

	int64_t took_ms = (monotonic_ns() - before) / 1000000;

	printf("# nanosleep of %d ms took %d ms\n", (int)ms, (int)took_ms);
	CHECK(took_ms >= ms && took_ms < ms + 500); /* emulated time is noisy */
}

static void sleeping_works(void)
{
	sleep_takes(0);
	sleep_takes(1);
	sleep_takes(10);
	sleep_takes(130); /* longer than the interval timer counts at once */
}

static void sleeping_refuses_nonsense(void)
{
	CHECK_EQ(nanosleep(&(struct timespec){ .tv_nsec = 1000000000 }, NULL), -1);
	CHECK_EQ(errno, EINVAL);
	CHECK_EQ(nanosleep(&(struct timespec){ .tv_sec = -1 }, NULL), -1);
}

static void timer_and_counter_agree(void)
{
	struct connection timer;
	uint64_t words[4] = { 0 };
	uint64_t before = clock_now_ns();

	CHECK_EQ(connection_open(&timer, KAAL_TIMER, 1), 0);
	CHECK_EQ(connection_call(&timer, KAAL_TIMER_NOW, words, 0), 0);
	CHECK(words[0] >= before && words[0] <= clock_now_ns());
}

static void timer_refuses_nonsense(void)
{
	struct connection timer;
	uint64_t words[4] = { 1, 2, 3, 4 };

	CHECK_EQ(connection_open(&timer, KAAL_TIMER, 1), 0);
	CHECK_EQ(connection_call(&timer, 0, words, 4), -ENOSYS);
	CHECK_EQ(connection_call(&timer, 77, words, 4), -ENOSYS);
	CHECK_EQ(connection_call(&timer, KAAL_TIMER_ALARM, words, 0), -EINVAL);
	CHECK_EQ(connection_call(&timer, KAAL_TIMER_ALARM, (uint64_t[4]){ UINT64_MAX }, 1), 0);
	CHECK_EQ(connection_call(&timer, KAAL_TIMER_ALARM, (uint64_t[4]){ 0 }, 1), 0);
}

static void what_is_not_connected_is_not_found(void)
{
	struct connection connection;

	CHECK_EQ(connection_open(&connection, "serial", 1), -ENOENT);
}

static void unknown_system_calls_are_errors(void)
{
	char bytes[8];

	CHECK_EQ(syscall(SYS_getrandom, bytes, sizeof bytes, 0), -1);
	CHECK_EQ(errno, ENOSYS);
	CHECK_EQ(syscall(SYS_socket, 1, 2, 3), -1);
	CHECK_EQ(errno, ENOSYS);
}

static void files_are_the_three_standard_ones(void)
{
	char byte;

	CHECK_EQ(read(0, &byte, 1), 0); /* no serial connection: the input is empty */
	CHECK_EQ(write(7, "x", 1), -1);
	CHECK_EQ(errno, EBADF);
	CHECK_EQ(lseek(1, 0, SEEK_SET), -1);
	CHECK_EQ(errno, ESPIPE);
	CHECK_EQ(close(9), -1);
	CHECK(isatty(1));
}

static void the_root_task_refuses_what_was_not_granted(void)
{
	struct kaal_root_info info;
	struct kaal_root_mem mem;
	struct kaal_root_cap cap;
	uint64_t id;

	CHECK_EQ(root_info(0, &info), -EPERM);
	CHECK_EQ(root_mem(&mem), -EPERM);
	CHECK_EQ(root_cap(1, 0, &cap), -EPERM);
	CHECK_EQ(root_start("ender", &id), -EPERM);
	CHECK_EQ(root_poweroff(), -EPERM);
	CHECK_EQ(root_reboot(), -EPERM);
	CHECK_EQ(root_console_handover(), -EPERM);
}

/** Call the root task with anything at all. @return its errno */
static int root_call_raw(uint64_t label, unsigned int words, uint64_t first)
{
	seL4_SetMR(0, first);
	return (int)seL4_MessageInfo_get_label(
		seL4_Call(KAAL_SLOT_ROOT, seL4_MessageInfo_new(label, 0, 0, words)));
}

static void the_root_task_refuses_nonsense(void)
{
	CHECK_EQ(root_call_raw(0, 0, 0), ENOSYS);
	CHECK_EQ(root_call_raw(12345, 120, 0), ENOSYS);
	CHECK_EQ(root_call_raw(KAAL_ROOT_LOG, 0, 0), EINVAL);
	CHECK_EQ(root_call_raw(KAAL_ROOT_LOG, 2, 0), EINVAL);
	CHECK_EQ(root_call_raw(KAAL_ROOT_LOG, 2, 9), EINVAL); /* more text than words */
	CHECK_EQ(root_call_raw(KAAL_ROOT_LOG, 120, 801), EINVAL);
	CHECK_EQ(root_call_raw(KAAL_ROOT_LOG, 2, UINT64_MAX), EINVAL);
}

TAP_MAIN(TAP(numbers_are_formatted), TAP(numbers_are_parsed), TAP(memory_comes_and_goes),
	 TAP(memory_ends_with_enomem), TAP(fresh_memory_is_zero), TAP(thread_locals_are_initialised),
	 TAP(constructors_have_run), TAP(locks_work), TAP(second_threads_are_refused), TAP(sorting_works),
	 TAP(time_goes_on), TAP(time_of_day_is_not_pretended), TAP(sleeping_works),
	 TAP(sleeping_refuses_nonsense), TAP(timer_and_counter_agree), TAP(timer_refuses_nonsense),
	 TAP(what_is_not_connected_is_not_found), TAP(unknown_system_calls_are_errors),
	 TAP(files_are_the_three_standard_ones), TAP(the_root_task_refuses_what_was_not_granted),
	 TAP(the_root_task_refuses_nonsense))
