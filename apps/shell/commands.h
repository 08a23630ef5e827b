/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The shell's built-in commands. */
#ifndef SHELL_COMMANDS_H
#define SHELL_COMMANDS_H

enum { COMMAND_WORDS_MAX = 32 };

/** One built-in. @words[0] is its own name; words[count] is NULL. */
struct command {
	const char *name;
	const char *arguments; /* as `help` shows them */
	const char *summary;
	void (*run)(int count, char **words);
};

/** Those that ask the root task; ends with a NULL name. */
extern const struct command system_commands[];

/** Run a line: its first word names the command. @param line  is cut up */
void command_line_run(char *line);

#endif
