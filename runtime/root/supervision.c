/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "supervision.h"

enum { WINDOW_MS = 60000 }; /* where the plan gives none */

static bool is_wanted(const struct kaal_plan_component *policy, enum ending ending)
{
	if (ending == ENDING_ASKED || policy->restart == KAAL_RESTART_NEVER)
		return false;
	return policy->restart == KAAL_RESTART_ALWAYS || ending != ENDING_EXIT;
}

/* backoff_ms, twice that, four times that, ... up to backoff_max_ms */
static uint64_t backoff(const struct kaal_plan_component *policy, uint32_t before)
{
	uint64_t delay = policy->backoff_ms;

	while (before-- && delay < policy->backoff_max_ms)
		delay *= 2;
	return delay < policy->backoff_max_ms ? delay : policy->backoff_max_ms;
}

/* A window begins with the first restart after the last one has passed. */
static void open_window(struct supervision *supervision, const struct kaal_plan_component *policy,
			uint64_t now_ms)
{
	uint64_t window_ms = policy->restart_window_ms ? policy->restart_window_ms : WINDOW_MS;

	if (supervision->window_restarts && now_ms - supervision->window_start_ms < window_ms)
		return;
	supervision->window_restarts = 0;
	supervision->window_start_ms = now_ms;
}

enum verdict supervision_judge(struct supervision *supervision, const struct kaal_plan_component *policy,
			       enum ending ending, uint64_t now_ms, uint64_t *delay_ms)
{
	if (!is_wanted(policy, ending))
		return VERDICT_STAYS_ENDED;
	open_window(supervision, policy, now_ms);
	if (policy->restart_limit && supervision->window_restarts >= policy->restart_limit)
		return VERDICT_GIVE_UP;
	*delay_ms = backoff(policy, supervision->window_restarts);
	supervision->window_restarts++;
	supervision->restarts++;
	return VERDICT_RESTART;
}
