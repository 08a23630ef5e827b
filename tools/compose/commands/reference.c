/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* docs/spec/sel4-compose.md */
#include <string.h>

#include "commands/usage.h"

static void reference_options(FILE *out, const struct command *command)
{
	char name[64];

	if (!command->options[0].name)
		return;
	fputs("\n| option | |\n|---|---|\n", out);
	for (const struct option *option = command->options; option->name; option++) {
		usage_option_name(option, name, sizeof(name));
		fprintf(out, "| `%s` | %s |\n", name + strspn(name, " "), option->summary);
	}
}

/* What is shown as it is becomes code. */
static void reference_description(FILE *out, const char *text)
{
	bool in_code = false;

	while (*text) {
		size_t len = strcspn(text, "\n");
		bool is_code = text[0] == ' ';
		if (is_code != in_code)
			fputs("```\n", out);
		fprintf(out, "%.*s\n", (int)(len - (is_code ? 2 : 0)), text + (is_code ? 2 : 0));
		in_code = is_code;
		text += len + (text[len] == '\n');
	}
	if (in_code)
		fputs("```\n", out);
}

static void reference_command(FILE *out, const struct command *command)
{
	fprintf(out, "\n## sel4-compose %s%s%s\n\n%s.\n\n", command->name, command->operands[0] ? " " : "",
		command->operands, command->summary);
	reference_description(out, command->description);
	reference_options(out, command);
}

static void reference_commands(FILE *out, bool plumbing)
{
	for (const struct command *const *command = commands; *command; command++)
		if ((*command)->is_plumbing == plumbing)
			reference_command(out, *command);
}

void usage_print_reference(FILE *out)
{
	fprintf(out,
		"# sel4-compose\n\n<!-- Made by `sel4-compose help --markdown`: change "
		"tools/compose/commands/, "
		"not this page. -->\n\n`sel4-compose COMMAND [OPTION...] [OPERAND...]`; `--help` works "
		"everywhere. An option's value follows it after a blank or an `=`.\n\n%s\n\n",
		usage_exit_codes);
	fputs("Colours are for terminals alone, and not used when `NO_COLOR` is set. What takes longer than "
	      "a "
	      "second says what it does, on standard error. With `--json`, standard output is one JSON value "
	      "and messages are JSON on standard error.\n",
	      out);
	reference_commands(out, false);
	fputs("\n# For programs\n\nWhat CMake and shells call. These may change with every version.\n", out);
	reference_commands(out, true);
}
