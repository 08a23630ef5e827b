/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "commands/usage.h"

#include <string.h>

enum { WIDTH = 96, COLUMN = 30 };

static const char synopsis[] = "usage: sel4-compose COMMAND [OPTION...] [OPERAND...]\n";

const char usage_exit_codes[] =
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
	usage_print_text(out, usage_exit_codes);
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

void usage_option_name(const struct option *option, char *name, size_t size)
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
		usage_option_name(option, name, sizeof(name));
		int len = fprintf(out, "  %-*s", COLUMN - 4, name);
		if (len > COLUMN - 2)
			fprintf(out, "\n%*s", COLUMN - 2, "");
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
