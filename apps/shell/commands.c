/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "commands.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "suggest.h"

enum { SUGGEST_DISTANCE_MAX = 2 };

static int help_run(int count, char **words);
static int report_run(int count, char **words);

static int echo_run(int count, char **words)
{
	for (int i = 1; i < count; i++)
		printf("%s%s", i > 1 ? " " : "", words[i]);
	printf("\n");
	return STATUS_OK;
}

static const struct command own_commands[] = {
	{ "help", "", "list the commands", help_run },
	{ "echo", "[TEXT...]", "print the text", echo_run },
	{ "report", "TAG LINE", "run the line, its output and status marked with the tag", report_run },
	{ NULL, NULL, NULL, NULL },
};

static const struct command *const command_lists[] = { own_commands, component_commands, log_commands,
						       crash_commands, system_commands };

enum { LISTS_COUNT = sizeof command_lists / sizeof command_lists[0] };

static int help_run(int count, char **words)
{
	(void)count;
	(void)words;
	for (int list = 0; list < LISTS_COUNT; list++)
		for (const struct command *c = command_lists[list]; c->name; c++)
			printf("  %-9s %-25s %s\n", c->name, c->arguments, c->summary);
	return STATUS_OK;
}

static const struct command *command_find(const char *name)
{
	for (int list = 0; list < LISTS_COUNT; list++)
		for (const struct command *c = command_lists[list]; c->name; c++)
			if (strcmp(c->name, name) == 0)
				return c;
	return NULL;
}

/** @return the command whose name is nearest to @name, or NULL if none is near */
static const char *command_nearest(const char *name)
{
	const char *nearest = NULL;
	size_t nearest_distance = SUGGEST_DISTANCE_MAX + 1;

	for (int list = 0; list < LISTS_COUNT; list++) {
		for (const struct command *c = command_lists[list]; c->name; c++) {
			size_t distance = word_distance(name, c->name);

			if (distance < nearest_distance && distance < strlen(c->name)) {
				nearest = c->name;
				nearest_distance = distance;
			}
		}
	}
	return nearest;
}

static void command_unknown(const char *name)
{
	const char *nearest = command_nearest(name);

	if (nearest)
		printf("%s: no such command. Did you mean '%s'?\n", name, nearest);
	else
		printf("%s: no such command. 'help' lists them.\n", name);
}

/** Cut @line at blanks. @return how many words there are, COMMAND_WORDS_MAX - 1 at most */
static int words_split(char *line, char **words)
{
	int count = 0;
	char *rest = line;
	char *word;

	while (count < COMMAND_WORDS_MAX - 1 && (word = strtok_r(rest, " \t", &rest)) != NULL)
		words[count++] = word;
	words[count] = NULL;
	return count;
}

static int words_run(int count, char **words)
{
	const struct command *command = command_find(words[0]);
	int status = STATUS_UNKNOWN;

	if (command)
		status = command->run(count, words);
	else
		command_unknown(words[0]);
	fflush(stdout);
	return status;
}

/** For programs that type at the prompt: they tell output from echo and from other components' lines. */
static int report_run(int count, char **words)
{
	int status;

	if (count < 3) {
		printf("report needs a tag, and a line to run.\n");
		return STATUS_USAGE;
	}
	printf("%s begins\n", words[1]);
	status = words_run(count - 2, words + 2);
	printf("%s ended %d\n", words[1], status);
	return status;
}

int command_line_run(char *line)
{
	char *words[COMMAND_WORDS_MAX];
	int count = words_split(line, words);

	return count ? words_run(count, words) : STATUS_OK;
}
