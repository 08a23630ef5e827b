/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What components wait for, as far as they say so in their status pages. */
#ifndef ROOT_WAITS_H
#define ROOT_WAITS_H

#include "abi/kaal/root.h"
#include "root.h"

/** Tell of calls of this component that have waited too long, once of each. */
void waits_check(struct root *root, struct component *component);

/** Describe the longest wait of a component; an empty text: it waits for nothing. */
void waits_describe(struct root *root, const struct component *component, struct kaal_root_wait *out);

#endif
