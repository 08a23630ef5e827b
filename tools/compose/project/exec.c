/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The shell's command `report TAG LINE` prints "TAG begins", what the line prints, and "TAG ended STATUS"
 * (apps/shell/commands.c). Echoes do not look like that, for a prompt stands before them.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "project/boot.h"

static const char begins[] = " begins", ended[] = " ended ";

static uint32_t number_nobody_guesses(void)
{
	uint32_t number = (uint32_t)time(NULL) * 2654435761u + (uint32_t)getpid();
	int random = open("/dev/urandom", O_RDONLY);

	if (random >= 0) {
		if (read(random, &number, sizeof(number)) != sizeof(number))
			number ^= (uint32_t)getpid();
		close(random);
	}
	return number;
}

void exec_init(struct exec *exec, void (*take)(void *context, const char *bytes, size_t len), void *context)
{
	*exec = (struct exec){ .take = take, .context = context };
	snprintf(exec->tag, sizeof(exec->tag), "run-%08x", (unsigned int)number_nobody_guesses());
}

const char *exec_line(struct arena *arena, const struct exec *exec, const char *line)
{
	return arena_print(arena, "report %s %s", exec->tag, line);
}

static void put(struct exec *exec, const char *bytes, size_t len)
{
	if (exec->state == EXEC_WITHIN && exec->take && len > 0)
		exec->take(exec->context, bytes, len);
}

/* Where the end's mark is in the line: output that does not end in a newline stands before it. */
static const char *find_end(const struct exec *exec)
{
	const char *mark = strstr(exec->line, exec->tag);
	size_t len = strlen(exec->tag);

	return mark && strncmp(mark + len, ended, sizeof(ended) - 1) == 0 ? mark : NULL;
}

/* A line is complete, with its newline. */
static void take_line(struct exec *exec)
{
	size_t len = strlen(exec->tag);

	exec->line[exec->len] = '\0';
	if (exec->state == EXEC_BEFORE) {
		if (strncmp(exec->line, exec->tag, len) == 0 &&
		    strncmp(exec->line + len, begins, sizeof(begins) - 1) == 0)
			exec->state = EXEC_WITHIN;
	} else if (exec->state == EXEC_WITHIN) {
		const char *end = find_end(exec);
		put(exec, exec->line, end ? (size_t)(end - exec->line) : exec->len);
		if (end) {
			exec->status = atoi(end + len + sizeof(ended) - 1);
			exec->state = EXEC_DONE;
		}
	}
	exec->len = 0;
}

/* A long line goes on: let go of its first part, and keep as much as a mark may have begun in. */
static void take_part(struct exec *exec)
{
	size_t kept = sizeof(exec->line) / 2, part = exec->len - kept;

	put(exec, exec->line, part);
	memmove(exec->line, exec->line + part, kept);
	exec->len = kept;
}

void exec_feed(struct exec *exec, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		exec->line[exec->len++] = bytes[i];
		if (bytes[i] == '\n')
			take_line(exec);
		else if (exec->len == sizeof(exec->line) - 1)
			take_part(exec);
	}
}
