/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * One run of a machine on this terminal or pipe. A terminal's keys go straight
 * to the machine. Lines from a pipe are typed one by one, each once the machine
 * is at its prompt; at the end of input the machine is told to power off.
 */
#ifndef TOOLS_BOOT_SESSION_H
#define TOOLS_BOOT_SESSION_H

#include "machine.h"

#include <stdbool.h>

struct session_config {
	const char *prompt;     /* what a line holds when the machine waits for one */
	const char *poweroff;   /* the line that powers it off */
	bool must_reach_prompt; /* a boot that does not is a failure, and the limits below hold */
	int silence_s; /* longest time without output before the prompt, and after a line from a pipe */
	int boot_s;    /* longest time to the first prompt */
};

/**
 * Carry bytes both ways until the machine has ended.
 *
 * What went wrong is said on standard error, with the console's last lines.
 *
 * @param on_terminal  standard input is a terminal, in raw mode
 * @return 0, or 1 if the boot failed or hung, the machine ended before all
 *         input was typed, or QEMU itself failed
 */
int session_run(const struct session_config *config, struct machine *machine, bool on_terminal);

#endif
