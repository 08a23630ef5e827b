/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef ROOT_SYSTEM_H
#define ROOT_SYSTEM_H

#include "root.h"

/** Load and start what the bundle holds, and say so. */
void system_start(struct root *root);

/**
 * Load and start an on-demand component that is not running.
 * @return 0; -ENOMEM: no memory or slots; -EIO: anything else. With a message on the console
 */
int system_start_one(struct root *root, struct component *component, const char *args);

#endif
