/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One run of one [[test]]. */
#ifndef TOOLS_COMPOSE_PROJECT_TRIAL_H
#define TOOLS_COMPOSE_PROJECT_TRIAL_H

#include "project/boot.h"

/** What came of it; texts in the call's arena. */
struct trial {
	const char *why;    /* it failed; NULL: it passed */
	const char *output; /* what the machine printed, without control sequences */
	double seconds;
};

/**
 * Boot the built image and see.
 * @return STATUS_OK whether it passed or not; else there is a report: the machine could not be started
 */
int trial_run(struct call *call, const struct project *project, const char *arch,
	      const struct model_test *test, struct trial *out);

#endif
