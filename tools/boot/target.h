/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a kernel file is made for, and which of QEMU's machines starts it. */
#ifndef TOOLS_BOOT_TARGET_H
#define TOOLS_BOOT_TARGET_H

#include <stdbool.h>
#include <stdio.h>

struct target {
	const char *qemu;  /* the program */
	const char *model; /* its -machine unless told otherwise */
	const char *cpu;   /* its -cpu, likewise */
	bool is_packed;    /* kernel and root task go in as one image, made by kaal-pack */
	bool is_whole;     /* the file is such an image */
	bool off_by_hand;  /* the machine cannot switch itself off: a line of the root task's says when */
};

/** What starts this file; a PC where the file says nothing else. */
const struct target *target_of(FILE *kernel);

#endif
