/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the tool has to say about a person's input, collected, then printed in the order of the text.
 *
 *	diagnostic_report(diagnostics, MESSAGE_UNKNOWN_KEY, entry->key_range, key, "[system]");
 *	diagnostic_suggest(diagnostics, key, names, names_count);
 *	...
 *	diagnostics_print(diagnostics, stderr, diagnostics_wants_colour(stderr));
 *	return diagnostics->errors ? 1 : 0;
 *
 * prints
 *
 *	system.toml:7:1: error: unknown key `prioritty` in [components.hello] [E0201]
 *	   7 | prioritty = 100
 *	     | ^~~~~~~~~
 *	  why: ...
 *	  help: did you mean `priority`?
 */
#ifndef TOOLS_COMPOSE_DIAGNOSTIC_DIAGNOSTIC_H
#define TOOLS_COMPOSE_DIAGNOSTIC_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "diagnostic/messages.h"
#include "source/arena.h"
#include "source/source.h"

enum { DIAGNOSTICS_LIMIT = 20 }; /* errors and warnings printed unless told otherwise */

struct diagnostic;

/** All zero, but for what one wants to set, is ready for use. */
struct diagnostics {
	unsigned int limit;            /* print at most so many; 0: DIAGNOSTICS_LIMIT */
	unsigned int errors, warnings; /* reported so far, printed or not */
	struct arena arena;            /* owns what was reported */
	struct diagnostic *first, *last;
	unsigned int count;
};

/**
 * Report a message.
 *
 * @param diagnostics  what to add it to
 * @param id           enum message_id
 * @param range        where; SOURCE_NOWHERE for what has no place
 * @param ...          strings for {0}, {1}, ...: as many as the message uses. They are copied
 */
#define diagnostic_report(diagnostics, id, range, ...)        \
	diagnostic_report_words((diagnostics), (id), (range), \
				(const char *const[]){ "", ##__VA_ARGS__, NULL })

/** What diagnostic_report does. @param words  an unused one first, NULL last */
void diagnostic_report_words(struct diagnostics *diagnostics, enum message_id id, struct source_range range,
			     const char *const words[]);

/* The following add to the message reported last. */

/** Add a line "help: ...", which takes the place of the table's. Can be given several times. */
void diagnostic_help(struct diagnostics *diagnostics, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** Show a second place, such as "first defined here". */
void diagnostic_see(struct diagnostics *diagnostics, struct source_range range, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * Add "help: did you mean `x`?" if one of the names is near to @word (diagnostic/spelling.h).
 * @return whether one is
 */
bool diagnostic_suggest(struct diagnostics *diagnostics, const char *word, const char *const names[],
			size_t names_count);

/** A string for diagnostic_report, valid as long as the diagnostics. */
const char *diagnostic_text(struct diagnostics *diagnostics, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Printing. */

/** Print everything: sorted by place, at most limit messages, and a line that counts. Nothing without messages. */
void diagnostics_print(const struct diagnostics *diagnostics, FILE *out, bool colour);

/** Print everything as one JSON object: {"messages": [...], "errors": 1, "warnings": 0}; no limit. */
void diagnostics_print_json(const struct diagnostics *diagnostics, FILE *out);

/** Is @out a terminal, and did nobody say NO_COLOR or TERM=dumb? */
bool diagnostics_wants_colour(FILE *out);

/** Give everything back; ready for use again. */
void diagnostics_release(struct diagnostics *diagnostics);

#endif
