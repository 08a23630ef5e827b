/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "host/progress.h"

#include "host/terminal.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 1000 };

int64_t progress_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, const char *title)
{
	*progress = (struct progress){
		.title = title,
		.begun_ms = progress_now_ms(),
		.on_terminal = isatty(STDERR_FILENO),
	};
	progress_step(progress, "");
}

void progress_step(struct progress *progress, const char *step)
{
	const char *between = *step ? ": " : " ...";

	if (progress->on_terminal) {
		int room = terminal_width() - 1;
		char line[512];
		snprintf(line, sizeof(line), "%s%s%s", progress->title, between, step);
		fprintf(stderr, "\r%.*s\033[K", room, line); /* erase to the end of the line */
		fflush(stderr);
	} else if (!progress->said && progress_now_ms() - progress->begun_ms >= PATIENCE_MS) {
		fprintf(stderr, "%s ...\n", progress->title);
		progress->said = true;
	}
}

void progress_end(struct progress *progress)
{
	if (progress->on_terminal)
		fprintf(stderr, "\r\033[K");
}
