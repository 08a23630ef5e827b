/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What each file of this folder defines. */
#ifndef TOOLS_COMPOSE_COMMANDS_TABLE_H
#define TOOLS_COMPOSE_COMMANDS_TABLE_H

#include "commands/command.h"

extern const struct command command_build;
extern const struct command command_check;
extern const struct command command_clean;
extern const struct command command_completion;
extern const struct command command_describe;
extern const struct command command_doctor;
extern const struct command command_examples;
extern const struct command command_explain;
extern const struct command command_graph;
extern const struct command command_headers;
extern const struct command command_help;
extern const struct command command_lines;
extern const struct command command_link;
extern const struct command command_new;
extern const struct command command_parse;
extern const struct command command_plan;
extern const struct command command_run;
extern const struct command command_test;
extern const struct command command_version;

#endif
