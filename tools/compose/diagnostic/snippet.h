/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The line of the source that a message is about, with a caret under the place. */
#ifndef TOOLS_COMPOSE_DIAGNOSTIC_SNIPPET_H
#define TOOLS_COMPOSE_DIAGNOSTIC_SNIPPET_H

#include <stdio.h>

#include "source/source.h"

/**
 * Print two lines: the source's and the carets. What a terminal could take for a command becomes '?', a tab
 * four blanks; of a long line the part around the place is shown.
 *
 * @param mark, plain  what to print before and after the carets: "" or colours
 */
void snippet_print(FILE *out, struct source_range range, const char *mark, const char *plain);

#endif
