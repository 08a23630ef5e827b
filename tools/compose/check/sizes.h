/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How much of the machine a system takes, before it runs. */
#ifndef TOOLS_COMPOSE_CHECK_SIZES_H
#define TOOLS_COMPOSE_CHECK_SIZES_H

#include "resolve/resolve.h"

/** Of one component, or of several together. */
struct size {
	uint64_t
		bytes; /* of memory: image, stack, heap, start-up block, kernel objects; and its quotas' worth of
	                   what it may ask for */
	uint64_t slots; /* of the root task's: for each frame and object of it */
};

/** What the system is to run on. */
struct machine {
	uint64_t memory_bytes; /* 0: not known */
	unsigned int radix;    /* log2 of the slots of the root task's CNode */
	uint64_t kernel_bytes; /* of memory that it keeps */
	const char *kernel;    /* its file; NULL: not known, and a radix of 16 is taken */
};

struct sizes {
	struct size *components; /* of each */
	struct size connections; /* of all: their memory, and both sides' capabilities to it */
	struct size image;       /* of root task and bundle, and what the kernel makes for the root task */
	struct size total;
};

/** A component's memory is rounded up as the root task does; the kernel's own tables are estimated. */
struct sizes sizes_of(const struct resolved *resolved, uint64_t image_bytes);

/** Report what does not fit. */
void sizes_check(const struct resolved *resolved, const struct sizes *sizes, const struct machine *machine);

/**
 * Find out about a kernel.
 *
 * @param path  of its ELF file
 * @return false: it cannot be read, or is no kernel; an error was reported
 */
bool machine_read_kernel(const struct resolved *resolved, const char *path, struct machine *out);

#endif
