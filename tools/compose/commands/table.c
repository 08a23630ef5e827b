/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "commands/table.h"

#include <string.h>

const struct command *const commands[] = {
	&command_new,
	&command_build,
	&command_run,
	&command_test,
	&command_check,
	&command_graph,
	&command_examples,
	&command_doctor,
	&command_explain,
	&command_clean,
	&command_help,
	&command_version,

	/* for programs */
	&command_completion,
	&command_describe,
	&command_headers,
	&command_lines,
	&command_link,
	&command_parse,
	&command_plan,
	NULL,
};

const struct command *command_find(const char *name)
{
	for (const struct command *const *command = commands; *command; command++)
		if (strcmp((*command)->name, name) == 0)
			return *command;
	return NULL;
}

void command_report_unknown(struct call *call, const char *word)
{
	const char *names[64];
	size_t count = 0;

	for (const struct command *const *command = commands; *command; command++)
		if (!(*command)->is_plumbing)
			names[count++] = (*command)->name;
	diagnostic_report(&call->diagnostics, MESSAGE_COMMAND_UNKNOWN, SOURCE_NOWHERE, word);
	diagnostic_suggest(&call->diagnostics, word, names, count);
}
