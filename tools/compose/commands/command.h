/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * One command of sel4-compose: what help, the reference page, completion and the parser of its
 * arguments all read. A file commands/NAME.c defines `const struct command command_NAME`; table.c lists it.
 *
 *	static int graph_run(struct call *call)
 *	{
 *		const char *out = call_value(call, "output");    NULL: not given
 *		bool json = call_has(call, "json");
 *		...
 *		diagnostic_report(&call->diagnostics, MESSAGE_..., SOURCE_NOWHERE, ...);
 *		return STATUS_FAILED;                            the caller prints the diagnostics
 *	}
 */
#ifndef TOOLS_COMPOSE_COMMANDS_COMMAND_H
#define TOOLS_COMPOSE_COMMANDS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "diagnostic/diagnostic.h"
#include "host/home.h"
#include "source/arena.h"

/** Exit codes; docs/spec/sel4-compose.md tells them to people. */
enum status {
	STATUS_OK = 0,
	STATUS_FAILED = 1,         /* what was asked for did not work out, or is not so */
	STATUS_USAGE = 2,          /* the arguments are wrong */
	STATUS_HOST = 3,           /* this host lacks a program or a part of KaaL */
	STATUS_NOT_EXECUTED = 125, /* run --exec: the command did not come to an end */
};

struct option {
	const char *name;     /* without "--" */
	char letter;          /* of the short form, or 0 */
	const char *argument; /* what help calls its value; NULL: it has none */
	const char *summary;
	const char *
		values; /* what completion offers: words between blanks, "<file>", "<folder>", "<command>"; or NULL */
};

#define OPTION_END                        \
	{                                 \
		NULL, 0, NULL, NULL, NULL \
	}

/* Options that mean the same wherever they appear. */
#define OPTION_JSON                                                  \
	{                                                            \
		"json", 0, NULL, "print for a program to read", NULL \
	}
#define OPTION_ARCH                                                                                  \
	{                                                                                            \
		"arch", 'a', "ARCH", "x86_64 or aarch64 (default: the first that the system names)", \
			"x86_64 aarch64"                                                             \
	}
#define OPTION_PROJECT                                                                                \
	{                                                                                             \
		"project", 'C', "FOLDER", "where system.toml is (default: here or above)", "<folder>" \
	}

#define OPTION_BUILD                                                                                    \
	{                                                                                               \
		"build", 'B', "FOLDER",                                                                 \
			"where to build, in a folder an architecture (default: build/ of the project)", \
			"<folder>"                                                                      \
	}

struct call;

struct command {
	const char *name;
	const char *operands; /* as help shows them, e.g. "NAME"; "" for none */
	unsigned int operands_min, operands_max;
	const char *summary;     /* one line, no full stop */
	const char *description; /* paragraphs, each one line, an empty line between; those that begin with
	                                  a blank are shown as they are */
	const struct option *options;  /* ends with OPTION_END; --help goes without saying */
	const char *operand_values;    /* for completion, as in struct option; or NULL */
	bool is_plumbing;              /* for CMake and other programs: not in the short list */
	int (*run)(struct call *call); /* @return enum status, or what run --exec returns */
};

struct call_option {
	const struct option *option;
	const char *value; /* NULL for one without */
};

/** One run of a command. */
struct call {
	const struct command *command;
	struct home home; /* where KaaL's own parts are */
	struct call_option *given;
	size_t given_count;
	const char **operands;
	size_t operands_count;
	const char **rest; /* what stands behind "--", ending in NULL; or NULL: nothing does */
	struct arena arena;
	struct diagnostics diagnostics;
};

/** Was the option given? @param name  of one that the command has */
bool call_has(const struct call *call, const char *name);

/** @return the option's value, the last one if it was given several times; NULL: it was not given */
const char *call_value(const struct call *call, const char *name);

/** @return value @index of an option that was given several times; NULL past the last */
const char *call_value_at(const struct call *call, const char *name, size_t index);

/** All commands, in the order of help; ends with NULL. */
extern const struct command *const commands[];

/** @return the command of that name, or NULL */
const struct command *command_find(const char *name);

/** Report that there is no such command, and which one may have been meant. */
void command_report_unknown(struct call *call, const char *word);

#endif
