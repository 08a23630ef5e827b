/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "journal.h"

#include <stddef.h>

void journal_begin(struct journal *journal)
{
	journal->next = 1;
}

const struct kaal_log_record *journal_add(struct journal *journal, const struct kaal_log_record *line)
{
	struct kaal_log_record *record = &journal->records[journal->next % JOURNAL_LINES];

	*record = *line;
	record->number = journal->next++;
	return record;
}

uint64_t journal_first(const struct journal *journal)
{
	return journal->next > JOURNAL_LINES ? journal->next - JOURNAL_LINES : 1;
}

const struct kaal_log_record *journal_find(const struct journal *journal, uint64_t from, uint64_t level,
					   uint64_t component)
{
	uint64_t number = from > journal_first(journal) ? from : journal_first(journal);

	for (; number < journal->next; number++) {
		const struct kaal_log_record *record = &journal->records[number % JOURNAL_LINES];

		if (record->level <= level && (!component || record->component == component))
			return record;
	}
	return NULL;
}
