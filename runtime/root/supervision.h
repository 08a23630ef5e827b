/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Whether a component that has ended is started again, and when: the plan's policy on
 * what has happened so far. Makes no kernel call and reads no clock.
 */
#ifndef ROOT_SUPERVISION_H
#define ROOT_SUPERVISION_H

#include <stdbool.h>
#include <stdint.h>

#include "abi/kaal/plan.h"

/** Why a component has ended. */
enum ending {
	ENDING_EXIT,   /* by itself, with status 0 */
	ENDING_FAILED, /* by itself, with another status */
	ENDING_FAULT,  /* or because it showed no life */
	ENDING_ASKED,  /* somebody who may manage it wanted it */
};

enum verdict {
	VERDICT_STAYS_ENDED,
	VERDICT_RESTART,
	VERDICT_GIVE_UP, /* it was to be started again, but that was done too often already */
};

/** A component's record. Zeroed: it has never been restarted. */
struct supervision {
	uint32_t restarts;        /* since boot */
	uint32_t window_restarts; /* since @window_start_ms */
	uint64_t window_start_ms;

	/* times of the component's instance, in ms since boot */
	uint64_t started_ms;
	uint64_t restart_due_ms;
	uint64_t heartbeat_due_ms, heartbeat_seen;
	uint64_t stop_due_ms; /* it was asked to end and is ended then; 0: it was not asked */
	bool late_was_said;
};

/**
 * Judge an ending, and count the restart if that is the verdict.
 *
 * @param delay_ms  out with VERDICT_RESTART: how long to wait before
 */
enum verdict supervision_judge(struct supervision *supervision, const struct kaal_plan_component *policy,
			       enum ending ending, uint64_t now_ms, uint64_t *delay_ms);

#endif
