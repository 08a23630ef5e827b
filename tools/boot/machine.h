/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A virtual machine: QEMU as a child process, its serial port on a pair of pipes. */
#ifndef TOOLS_BOOT_MACHINE_H
#define TOOLS_BOOT_MACHINE_H

#include <boot/boot.h>

#include "target.h"

#include <stdbool.h>
#include <sys/types.h>

struct machine {
	pid_t pid;
	const struct target *target;
	int input, output;   /* ends of the pipes to and from the serial port */
	char converted[256]; /* temporary file that starts instead of the kernel's, or "" */
};

enum { MACHINE_NO_QEMU = 127 }; /* what machine_wait() returns when QEMU could not be started */

/**
 * Start a machine.
 *
 * @param has_monitor  Ctrl-A is QEMU's: Ctrl-A X ends it
 * @param machine      set on success only; the caller ends it with machine_wait()
 * @param result       its complaint is set on failure
 * @return 0, or a negative errno
 */
int machine_start(struct machine *machine, const struct boot_config *config, bool has_monitor,
		  struct boot_result *result);

/** End the machine at once, as if its plug were pulled. machine_wait() is still needed. */
void machine_kill(const struct machine *machine);

/** Wait until it has ended and free what it holds. @return QEMU's exit code, or 128 + a signal's number */
int machine_wait(struct machine *machine);

#endif
