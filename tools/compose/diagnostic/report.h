/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A message as it was reported: what report.c collects and print.c, json.c print. */
#ifndef TOOLS_COMPOSE_DIAGNOSTIC_REPORT_H
#define TOOLS_COMPOSE_DIAGNOSTIC_REPORT_H

#include "diagnostic/diagnostic.h"

/** A further line: a help, or a second place. */
struct remark {
	struct source_range range; /* nowhere: a help */
	const char *text;
	struct remark *next;
};

struct diagnostic {
	const struct message *message;
	struct source_range range;
	const char *text;
	const char *why; /* or NULL */
	struct remark *helps, *places;
	bool own_helps;      /* not the one of the table */
	unsigned int number; /* in the order of reporting */
	struct diagnostic *next;
};

/**
 * All of them in the order of the text: what has no place first, then source by source as they first came up.
 * @return an array of diagnostics->count, in @arena
 */
const struct diagnostic **diagnostics_sort(const struct diagnostics *diagnostics, struct arena *arena);

#endif
