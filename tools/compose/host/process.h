/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Programs of the host, run and waited for. */
#ifndef TOOLS_COMPOSE_HOST_PROCESS_H
#define TOOLS_COMPOSE_HOST_PROCESS_H

#include "source/arena.h"

struct process {
	const char *const *words;       /* program and arguments, ending in NULL */
	const char *folder;             /* to run in; NULL: this one */
	const char *const *environment; /* "NAME=value", ending in NULL, besides this program's; or NULL */
	void (*take_line)(void *context,
			  const char *line); /* gets each line of its output and errors, without
	                                                       the newline; NULL: they go where ours go */
	void *context;
};

/**
 * Run a program to its end. Its standard input is empty.
 *
 * @return its exit code, 128 + a signal's number, or a negative errno: it could not be started
 */
int process_run(const struct process *process);

/**
 * Run a program and keep what it prints.
 *
 * @param text  set always: its output and errors, NUL-terminated, in the arena
 * @return as process_run()
 */
int process_read(struct arena *arena, const char *const *words, const char **text);

#endif
