/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef TOOLS_COMPOSE_HOST_TERMINAL_H
#define TOOLS_COMPOSE_HOST_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/** Columns of the terminal on standard error; 80 if nobody knows. */
int terminal_width(void);

/** Can a person be asked: are standard input and error a terminal? */
bool terminal_can_ask(void);

/**
 * Ask on standard error, and read a line.
 *
 * @param answer  without the newline; set on success only
 * @return whether there was one
 */
bool terminal_ask(const char *question, char *answer, size_t size);

#endif
