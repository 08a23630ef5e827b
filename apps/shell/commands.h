/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The shell's built-in commands. */
#ifndef SHELL_COMMANDS_H
#define SHELL_COMMANDS_H

enum { COMMAND_WORDS_MAX = 32 };

/** What a line came to, as `report` shows it. */
enum command_status {
	STATUS_OK = 0,
	STATUS_FAILED = 1,
	STATUS_USAGE = 2, /* the words were not what the command takes */
	STATUS_UNKNOWN = 127,
};

/** One built-in. @words[0] is its own name; words[count] is NULL. */
struct command {
	const char *name;
	const char *arguments; /* as `help` shows them */
	const char *summary;
	int (*run)(int count, char **words); /* @return enum command_status */
};

/* Lists of them; each ends with a NULL name. */
extern const struct command component_commands[]; /* about one component, or all */
extern const struct command log_commands[];
extern const struct command crash_commands[];
extern const struct command system_commands[]; /* about the machine */

/**
 * Run a line: its first word names the command.
 *
 * @param line  is cut up
 * @return enum command_status
 */
int command_line_run(char *line);

#endif
