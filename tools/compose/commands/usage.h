/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The table of commands, as people and shells read it. */
#ifndef TOOLS_COMPOSE_COMMANDS_USAGE_H
#define TOOLS_COMPOSE_COMMANDS_USAGE_H

#include <stdio.h>

#include "commands/command.h"

/** One line a command. */
void usage_print_commands(FILE *out);

/** All about one command. */
void usage_print_command(FILE *out, const struct command *command);

/** A text of paragraphs, as in command->description, broken between words. */
void usage_print_text(FILE *out, const char *text);

/** What the tool returns, in a few sentences. */
extern const char usage_exit_codes[];

/** "-a, --arch ARCH", with blanks for a letter that is not there. */
void usage_option_name(const struct option *option, char *name, size_t size);

/** docs/spec/sel4-compose.md */
void usage_print_reference(FILE *out);

#endif
