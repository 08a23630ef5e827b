/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A virtual machine: QEMU as a child process, its serial port on a pair of pipes. */
#ifndef TOOLS_BOOT_MACHINE_H
#define TOOLS_BOOT_MACHINE_H

#include "target.h"

#include <stdbool.h>
#include <sys/types.h>

struct machine_config {
	const char *tools;      /* folder of this program and its helpers */
	const char *kernel;     /* x86_64: ELF file that QEMU loads by Multiboot 1; AArch64: ELF file or
	                           whole image */
	const char *root;       /* root-task image, or NULL for none */
	const char *model;      /* QEMU's -machine, or NULL: as the kernel needs it */
	const char *cpu;        /* QEMU's -cpu, likewise */
	const char *memory_mib; /* QEMU's -m */
	bool has_monitor;       /* Ctrl-A is QEMU's: Ctrl-A X ends it */
	char **more;            /* further arguments of QEMU's, ending in NULL */
};

struct machine {
	pid_t pid;
	const struct target *target;
	int input, output;  /* ends of the pipes to and from the serial port */
	char converted[64]; /* temporary file that starts instead of the kernel's, or "" */
};

/**
 * Start a machine. What is wrong is said on standard error.
 *
 * @param machine  set on success only; the caller ends it with machine_wait()
 * @return 0, or a negative errno
 */
int machine_start(struct machine *machine, const struct machine_config *config);

/** End the machine at once, as if its plug were pulled. machine_wait() is still needed. */
void machine_kill(const struct machine *machine);

/** Wait until it has ended and free what it holds. @return QEMU's exit code, or 128 + a signal's number */
int machine_wait(struct machine *machine);

#endif
