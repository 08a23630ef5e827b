/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Calls that a component has left behind when it ended. */
#ifndef ROOT_CALLS_H
#define ROOT_CALLS_H

#include "root.h"

/**
 * Let those fail (ECONNRESET) that it has taken; those that it has not taken go on waiting.
 * The capability to answer the message received last is lost with this.
 */
void calls_settle(struct root *root, const struct component *provider);

#endif
