/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "commands/table.h"

static void completion_commands(FILE *out)
{
	fputs("COMPREPLY=($(compgen -W '", out);
	for (const struct command *const *command = commands; *command; command++)
		if (!(*command)->is_plumbing)
			fprintf(out, "%s ", (*command)->name);
	fputs("' -- \"$word\"))", out);
}

static void completion_values(FILE *out, const char *values)
{
	if (strcmp(values, "<file>") == 0)
		fputs("COMPREPLY=($(compgen -f -- \"$word\"))", out);
	else if (strcmp(values, "<folder>") == 0)
		fputs("COMPREPLY=($(compgen -d -- \"$word\"))", out);
	else if (strcmp(values, "<command>") == 0)
		completion_commands(out);
	else
		fprintf(out, "COMPREPLY=($(compgen -W '%s' -- \"$word\"))", values);
}

static void completion_command(FILE *out, const struct command *command)
{
	for (const struct option *option = command->options; option->name; option++) {
		if (!option->values)
			continue;
		fprintf(out, "\t%s:--%s) ", command->name, option->name);
		completion_values(out, option->values);
		fputs("; return ;;\n", out);
	}
	if (command->operand_values) {
		fprintf(out, "\t%s:[!-]*|%s:) case $word in -*) ;; *) ", command->name, command->name);
		completion_values(out, command->operand_values);
		fputs("; return ;; esac ;;\n", out);
	}
}

static void completion_words(FILE *out, const struct command *command)
{
	fprintf(out, "\t%s) options='--help", command->name);
	for (const struct option *option = command->options; option->name; option++)
		fprintf(out, " --%s", option->name);
	fputs("' ;;\n", out);
}

static void completion_print(FILE *out)
{
	fputs("# bash completion for sel4-compose; made by `sel4-compose completion`\n"
	      "_sel4_compose() {\n"
	      "\tlocal word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} options\n"
	      "\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\tCOMPREPLY=($(compgen -W '",
	      out);
	for (const struct command *const *command = commands; *command; command++)
		if (!(*command)->is_plumbing)
			fprintf(out, "%s ", (*command)->name);
	fputs("--help --version' -- \"$word\"))\n\t\treturn\n\tfi\n"
	      "\tcase ${COMP_WORDS[1]}:$previous in\n",
	      out);
	for (const struct command *const *command = commands; *command; command++)
		completion_command(out, *command);
	fputs("\tesac\n\tcase ${COMP_WORDS[1]} in\n", out);
	for (const struct command *const *command = commands; *command; command++)
		completion_words(out, *command);
	fputs("\tesac\n\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n}\n"
	      "complete -F _sel4_compose sel4-compose\n",
	      out);
}

static const struct option options[] = { OPTION_END };

static int completion_run(struct call *call)
{
	completion_print(stdout);
	return STATUS_OK;
}

const struct command command_completion = {
	.name = "completion",
	.operands = "",
	.summary = "Print a completion script for bash",
	.description = "`make install` puts it where bash looks. From a build folder:\n\n"
		       "  source <(build/x86_64/bin/sel4-compose completion)",
	.options = options,
	.is_plumbing = true,
	.run = completion_run,
};
