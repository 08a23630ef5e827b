/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Calls between components: long ones, late ones, waiting ones. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>

#include <component/clock.h>
#include <component/component.h>
#include <component/connection.h>
#include <component/root.h>

#include "abi/kaal/timer.h"

#include "answers.h"
#include "tap.h"

KAAL_COMPONENT(calls_test) = {
	KAAL_IDENTITY("calls_test"), .priority = 100,
	.stack_bytes = 65536,        .heap_bytes = 4194304,
	.threads_max = 12,           KAAL_NEEDS(KAAL_USES(ANSWERS, 0), KAAL_USES(KAAL_TIMER, 0), KAAL_MANAGE),
};

static struct connection answers;

static void lengths_from_none_to_all(void)
{
	uint64_t words[COMPONENT_CALL_WORDS_MAX], got[COMPONENT_CALL_WORDS_MAX];

	CHECK_EQ(connection_open(&answers, ANSWERS, 1), 0);
	for (unsigned int count = 0; count <= COMPONENT_CALL_WORDS_MAX; count++) {
		for (unsigned int i = 0; i < count; i++)
			words[i] = 1000 * count + i;
		CHECK_EQ(connection_exchange(&answers, ANSWERS_NEXT, words, count, got, count), count);
		for (unsigned int i = 0; i < count; i++)
			CHECK_EQ(got[i], 1000 * count + i + 1);
	}
	CHECK_EQ(connection_exchange(&answers, ANSWERS_NEXT, words, 10, got, 3), 3);
}

static void short_calls_go_in_registers(void)
{
	uint64_t words[4] = { 1, 2, 3, 4 };

	CHECK_EQ(connection_call(&answers, ANSWERS_NEXT, words, 3), 0);
	CHECK_EQ(words[0], 2);
	CHECK_EQ(words[2], 4);
	CHECK_EQ(words[3], 0);
}

/** For people: run QEMU with -icount shift=0, and a nanosecond is an instruction. */
static void calls_are_timed(void)
{
	enum { ROUNDS = 1000 };
	uint64_t words[20] = { 0 };
	uint64_t start = clock_now_ns(), middle, end;

	for (int i = 0; i < ROUNDS; i++)
		CHECK_EQ(connection_call(&answers, ANSWERS_NEXT, words, 1), 0);
	middle = clock_now_ns();
	for (int i = 0; i < ROUNDS; i++)
		CHECK_EQ(connection_exchange(&answers, ANSWERS_NEXT, words, 20, words, 20), 20);
	end = clock_now_ns();
	CHECK_EQ(words[0], 2 * ROUNDS);
	printf("# a call with 1 word takes %u ns, with 20 words %u ns\n",
	       (unsigned int)((middle - start) / ROUNDS), (unsigned int)((end - middle) / ROUNDS));
}

static void errors_come_back(void)
{
	uint64_t words[4] = { ENOSPC };

	CHECK_EQ(connection_call(&answers, ANSWERS_ERROR, words, 1), -ENOSPC);
	CHECK_EQ(connection_exchange(&answers, 999, words, 0, words, 4), -ENOSYS);
}

/* --- late answers ----------------------------------------------------------- */

enum { CALLERS = 10, REPLIES = KAAL_SLOT_REPLIES_LAST - KAAL_SLOT_REPLIES + 1 };

static _Atomic int refused;

static void *call_later(void *number)
{
	uint64_t words[4] = { (uintptr_t)number };
	int error = connection_call(&answers, ANSWERS_LATER, words, 1);

	refused += error == -EBUSY;
	return (void *)(intptr_t)(error ? error : (int)words[0]);
}

/** Call without words. @return the first of the answer */
static uint64_t ask(enum answers_op operation)
{
	uint64_t words[4] = { 0 };

	CHECK_EQ(connection_call(&answers, operation, words, 0), 0);
	return words[0];
}

static void answers_may_come_later(void)
{
	pthread_t callers[CALLERS];

	refused = 0;
	for (uintptr_t i = 0; i < CALLERS; i++)
		CHECK_EQ(pthread_create(&callers[i], NULL, call_later, (void *)(i + 1)), 0);
	while (ask(ANSWERS_PENDING) < REPLIES || refused < CALLERS - REPLIES)
		clock_sleep_until(clock_now_ns() + 1000000);
	CHECK_EQ(ask(ANSWERS_RELEASE), REPLIES);
	for (int i = 0; i < CALLERS; i++) {
		void *result;

		CHECK_EQ(pthread_join(callers[i], &result), 0);
		CHECK((intptr_t)result == -EBUSY || (intptr_t)result == i + 1);
	}
	CHECK_EQ(refused, CALLERS - REPLIES);
	CHECK_EQ(ask(ANSWERS_RELEASE), 0);
}

/* --- waiting ---------------------------------------------------------------- */

static uint64_t own_id(void)
{
	return component_startup()->id;
}

static void *ask_about(void *wait)
{
	clock_sleep_until(clock_now_ns() + 30000000);
	return (void *)(intptr_t)root_wait(own_id(), wait);
}

static void a_call_that_waits_says_on_whom(void)
{
	uint64_t words[4] = { 100 };
	struct kaal_root_wait wait = { 0 };
	pthread_t asker;
	void *error;

	CHECK_EQ(pthread_create(&asker, NULL, ask_about, &wait), 0);
	CHECK_EQ(connection_call(&answers, ANSWERS_SLOWLY, words, 1), 0);
	CHECK_EQ(pthread_join(asker, &error), 0);
	CHECK_EQ((intptr_t)error, 0);
	printf("# %s\n", wait.text);
	CHECK(strstr(wait.text, ANSWERS) && strstr(wait.text, "answerer"));
}

/* --- the end of the other side ------------------------------------------------ */

static struct kaal_root_info answerer_info(void)
{
	struct kaal_root_info info;

	for (unsigned int i = 0; root_info(i, &info) == 0; i++)
		if (strcmp(info.name, "answerer") == 0)
			return info;
	CHECK(!"there is an answerer");
	return info;
}

static void await_state(uint64_t state)
{
	for (int ms = 0; ms < 5000 && answerer_info().state != state; ms++)
		clock_sleep_until(clock_now_ns() + 1000000);
	CHECK_EQ(answerer_info().state, state);
}

static void start_again(void)
{
	uint64_t id;

	CHECK_EQ(root_start("answerer", &id), 0);
	await_state(KAAL_STATE_RUNNING);
	short_calls_go_in_registers();
}

static void stop(void)
{
	CHECK_EQ(root_stop("answerer"), 0);
	await_state(KAAL_STATE_EXITED);
}

static void it_stops_in_good_order(void)
{
	stop();
	start_again();
}

static void a_panic_ends_it_as_a_fault_does(void)
{
	uint64_t words[4] = { 0 };
	uint64_t faults = answerer_info().faults;

	CHECK(connection_call(&answers, ANSWERS_ABUSE, words, 0) < 0);
	await_state(KAAL_STATE_FAULTED);
	CHECK_EQ(answerer_info().faults, faults + 1);
	start_again();
	stop();
}

TAP_MAIN(TAP(lengths_from_none_to_all), TAP(short_calls_go_in_registers), TAP(calls_are_timed),
	 TAP(errors_come_back), TAP(answers_may_come_later), TAP(a_call_that_waits_says_on_whom),
	 TAP(it_stops_in_good_order), TAP(a_panic_ends_it_as_a_fault_does))
