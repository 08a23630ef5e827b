/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How many columns of a terminal a character takes, near enough to put a caret under the right one. */
#ifndef TOOLS_COMPOSE_DIAGNOSTIC_WIDTH_H
#define TOOLS_COMPOSE_DIAGNOSTIC_WIDTH_H

#include <stdint.h>

/** @return 0 for what is drawn over the character before, 2 for the wide ones of East Asia and emoji, else 1 */
unsigned int width_of(uint32_t code);

#endif
