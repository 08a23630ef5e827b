/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* When a component that has ended is started again. */
#include "supervision.h"

#include "tap.h"

static struct kaal_plan_component policy;
static struct supervision record;
static uint64_t delay_ms;

static void fresh(uint32_t restart)
{
	memset(&record, 0, sizeof record);
	policy = (struct kaal_plan_component){ .restart = restart,
					       .restart_limit = 3,
					       .restart_window_ms = 1000,
					       .backoff_ms = 10,
					       .backoff_max_ms = 35 };
}

static enum verdict judge(enum ending ending, uint64_t now_ms)
{
	return supervision_judge(&record, &policy, ending, now_ms, &delay_ms);
}

static void the_policy_says_after_what(void)
{
	fresh(KAAL_RESTART_NEVER);
	CHECK_EQ(judge(ENDING_FAULT, 1), VERDICT_STAYS_ENDED);
	fresh(KAAL_RESTART_ON_FAULT);
	CHECK_EQ(judge(ENDING_EXIT, 1), VERDICT_STAYS_ENDED);
	CHECK_EQ(judge(ENDING_FAULT, 1), VERDICT_RESTART);
	CHECK_EQ(judge(ENDING_FAILED, 1), VERDICT_RESTART);
	CHECK_EQ(judge(ENDING_ASKED, 1), VERDICT_STAYS_ENDED);
	fresh(KAAL_RESTART_ALWAYS);
	CHECK_EQ(judge(ENDING_EXIT, 1), VERDICT_RESTART);
	CHECK_EQ(judge(ENDING_ASKED, 1), VERDICT_STAYS_ENDED);
	CHECK_EQ(record.restarts, 1);
}

static void delays_double_up_to_the_longest(void)
{
	const uint64_t want[] = { 10, 20, 35, 35 };

	fresh(KAAL_RESTART_ON_FAULT);
	policy.restart_limit = 0;
	for (unsigned i = 0; i < 4; i++) {
		CHECK_EQ(judge(ENDING_FAULT, 100), VERDICT_RESTART);
		CHECK_EQ(delay_ms, want[i]);
	}
	policy.backoff_ms = policy.backoff_max_ms = UINT32_MAX;
	CHECK_EQ(judge(ENDING_FAULT, 101), VERDICT_RESTART);
	CHECK_EQ(delay_ms, UINT32_MAX);
	policy.backoff_ms = policy.backoff_max_ms = 0;
	CHECK_EQ(judge(ENDING_FAULT, 102), VERDICT_RESTART);
	CHECK_EQ(delay_ms, 0);
}

static void too_many_within_the_window_are_the_end(void)
{
	fresh(KAAL_RESTART_ON_FAULT);
	CHECK_EQ(judge(ENDING_FAULT, 500), VERDICT_RESTART);
	CHECK_EQ(judge(ENDING_FAULT, 600), VERDICT_RESTART);
	CHECK_EQ(judge(ENDING_FAULT, 1400), VERDICT_RESTART);
	CHECK_EQ(judge(ENDING_FAULT, 1499), VERDICT_GIVE_UP);
	CHECK_EQ(record.restarts, 3);
}

static void a_quiet_window_forgives(void)
{
	fresh(KAAL_RESTART_ON_FAULT);
	for (uint64_t now = 0; now < 20000; now += 500) {
		CHECK_EQ(judge(ENDING_FAULT, now), VERDICT_RESTART);
		CHECK_EQ(delay_ms, now / 500 % 2 ? 20 : 10);
	}
}

TAP_MAIN(TAP(the_policy_says_after_what), TAP(delays_double_up_to_the_longest),
	 TAP(too_many_within_the_window_are_the_end), TAP(a_quiet_window_forgives))
