/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/log.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include <component/clock.h>
#include <component/component.h>
#include <component/connection.h>
#include <component/root.h>

#include "log_lines.h"
#include "threads.h"

enum { TEXT_BYTES = 512, LINES_MAX = 16, NOTE_BYTES = 64, LEVEL_PLANNED = 255 };

/** One per component, as its connection to the log is. */
static struct {
	pthread_once_t once;
	pthread_mutex_t mutex; /* the ring has one producer, the component many threads */
	struct connection connection;
	bool connected;
	unsigned int lost; /* lines that there was no room for */
	uint8_t level;     /* LEVEL_PLANNED: as the plan says */
} sink = { .once = PTHREAD_ONCE_INIT, .mutex = PTHREAD_MUTEX_INITIALIZER, .level = LEVEL_PLANNED };

static const char *const level_names[] = {
	[KAAL_LOG_ERROR] = "error: ", [KAAL_LOG_WARNING] = "warning: ", [KAAL_LOG_INFO] = "",
	[KAAL_LOG_DEBUG] = "debug: ", [KAAL_LOG_TRACE] = "trace: ",
};

bool log_wants(enum kaal_log_level level)
{
	uint32_t most = __atomic_load_n(&sink.level, __ATOMIC_RELAXED);

	return level <= (most == LEVEL_PLANNED ? component_startup()->log_level : most);
}

void log_set_level(enum kaal_log_level level)
{
	__atomic_store_n(&sink.level, (uint8_t)level, __ATOMIC_RELAXED);
}

static void sink_open(void)
{
	int error = connection_open(&sink.connection, KAAL_LOG, sizeof(struct kaal_log_line));

	sink.connected = !error && sink.connection.out.view.entries;
}

/** Write all the entries, or none. @return whether there was room */
static bool entries_write(const struct kaal_log_line *lines, unsigned int count)
{
	struct ring_producer *out = &sink.connection.out;

	return ring_room(out) >= count && ring_write(out, lines, count) == count;
}

/** Say that lines are missing here, once there is room to. */
static void lost_report(const struct kaal_log_line *like)
{
	struct kaal_log_line line = *like;
	char note[NOTE_BYTES];

	snprintf(note, sizeof note, "(%u lines lost here: they came too fast)", sink.lost);
	line.level = KAAL_LOG_WARNING;
	log_lines_cut(note, strlen(note), &line, &line, 1);
	if (entries_write(&line, 1))
		sink.lost = 0;
}

static void send(const char *text, size_t bytes, const struct kaal_log_line *like)
{
	struct kaal_log_line lines[LINES_MAX];
	unsigned int count = log_lines_cut(text, bytes, like, lines, LINES_MAX);

	pthread_mutex_lock(&sink.mutex);
	if (sink.lost)
		lost_report(like);
	if (sink.lost || !entries_write(lines, count))
		sink.lost++;
	connection_written(&sink.connection);
	pthread_mutex_unlock(&sink.mutex);
}

/** The root console takes text as it is. */
static void say(const char *text, size_t bytes, enum kaal_log_level level)
{
	char line[TEXT_BYTES + NOTE_BYTES];
	int length = snprintf(line, sizeof line, "[%s] %s%.*s", component_startup()->name, level_names[level],
			      (int)bytes, text);

	root_log(line, length < (int)sizeof line ? (size_t)length : sizeof line - 1);
}

void log_list(enum kaal_log_level level, const char *format, va_list args)
{
	char text[TEXT_BYTES];
	struct kaal_log_line like = { .level = (uint8_t)level };
	int length;

	if (!log_wants(level))
		return;
	length = vsnprintf(text, sizeof text, format, args);
	if (length <= 0)
		return;

	size_t bytes = length < TEXT_BYTES ? (size_t)length : TEXT_BYTES - 1;

	pthread_once(&sink.once, sink_open);
	if (!sink.connected) {
		say(text, bytes, level);
		return;
	}
	like.time_ns = clock_now_ns();
	like.thread = (uint8_t)thread_index(thread_self);
	send(text, bytes, &like);
}

void log_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_list(KAAL_LOG_ERROR, format, args);
	va_end(args);
}

void log_warning(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_list(KAAL_LOG_WARNING, format, args);
	va_end(args);
}

void log_info(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_list(KAAL_LOG_INFO, format, args);
	va_end(args);
}

void log_debug(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_list(KAAL_LOG_DEBUG, format, args);
	va_end(args);
}

void log_trace(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_list(KAAL_LOG_TRACE, format, args);
	va_end(args);
}
