/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* sel4-compose: from a system.toml to an operating system. The commands stand in commands/, a file each. */
#include <stdio.h>
#include <string.h>

#include "commands/command.h"
#include "commands/parse.h"
#include "commands/usage.h"

static int call_execute(struct call *call, char **words)
{
	switch (call_parse(call, words)) {
	case PARSED_HELP:
		usage_print_command(stdout, call->command);
		return STATUS_OK;
	case PARSED_WRONG:
		return STATUS_USAGE;
	case PARSED:
		break;
	}
	return call->command->run(call);
}

/* "--help" and "--version" in the place of a command are commands too. */
static const char *command_word(const char *word)
{
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		return "help";
	return strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0 ? "version" : word;
}

static int call_begin(struct call *call, char **argv)
{
	if (home_find(&call->arena, argv[0], &call->home) != 0) {
		diagnostic_report(&call->diagnostics, MESSAGE_HOME_MISSING, SOURCE_NOWHERE, argv[0]);
		return STATUS_HOST;
	}
	call->command = command_find(command_word(argv[1]));
	if (!call->command) {
		command_report_unknown(call, argv[1]);
		return STATUS_USAGE;
	}
	return call_execute(call, argv + 2);
}

/* Programs that asked for JSON are given what went wrong as JSON too. */
static bool wants_json(const struct call *call)
{
	for (size_t i = 0; i < call->given_count; i++)
		if (strcmp(call->given[i].option->name, "json") == 0)
			return true;
	return false;
}

int main(int argc, char **argv)
{
	struct call call = { .command = NULL };

	if (argc < 2) {
		usage_print_commands(stderr);
		return STATUS_USAGE;
	}
	int status = call_begin(&call, argv);
	fflush(stdout);
	if (call.diagnostics.count > 0 && wants_json(&call))
		diagnostics_print_json(&call.diagnostics, stderr);
	else
		diagnostics_print(&call.diagnostics, stderr, diagnostics_wants_colour(stderr));
	diagnostics_release(&call.diagnostics);
	arena_release(&call.arena);
	return status;
}
