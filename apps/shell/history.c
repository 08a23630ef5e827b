/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "history.h"

#include <stdio.h>
#include <string.h>

size_t history_count(const struct history *history)
{
	return history->added < HISTORY_LINES ? history->added : HISTORY_LINES;
}

const char *history_line(const struct history *history, size_t age)
{
	return history->lines[(history->added - 1 - age) % HISTORY_LINES];
}

void history_add(struct history *history, const char *line)
{
	if (!*line)
		return;
	if (history_count(history) && strcmp(history_line(history, 0), line) == 0)
		return;
	snprintf(history->lines[history->added % HISTORY_LINES], LINE_BYTES_MAX, "%s", line);
	history->added++;
}
