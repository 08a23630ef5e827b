/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Defaults stand in the table as TOML, so that the reference shows them and they are read like any value. */
#include <assert.h>
#include <string.h>

#include "schema/reader.h"

/** A default has no place. */
static void forget_place(enum schema_kind kind, void *field)
{
	switch (kind) {
	case SCHEMA_LINE:
	case SCHEMA_NAME:
		((struct model_text *)field)->at = SOURCE_NOWHERE;
		break;
	case SCHEMA_FLAG:
		((struct model_flag *)field)->at = SOURCE_NOWHERE;
		break;
	case SCHEMA_CHOICES:
		((struct model_set *)field)->at = SOURCE_NOWHERE;
		break;
	case SCHEMA_LINES:
	case SCHEMA_NAMES:
		((struct model_texts *)field)->at = SOURCE_NOWHERE;
		break;
	case SCHEMA_OWN:
		break; /* the function sees to it */
	default:
		((struct model_number *)field)->at = SOURCE_NOWHERE;
	}
}

void schema_read_preset(struct schema_reader *reader, const struct schema_key *key, void *field)
{
	char *text = arena_print(reader->arena, "preset = %s", key->preset);
	const struct source *source = source_of_text(reader->arena, "default", text, strlen(text));
	const struct toml_table *root = toml_parse(source, reader->arena, reader->diagnostics);

	assert(root && "the table has a default that is no TOML");
	schema_read_value(reader, key, &root->first->value, field);
	forget_place(key->kind, field);
}
