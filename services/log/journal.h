/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The last lines that components have said. */
#ifndef LOG_JOURNAL_H
#define LOG_JOURNAL_H

#include "abi/kaal/log_reader.h"

enum { JOURNAL_LINES = 1024 };

struct journal {
	struct kaal_log_record records[JOURNAL_LINES]; /* number n stands at n modulo JOURNAL_LINES */
	uint64_t next;                                 /* number of the next line; 1 at first */
};

void journal_begin(struct journal *journal);

/** Keep a line, in place of the oldest if there are JOURNAL_LINES. @return the record as it is kept, numbered */
const struct kaal_log_record *journal_add(struct journal *journal, const struct kaal_log_record *line);

/** @return number of the oldest line kept; journal->next if there is none */
uint64_t journal_first(const struct journal *journal);

/**
 * Find a line.
 *
 * @param from       number to begin at
 * @param level      least important level wanted
 * @param component  id, 0: of all
 * @return the first such line from there on, or NULL
 */
const struct kaal_log_record *journal_find(const struct journal *journal, uint64_t from, uint64_t level,
					   uint64_t component);

#endif
