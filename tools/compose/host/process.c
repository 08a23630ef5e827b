/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "host/process.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs in the child; does not return. The errno goes through @report, which a successful start closes. */
static void child_run(const struct process *process, int output, int report)
{
	int null = open("/dev/null", O_RDONLY);

	dup2(null, STDIN_FILENO);
	if (output >= 0) {
		dup2(output, STDOUT_FILENO);
		dup2(output, STDERR_FILENO);
	}
	for (const char *const *pair = process->environment; pair && *pair; pair++)
		putenv((char *)*pair);
	if (!process->folder || chdir(process->folder) == 0)
		execvp(process->words[0], (char *const *)process->words);
	int error = errno;
	if (write(report, &error, sizeof(error)) < 0)
		_exit(126);
	_exit(127);
}

static int pipe_open(int ends[2])
{
	if (pipe(ends) != 0)
		return -errno;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return 0;
}

/* Hand out lines until the other end is closed. */
static void lines_carry(const struct process *process, int from)
{
	FILE *stream = fdopen(from, "r");
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	if (!stream) {
		close(from);
		return;
	}
	while ((len = getline(&line, &size, stream)) >= 0) {
		if (len > 0 && line[len - 1] == '\n')
			line[len - 1] = '\0';
		process->take_line(process->context, line);
	}
	free(line);
	fclose(stream);
}

static int exit_code(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The child runs: see whether it could start its program, and carry its output. */
static int child_follow(const struct process *process, pid_t pid, int report, int output)
{
	int error = 0;
	bool failed = read(report, &error, sizeof(error)) == sizeof(error);

	close(report);
	if (output >= 0)
		lines_carry(process, output);
	int code = exit_code(pid);
	return failed ? -error : code;
}

int process_run(const struct process *process)
{
	int report[2], output[2] = { -1, -1 };
	int error = pipe_open(report);

	if (!error && process->take_line)
		error = pipe_open(output);
	if (error)
		return error;
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0)
		child_run(process, output[1], report[1]);
	close(report[1]);
	if (output[1] >= 0)
		close(output[1]);
	return pid < 0 ? -EAGAIN : child_follow(process, pid, report[0], output[0]);
}

struct reading {
	struct arena *arena;
	const char *text;
};

static void reading_take(void *context, const char *line)
{
	struct reading *reading = context;

	reading->text = arena_print(reading->arena, "%s%s\n", reading->text, line);
}

int process_read(struct arena *arena, const char *const *words, const char **text)
{
	struct reading reading = { arena, "" };
	struct process process = { .words = words, .take_line = reading_take, .context = &reading };
	int code = process_run(&process);

	*text = reading.text;
	return code;
}
