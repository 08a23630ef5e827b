/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From the words of the command line to a struct call. */
#ifndef TOOLS_COMPOSE_COMMANDS_PARSE_H
#define TOOLS_COMPOSE_COMMANDS_PARSE_H

#include "commands/command.h"

enum parsed { PARSED, PARSED_HELP, PARSED_WRONG };

/**
 * Take in what stands behind the command's name. Mistakes are reported to call->diagnostics.
 *
 * @param words  ending in NULL; borrowed
 * @return PARSED_HELP: there is --help or -h among the options
 */
enum parsed call_parse(struct call *call, char **words);

#endif
