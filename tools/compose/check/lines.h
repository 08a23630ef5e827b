/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Lines of code that must be right: those that are neither blank nor comments alone. KaaL's own are counted
 * when it is built, into the table build/ARCH/lines.txt, a line "UNIT LINES FILES [SHARED...]" each: kernel, root,
 * runtime, libc, component/NAME, and shared/NAME for what several components link; SHARED are such units.
 */
#ifndef TOOLS_COMPOSE_CHECK_LINES_H
#define TOOLS_COMPOSE_CHECK_LINES_H

#include <stdio.h>

#include "image/bytes.h"
#include "source/arena.h"

struct lines {
	uint64_t lines, files;
	const char *shared; /* names of further units, a blank before each; "" for none */
};

/** Count the lines of a text in C, or in assembly with C's comments. */
uint64_t lines_count(struct bytes text);

/* --- counting sources ----------------------------------------------------------- */

/** What is to be counted, and where what it includes is found. */
struct lines_list {
	struct arena *arena;
	const char **below; /* folders: nothing else is counted */
	size_t below_count;
	const char **includes; /* folders */
	size_t includes_count;
	const char **seen; /* files that have been counted */
	size_t seen_count;
	struct lines sum;
};

void lines_below(struct lines_list *list, const char *folder);
void lines_include(struct lines_list *list, const char *folder);

/** Count a file, and what it includes, each once; files that cannot be read count nothing. */
void lines_add_source(struct lines_list *list, const char *path);

/**
 * Count what a file lists: lines "unit NAME", "shares NAME", "below FOLDER", "include FOLDER" and "source FILE".
 *
 * @param unit  out: the name
 * @return 0 or a negative errno
 */
int lines_of_list(struct arena *arena, const char *path, const char **unit, struct lines *out);

/* --- the table -------------------------------------------------------------------- */

/** Find a unit in the table's text, behind which a NUL stands. @return false: it is not there */
bool lines_find(struct arena *arena, struct bytes table, const char *unit, struct lines *out);

#endif
