/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Everything that can be known of a system without booting it. */
#ifndef TOOLS_COMPOSE_CHECK_CHECK_H
#define TOOLS_COMPOSE_CHECK_CHECK_H

#include <stdio.h>

#include "check/asserts.h"
#include "check/lines.h"
#include "check/sizes.h"

struct check_places {
	const char *project; /* folder of system.toml: components' sources are relative to it */
	const char *root;    /* KaaL's root.elf; NULL: sizes are without it */
	const char *kernel;  /* the kernel's ELF file; NULL: not known */
	const char *lines;   /* KaaL's table lines.txt; NULL: not known */
};

/** Whom one must trust, in lines of code. */
struct trust {
	uint64_t kernel, root, runtime, libc; /* 0: not known */
	uint64_t *own;                        /* of each component */
	uint64_t *all;                        /* of each: it, all whom it reaches, and what all stand on */
	uint64_t total;                       /* of the system */
};

/** What was found out; what is wrong is reported. */
struct check {
	const struct resolved *resolved;
	struct machine machine;
	struct sizes sizes;
	struct trust trust;
	const struct verdict *verdicts;
};

/** Check a resolved system. */
struct check check_system(struct resolved *resolved, const struct check_places *places);

/** Count whom one must trust. */
struct trust trust_of(const struct resolved *resolved, const struct check_places *places);

/** Print it for people. */
void check_print(const struct check *check, FILE *out);

/** Print it as a JSON object. */
void check_print_json(const struct check *check, FILE *out);

#endif
