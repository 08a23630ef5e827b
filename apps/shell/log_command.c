/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The log, as its service keeps it. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <component/connection.h>

#include "abi/kaal/log_reader.h"

#include "ask.h"
#include "commands.h"

enum { LINES_DEFAULT = 20, RECORD_WORDS = sizeof(struct kaal_log_record) / sizeof(uint64_t) };

/** What to show, or to change. */
struct request {
	struct connection log;
	uint64_t lines, level, component;
	uint64_t new_level; /* 0: show */
};

static const char *const level_names[] = { "", "error", "warning", "info", "debug", "trace" };

enum { LEVELS = sizeof level_names / sizeof level_names[0] };

/** @return enum kaal_log_level, or 0: there is no such level */
static uint64_t level_parse(const char *name)
{
	for (uint64_t level = KAAL_LOG_ERROR; level < LEVELS; level++)
		if (strcmp(level_names[level], name) == 0)
			return level;
	return 0;
}

/* --- reading ---------------------------------------------------------------- */

/** Find the first line from @from on that is wanted. @return 0 or a negative errno */
static int line_read(const struct request *request, uint64_t from, struct kaal_log_record *record)
{
	const uint64_t words[] = { from, request->level, request->component };
	int count =
		connection_exchange(&request->log, KAAL_LOG_READ, words, 3, (uint64_t *)record, RECORD_WORDS);

	return count < 0 ? count : count < RECORD_WORDS ? -EPROTO : 0;
}

static void line_print(const struct kaal_log_record *record)
{
	uint64_t us = record->time_ns / 1000;
	const char *level = record->level < LEVELS ? level_names[record->level] : "";
	int bytes = record->bytes < KAAL_LOG_RECORD_BYTES ? record->bytes : KAAL_LOG_RECORD_BYTES;

	printf("[%5" PRIu64 ".%06" PRIu64 "] %-10.*s %-7s %.*s\n", us / 1000000, us % 1000000,
	       KAAL_NAME_BYTES, record->name, level, bytes, record->text);
}

/** Show the last of the wanted lines: they are counted first. */
static int lines_show(const struct request *request)
{
	struct kaal_log_record record;
	uint64_t count = 0, from = 0;
	int error;

	for (; (error = line_read(request, from, &record)) == 0; from = record.number + 1)
		count++;
	from = 0;
	for (; error == -ENOENT && line_read(request, from, &record) == 0; from = record.number + 1)
		if (count-- <= request->lines)
			line_print(&record);
	return error == -ENOENT ? 0 : error_print("log", error);
}

static int level_change(const struct request *request)
{
	uint64_t words[4] = { request->component, request->new_level };
	int error = connection_call(&request->log, KAAL_LOG_LEVEL, words, 2);

	if (error == -ENOENT) {
		printf("log: that component is not connected to the log.\n");
		return STATUS_FAILED;
	}
	return error ? error_print("log", error) : 0;
}

/* --- arguments -------------------------------------------------------------- */

static int usage_print(void)
{
	printf("log [-n LINES] [-l LEVEL] [COMPONENT] shows the last lines up to a level;\n"
	       "log -s LEVEL [COMPONENT] keeps lines up to that level from now on.\n"
	       "Levels are error, warning, info, debug, trace.\n");
	return STATUS_USAGE;
}

/** Take an option and its value. @return 0 or STATUS_USAGE */
static int option_take(struct request *request, const char *option, const char *value)
{
	char *end;

	if (!value)
		return usage_print();
	switch (option[1]) {
	case 'n':
		request->lines = strtoul(value, &end, 10);
		return *end ? usage_print() : 0;
	case 'l':
		request->level = level_parse(value);
		return request->level ? 0 : usage_print();
	case 's':
		request->new_level = level_parse(value);
		return request->new_level ? 0 : usage_print();
	}
	return usage_print();
}

/** @return 0 or a status as in commands.h */
static int arguments_take(struct request *request, int count, char **words)
{
	struct kaal_root_info info;
	int status = 0;

	for (int i = 1; !status && i < count; i++) {
		char *argument[] = { words[0], words[i], NULL };

		if (words[i][0] == '-') {
			status = option_take(request, words[i], words[i + 1]);
			i++;
			continue;
		}
		status = component_argument(2, argument, &info);
		request->component = info.id;
	}
	return status;
}

static int log_run(int count, char **words)
{
	struct request request = { .lines = LINES_DEFAULT, .level = KAAL_LOG_TRACE };
	int status;

	if (connection_open(&request.log, KAAL_LOG_READER, 1)) {
		printf("log: this system has no log that the shell may read. Add the component 'log' to "
		       "it.\n");
		return STATUS_FAILED;
	}
	status = arguments_take(&request, count, words);
	if (status)
		return status;
	return request.new_level ? level_change(&request) : lines_show(&request);
}

const struct command log_commands[] = {
	{ "log", "[-n N] [-l LEVEL] [NAME]", "what components have said; log -h tells more", log_run },
	{ NULL, NULL, NULL, NULL },
};
