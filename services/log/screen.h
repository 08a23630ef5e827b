/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Lines on their way to the console. The log does not wait for a slow line: what the
 * connection has no room for is not shown, and a note says how many lines that were.
 */
#ifndef LOG_SCREEN_H
#define LOG_SCREEN_H

#include <stdbool.h>

#include <component/connection.h>

#include "abi/kaal/log_reader.h"

enum { SCREEN_LINE_BYTES = KAAL_LOG_RECORD_BYTES + 96 };

struct screen {
	struct connection *serial; /* NULL: the root console */
	bool colour;
	uint64_t unshown; /* since the last note */
	uint64_t hidden;  /* in all */
};

/** @return bytes of the line as people see it: time, component, level, text, line end */
size_t screen_format(char text[SCREEN_LINE_BYTES], const struct kaal_log_record *line, bool colour);

void screen_show(struct screen *screen, const struct kaal_log_record *line);

/** There may be room again. */
void screen_settle(struct screen *screen);

#endif
