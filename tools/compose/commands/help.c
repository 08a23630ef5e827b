/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>

#include "commands/table.h"
#include "commands/usage.h"

static const struct option options[] = {
	{ "markdown", 0, NULL, "print the reference page of all commands", NULL },
	OPTION_END,
};

static int help_run(struct call *call)
{
	if (call_has(call, "markdown")) {
		usage_print_reference(stdout);
		return STATUS_OK;
	}
	if (call->operands_count == 0) {
		usage_print_commands(stdout);
		return STATUS_OK;
	}
	const struct command *command = command_find(call->operands[0]);
	if (command) {
		usage_print_command(stdout, command);
		return STATUS_OK;
	}
	command_report_unknown(call, call->operands[0]);
	return STATUS_USAGE;
}

const struct command command_help = {
	.name = "help",
	.operands = "[COMMAND]",
	.operands_max = 1,
	.summary = "What there is, or all about one command",
	.description = "The same as --help behind a command.",
	.options = options,
	.operand_values = "<command>",
	.run = help_run,
};
