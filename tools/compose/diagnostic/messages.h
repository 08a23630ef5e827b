/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Every message that sel4-compose can give, in one table. Its rows stand in messages/, a file a
 * part of the tool:
 *
 *	MESSAGE(UNKNOWN_KEY, "E0201", "unknown-key", ERROR,
 *		"unknown key `{0}` in {1}",                     what is wrong
 *		"keys that nobody reads would be slips",        why that is so, or NULL
 *		"`sel4-compose explain E0201` lists the keys",  what to do next, or NULL
 *		"...")                                          for `sel4-compose explain`: whole sentences
 *
 * {0}..{9} are the strings given to diagnostic_report(), the same in all three. A new row needs a case
 * under tests/compose/err/ID-name/; its README says how, and the test fails without.
 *
 * Numbers: E00 the tool and its files, E01 TOML, E02 what stands in system.toml, E03 interfaces, E04 names
 * and connections, E05 the plan and its limits, E06 images, E07 the host, E08 tests and running. W... warns.
 * A number once released is not used again.
 */
#ifndef TOOLS_COMPOSE_DIAGNOSTIC_MESSAGES_H
#define TOOLS_COMPOSE_DIAGNOSTIC_MESSAGES_H

#include <stddef.h>

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum message_id {
#define MESSAGE(symbol, id, name, severity, text, why, help, explanation) MESSAGE_##symbol,
#include "diagnostic/messages/all.h"
#undef MESSAGE
	MESSAGES_COUNT
};

struct message {
	const char *id;   /* "E0201" */
	const char *name; /* "unknown-key" */
	enum severity severity;
	const char *text;
	const char *why;         /* or NULL */
	const char *help;        /* or NULL */
	const char *explanation; /* paragraphs, for a person who wants to understand */
};

/** The row of a message. */
const struct message *message_of(enum message_id id);

/** Find a message by its id in any case, or by its name. @return NULL: there is none */
const struct message *message_find(const char *id_or_name);

/** "error", "warning", "note" */
const char *severity_name(enum severity severity);

#endif
