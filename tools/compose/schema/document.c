/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A whole file. */
#include <errno.h>
#include <string.h>

#include "schema/reader.h"
#include "schema/schema.h"

/** What a kind of file can hold. */
struct document {
	const struct schema_section *const *sections;
	size_t sections_count;
	const char *what; /* "a system.toml" */
};

static const struct schema_section *section_find(const struct document *document,
						 const struct toml_entry *entry)
{
	for (size_t i = 0; i < document->sections_count; i++)
		if (strcmp(document->sections[i]->name, entry->key.bytes) == 0 &&
		    strlen(entry->key.bytes) == entry->key.len)
			return document->sections[i];
	return NULL;
}

/* --- unknown sections -------------------------------------------------------- */

static bool suggest_section(struct schema_reader *reader, const struct document *document, const char *name)
{
	const char **names = arena_alloc(reader->arena, document->sections_count * sizeof(const char *));

	for (size_t i = 0; i < document->sections_count; i++)
		names[i] = document->sections[i]->name;
	return diagnostic_suggest(reader->diagnostics, name, names, document->sections_count);
}

/** A key of some section that stands before the first header. */
static bool suggest_home(struct schema_reader *reader, const struct document *document, const char *name)
{
	for (size_t i = 0; i < document->sections_count; i++) {
		const struct schema_section *section = document->sections[i];

		for (size_t j = 0; j < section->keys_count; j++) {
			if (strcmp(section->keys[j].name, name) != 0)
				continue;
			diagnostic_help(reader->diagnostics, "`%s` is a key of %s", name,
					schema_title(reader->arena, section));
			return true;
		}
	}
	return false;
}

static void list_sections(struct schema_reader *reader, const struct document *document)
{
	const char *list = "";

	for (size_t i = 0; i < document->sections_count; i++)
		list = arena_print(reader->arena, "%s%s%s", list, i ? ", " : "",
				   schema_title(reader->arena, document->sections[i]));
	diagnostic_help(reader->diagnostics, "there are %s", list);
}

static void refuse_section(struct schema_reader *reader, const struct document *document,
			   const struct toml_entry *entry)
{
	const char *name = entry->key.bytes;

	diagnostic_report(reader->diagnostics, MESSAGE_UNKNOWN_SECTION, entry->key_range, name,
			  document->what);
	if (!suggest_home(reader, document, name) && !suggest_section(reader, document, name))
		list_sections(reader, document);
}

/* --- reading ------------------------------------------------------------------- */

static void read_sections(struct schema_reader *reader, const struct document *document,
			  const struct toml_table *root, const struct source *source,
			  struct system_model *model)
{
	for (size_t i = 0; i < document->sections_count; i++) {
		const struct schema_section *section = document->sections[i];
		const struct toml_entry *entry = toml_find(root, section->name);

		schema_default_section(reader, section, model);
		if (entry)
			schema_read_section(reader, section, entry, model);
		else if (section->is_required)
			diagnostic_report(reader->diagnostics, MESSAGE_MISSING_SECTION, SOURCE_WHOLE(source),
					  schema_title(reader->arena, section), document->what);
	}
}

/** Messages of two interfaces must not be mistaken for each other. */
static void check_bases(struct schema_reader *reader, const struct model_interfaces *interfaces)
{
	for (size_t i = 0; i < interfaces->count; i++)
		for (size_t j = 0; j < i; j++) {
			const struct model_interface *one = &interfaces->items[i],
						     *other = &interfaces->items[j];

			if (one->base.value != other->base.value)
				continue;
			diagnostic_report(reader->diagnostics, MESSAGE_BASE_TWICE, one->at, one->name,
					  other->name);
			diagnostic_see(reader->diagnostics, other->at, "`%s` is here", other->name);
		}
}

static void check_tests(struct schema_reader *reader, const struct system_model *model)
{
	for (size_t i = 0; i < model->tests_count; i++)
		for (size_t j = 0; j < i; j++) {
			if (strcmp(model->tests[i].name.text, model->tests[j].name.text) != 0)
				continue;
			diagnostic_report(reader->diagnostics, MESSAGE_TEST_TWICE, model->tests[i].name.at,
					  model->tests[i].name.text);
			diagnostic_see(reader->diagnostics, model->tests[j].name.at, "the other one");
		}
}

static const struct system_model *document_read(const struct document *document, const struct source *source,
						struct arena *arena, struct diagnostics *diagnostics)
{
	struct schema_reader reader = { .arena = arena, .diagnostics = diagnostics };
	struct system_model *model = arena_alloc(arena, sizeof(*model));
	unsigned int errors = diagnostics->errors;
	const struct toml_table *root = toml_parse(source, arena, diagnostics);

	if (!root)
		return NULL;
	model->source = source;
	for (const struct toml_entry *entry = root->first; entry; entry = entry->next)
		if (!section_find(document, entry))
			refuse_section(&reader, document, entry);
	read_sections(&reader, document, root, source, model);
	if (diagnostics->errors == errors) {
		check_bases(&reader, &model->interfaces);
		check_tests(&reader, model);
	}
	return diagnostics->errors == errors ? model : NULL;
}

const struct system_model *schema_read_system(const struct source *source, struct arena *arena,
					      struct diagnostics *diagnostics)
{
	const struct document document = { schema_sections, schema_sections_count, "a system.toml" };

	return document_read(&document, source, arena, diagnostics);
}

const struct model_interfaces *schema_read_interfaces(const struct source *source, struct arena *arena,
						      struct diagnostics *diagnostics)
{
	static const struct schema_section *const sections[] = { &schema_interfaces };
	const struct document document = { sections, 1, "a file of interfaces" };
	const struct system_model *model = document_read(&document, source, arena, diagnostics);

	return model ? &model->interfaces : NULL;
}

/* --- files ------------------------------------------------------------------------ */

static const struct source *read_or_report(const char *path, struct arena *arena,
					   struct diagnostics *diagnostics)
{
	const struct source *source = NULL;
	int error = source_read(arena, path, &source);

	if (error)
		diagnostic_report(diagnostics, MESSAGE_FILE_UNREADABLE, SOURCE_NOWHERE, path,
				  strerror(-error));
	if (error == -ENOENT)
		diagnostic_help(diagnostics, "`sel4-compose new NAME` makes a project; commands look for its "
					     "system.toml in the current folder");
	return source;
}

const struct system_model *schema_load_system(const char *path, struct arena *arena,
					      struct diagnostics *diagnostics)
{
	const struct source *source = read_or_report(path, arena, diagnostics);

	return source ? schema_read_system(source, arena, diagnostics) : NULL;
}

const struct model_interfaces *schema_load_interfaces(const char *path, struct arena *arena,
						      struct diagnostics *diagnostics)
{
	const struct source *source = read_or_report(path, arena, diagnostics);

	return source ? schema_read_interfaces(source, arena, diagnostics) : NULL;
}
