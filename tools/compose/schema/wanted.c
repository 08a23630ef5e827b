/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a key takes, in words. */
#include <inttypes.h>
#include <string.h>

#include "schema/reader.h"

size_t schema_choices_count(const char *const choices[])
{
	size_t count = 0;

	while (choices[count])
		count++;
	return count;
}

/** "a", "b" or "c" */
static const char *choices_list(struct arena *arena, const char *const choices[])
{
	const char *list = "";
	size_t count = schema_choices_count(choices);

	for (size_t i = 0; i < count; i++)
		list = arena_print(arena, "%s%s\"%s\"", list,
				   i == 0          ? ""
				   : i + 1 < count ? ", "
						   : " or ",
				   choices[i]);
	return list;
}

static const char *range_words(struct arena *arena, const struct schema_key *key,
			       const char *(*print)(struct arena *, uint64_t))
{
	return arena_print(arena, " from %s to %s", print(arena, key->least), print(arena, key->most));
}

static const char *integer_print(struct arena *arena, uint64_t value)
{
	return arena_print(arena, "%" PRIu64, value);
}

const char *schema_wanted(struct arena *arena, const struct schema_key *key)
{
	switch (key->kind) {
	case SCHEMA_LINE:
		return key->most ? arena_print(arena, "a string of at most %" PRIu64 " bytes", key->most)
				 : "a string";
	case SCHEMA_NAME:
		return arena_print(arena, "the name of %s", key->wanted);
	case SCHEMA_INTEGER:
		return arena_print(arena, "an integer%s", range_words(arena, key, integer_print));
	case SCHEMA_SIZE:
		return arena_print(arena, "a size%s", range_words(arena, key, schema_print_size));
	case SCHEMA_DURATION:
		return arena_print(arena, "a duration%s", range_words(arena, key, schema_print_duration));
	case SCHEMA_FLAG:
		return "true or false";
	case SCHEMA_CHOICE:
		return choices_list(arena, key->choices);
	case SCHEMA_CHOICES:
		return arena_print(arena, "an array of %s", choices_list(arena, key->choices));
	case SCHEMA_LINES:
		return "an array of strings";
	case SCHEMA_NAMES:
		return "an array of names";
	case SCHEMA_OWN:
		break;
	}
	return key->wanted;
}
