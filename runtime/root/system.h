/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef ROOT_SYSTEM_H
#define ROOT_SYSTEM_H

#include "root.h"

/** Load and start what the plan says, and say so. */
void system_start(struct root *root);

#endif
