/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* [[assert]], proved or refuted. */
#ifndef TOOLS_COMPOSE_CHECK_ASSERTS_H
#define TOOLS_COMPOSE_CHECK_ASSERTS_H

#include "resolve/resolve.h"

/** What came of one. */
struct verdict {
	const struct model_assert *assert;
	const char *text; /* the assertion in a line */
	bool holds;       /* if not, an error was reported */
};

/**
 * Prove them all. What does not hold is an error, with the way that contradicts it step by step.
 * @return one verdict each, model->asserts_count of them
 */
const struct verdict *asserts_prove(const struct resolved *resolved);

#endif
