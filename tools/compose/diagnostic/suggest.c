/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "diagnostic/diagnostic.h"
#include "diagnostic/spelling.h"

bool diagnostic_suggest(struct diagnostics *diagnostics, const char *word, const char *const names[],
			size_t names_count)
{
	const char *nearest = spelling_nearest(word, names, names_count);

	if (nearest)
		diagnostic_help(diagnostics, "did you mean `%s`?", nearest);
	return nearest != NULL;
}
