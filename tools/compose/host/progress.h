/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What takes long says so, on standard error: on a terminal a line that changes, elsewhere one line once it
 * has taken a second.
 */
#ifndef TOOLS_COMPOSE_HOST_PROGRESS_H
#define TOOLS_COMPOSE_HOST_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *title; /* borrowed */
	int64_t begun_ms;
	bool on_terminal, said;
};

/** Milliseconds of a clock that never goes back. */
int64_t progress_now_ms(void);

void progress_begin(struct progress *progress, const char *title);

/** It goes on. @param step  what it does now, or "" */
void progress_step(struct progress *progress, const char *step);

/** Done: the terminal's line is empty again. */
void progress_end(struct progress *progress);

#endif
