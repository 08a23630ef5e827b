/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "check/lines.h"

#include <inttypes.h>
#include <string.h>

#include "commands/table.h"
#include "host/files.h"

static const struct option options[] = {
	{ "output", 'o', "FILE", "write the table there", "<file>" },
	OPTION_END,
};

static int refuse(struct call *call, enum message_id id, const char *path, int error)
{
	diagnostic_report(&call->diagnostics, id, SOURCE_NOWHERE, path, strerror(-error));
	return STATUS_FAILED;
}

static int lines_run(struct call *call)
{
	const char *output = call_value(call, "output"), *table = "";
	int error;

	for (size_t i = 0; i < call->operands_count; i++) {
		struct lines lines;
		const char *unit;

		error = lines_of_list(&call->arena, call->operands[i], &unit, &lines);
		if (error)
			return refuse(call, MESSAGE_FILE_UNREADABLE, call->operands[i], error);
		table = arena_print(&call->arena, "%s%s %" PRIu64 " %" PRIu64 "%s\n", table, unit,
				    lines.lines, lines.files, lines.shared);
	}
	if (!output) {
		fputs(table, stdout);
		return STATUS_OK;
	}
	error = files_write(&call->arena, output, table, strlen(table));
	return error ? refuse(call, MESSAGE_FILE_UNWRITABLE, output, error) : STATUS_OK;
}

const struct command command_lines = {
	.name = "lines",
	.operands = "LIST...",
	.operands_min = 1,
	.operands_max = 1000,
	.summary = "Count lines of code",
	.description =
		"Each list names a unit and its sources. Printed is for each unit how many lines are neither "
		"blank nor comments alone, and in how many files, headers included. For KaaL's own build.",
	.options = options,
	.operand_values = "<file>",
	.is_plumbing = true,
	.run = lines_run,
};
