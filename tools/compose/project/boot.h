/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Booting a project's image. */
#ifndef TOOLS_COMPOSE_PROJECT_BOOT_H
#define TOOLS_COMPOSE_PROJECT_BOOT_H

#include <boot/boot.h>

#include "project/project.h"

/**
 * What boots the project's image on KaaL's own kernel, or the one that system.toml or --kernel names.
 *
 * @param memory  bytes; 0: the system's
 */
void project_boot_config(struct call *call, const struct project *project, const char *arch, uint64_t memory,
			 struct boot_config *config);

/** Report why a boot failed, and print the machine's last lines. @return enum status */
int project_boot_failed(struct call *call, const struct boot_result *result, const char *arch);

/* --- one command, carried out at the prompt ------------------------------------ */

enum { EXEC_LINE_MAX = 220 }; /* bytes that the shell's line has room for behind "report TAG " */

/** Finds a command's output and status in what the machine prints. */
struct exec {
	char tag[16]; /* no other line of the machine begins with it */
	void (*take)(void *context, const char *bytes, size_t len); /* gets the command's output; or NULL */
	void *context;
	enum { EXEC_BEFORE, EXEC_WITHIN, EXEC_DONE } state;
	int status; /* once done */
	char line[512];
	size_t len;
};

/** Begin, with a tag that nobody can guess. */
void exec_init(struct exec *exec, void (*take)(void *context, const char *bytes, size_t len), void *context);

/** What is typed to have @line carried out, in the arena; it has no newline. */
const char *exec_line(struct arena *arena, const struct exec *exec, const char *line);

/** Take in what the machine prints, free of carriage returns. */
void exec_feed(struct exec *exec, const char *bytes, size_t len);

/** "512M", "1G", "256" (MiB) as bytes. @return 0: it is no size */
uint64_t size_parse(const char *text);

#endif
