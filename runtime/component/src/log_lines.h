/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A text cut into the entries that interface "log" carries. */
#ifndef COMPONENT_LOG_LINES_H
#define COMPONENT_LOG_LINES_H

#include <stddef.h>

#include "abi/kaal/log.h"

/**
 * @param like   time, level and thread of every entry
 * @param lines  out
 * @param room   in @lines; what has no room is cut
 * @return how many entries there are: lines, and the parts of long ones
 */
unsigned int log_lines_cut(const char *text, size_t bytes, const struct kaal_log_line *like,
			   struct kaal_log_line *lines, unsigned int room);

#endif
