/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "screen.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <component/root.h>

/* How a level is shown: its word, and its colour (ECMA-48 8.3.117). */
static const struct {
	const char *word, *colour;
} levels[] = {
	[KAAL_LOG_ERROR] = { "error: ", "\033[31m" },
	[KAAL_LOG_WARNING] = { "warning: ", "\033[33m" },
	[KAAL_LOG_INFO] = { "", "" },
	[KAAL_LOG_DEBUG] = { "debug: ", "\033[36m" },
	[KAAL_LOG_TRACE] = { "trace: ", "\033[90m" },
};

size_t screen_format(char text[SCREEN_LINE_BYTES], const struct kaal_log_record *line, bool colour)
{
	const char *shade = colour ? levels[line->level].colour : "";
	uint64_t us = line->time_ns / 1000;
	char thread[8] = "";

	if (line->thread)
		snprintf(thread, sizeof thread, "/%u", line->thread);
	return (size_t)snprintf(text, SCREEN_LINE_BYTES, "[%5" PRIu64 ".%06" PRIu64 "] %.*s%s: %s%s%.*s%s\n",
				us / 1000000, us % 1000000, KAAL_NAME_BYTES, line->name, thread, shade,
				levels[line->level].word, line->bytes, line->text, *shade ? "\033[0m" : "");
}

/** Write all of it, or nothing. @return whether there was room */
static bool text_send(struct screen *screen, const char *text, size_t bytes)
{
	struct ring_producer *out;

	if (!screen->serial) {
		root_log(text, bytes);
		return true;
	}
	out = &screen->serial->out;
	if (ring_room(out) < (int64_t)bytes)
		return false;
	ring_write(out, text, (uint32_t)bytes);
	connection_written(screen->serial);
	return true;
}

static bool note_send(struct screen *screen)
{
	char text[SCREEN_LINE_BYTES];
	int bytes = snprintf(text, sizeof text, "(%" PRIu64 " lines not shown here; 'log' has them)\n",
			     screen->unshown);

	if (!text_send(screen, text, (size_t)bytes))
		return false;
	screen->unshown = 0;
	return true;
}

void screen_show(struct screen *screen, const struct kaal_log_record *line)
{
	char text[SCREEN_LINE_BYTES];
	size_t bytes = screen_format(text, line, screen->colour);

	if ((!screen->unshown || note_send(screen)) && text_send(screen, text, bytes))
		return;
	screen->unshown++;
	screen->hidden++;
	if (!ring_producer_sleep(&screen->serial->out, SCREEN_LINE_BYTES))
		note_send(screen); /* there is room after all */
}

void screen_settle(struct screen *screen)
{
	if (screen->unshown)
		note_send(screen);
}
