/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "commands/usage.h"

#include <string.h>

enum { WIDTH = 96, COLUMN = 30 };

static const char synopsis[] = "usage: sel4-compose COMMAND [OPTION...] [OPERAND...]\n";

static const char exit_codes[] =
	"Exit code: 0 done, 1 it failed, 2 wrong arguments, 3 this host lacks something. run --exec returns "
	"the command's own status, or 125 if the command did not come to an end.";

void usage_print_commands(FILE *out)
{
	fprintf(out, "%sFrom a system.toml and a little C to an operating system of isolated components.\n\n",
		synopsis);
	for (const struct command *const *command = commands; *command; command++)
		if (!(*command)->is_plumbing)
			fprintf(out, "  %-10s %s\n", (*command)->name, (*command)->summary);
	fprintf(out,
		"\n'sel4-compose help COMMAND' tells all about one; 'sel4-compose new my-os' begins.\n\n");
	usage_print_text(out, exit_codes);
}

/* Print a text broken between words. @param indent  of all lines but the first */
static void print_wrapped(FILE *out, const char *text, size_t column, size_t indent)
{
	while (*text) {
		size_t word = strcspn(text, " ");
		if (column > indent && column + 1 + word > WIDTH) {
			fprintf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			fputc(' ', out);
			column++;
		}
		fprintf(out, "%.*s", (int)word, text);
		column += word;
		text += word + strspn(text + word, " ");
	}
	fputc('\n', out);
}

void usage_print_text(FILE *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char line[2048];
		snprintf(line, sizeof(line), "%.*s", (int)len, text);
		if (line[0] == ' ' || !line[0])
			fprintf(out, "%s\n", line);
		else
			print_wrapped(out, line, 0, 0);
		text += len + (text[len] == '\n');
	}
}

/* "-a, --arch ARCH" */
static void option_name(const struct option *option, char *name, size_t size)
{
	char letter[8] = "    ";

	if (option->letter)
		snprintf(letter, sizeof(letter), "-%c, ", option->letter);
	snprintf(name, size, "%s--%s%s%s", letter, option->name, option->argument ? " " : "",
		 option->argument ? option->argument : "");
}

static void print_options(FILE *out, const struct option *options)
{
	char name[64];

	fputs("\nOptions:\n", out);
	for (const struct option *option = options; option->name; option++) {
		option_name(option, name, sizeof(name));
		int len = fprintf(out, "  %-*s", COLUMN - 4, name);
		if (len > COLUMN - 2)
			len = fprintf(out, "\n%*s", COLUMN - 2, "") - 1;
		fputs("  ", out);
		print_wrapped(out, option->summary, COLUMN, COLUMN);
	}
	fprintf(out, "  %-*s  this text\n", COLUMN - 4, "-h, --help");
}

void usage_print_command(FILE *out, const struct command *command)
{
	fprintf(out, "usage: sel4-compose %s%s%s%s\n", command->name,
		command->options[0].name ? " [OPTION...]" : "", command->operands[0] ? " " : "",
		command->operands);
	fprintf(out, "%s.\n\n", command->summary);
	usage_print_text(out, command->description);
	print_options(out, command->options);
}

/* --- the reference page ------------------------------------------------------ */

static void reference_options(FILE *out, const struct command *command)
{
	char name[64];

	if (!command->options[0].name)
		return;
	fputs("\n| option | |\n|---|---|\n", out);
	for (const struct option *option = command->options; option->name; option++) {
		option_name(option, name, sizeof(name));
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
		exit_codes);
	fputs("Colours are for terminals alone, and not used when `NO_COLOR` is set. What takes longer than "
	      "a "
	      "second says what it does, on standard error. With `--json`, standard output is one JSON value "
	      "and messages are JSON on standard error.\n",
	      out);
	reference_commands(out, false);
	fputs("\n# For programs\n\nWhat CMake and shells call. These may change with every version.\n", out);
	reference_commands(out, true);
}

/* --- completion ----------------------------------------------------------------- */

static void completion_values(FILE *out, const char *values)
{
	if (strcmp(values, "<file>") == 0)
		fputs("COMPREPLY=($(compgen -f -- \"$word\"))", out);
	else if (strcmp(values, "<folder>") == 0)
		fputs("COMPREPLY=($(compgen -d -- \"$word\"))", out);
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

void usage_print_completion(FILE *out)
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
