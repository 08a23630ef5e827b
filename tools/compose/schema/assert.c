/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* [[assert]] */
#include <string.h>

#include "schema/reader.h"

static const char *const holdings[] = {
	"manage", "irq", "ports", "mmio", "dma", NULL
}; /* enum model_holding */

#define FIELD(name) .field = offsetof(struct model_assert, name)

static const struct schema_key assert_keys[] = {
	{ .name = "never",
	  .kind = SCHEMA_LINE,
	  FIELD(written.never),
	  .least = 1,
	  .doc = "`\"a -> b\"`: no authority leads from component `a` to component `b`, neither directly nor "
		 "through others." },
	{ .name = "only",
	  .kind = SCHEMA_NAMES,
	  FIELD(only),
	  .wanted = "a component",
	  .doc = "Only these components, or nobody (`[]`), ... what one of the next four keys says." },
	{ .name = "device",
	  .kind = SCHEMA_LINE,
	  FIELD(written.device),
	  .least = 1,
	  .most = MODEL_MATCH_BYTES_MAX,
	  .doc = "... hold this device." },
	{ .name = "provides",
	  .kind = SCHEMA_NAME,
	  FIELD(written.provides),
	  .wanted = "an interface",
	  .doc = "... provide this interface." },
	{ .name = "reach",
	  .kind = SCHEMA_NAME,
	  FIELD(written.reach),
	  .wanted = "a component",
	  .doc = "... reach this component, directly or through others." },
	{ .name = "holds",
	  .kind = SCHEMA_CHOICE,
	  FIELD(written.holds),
	  .choices = holdings,
	  .doc = "... hold a capability of this kind; `\"dma\"` is every driver that masters the bus." },
	{ .name = "trusting",
	  .kind = SCHEMA_NAMES,
	  FIELD(trusting),
	  .wanted = "a component",
	  .absent = "nobody",
	  .doc = "For `never` and `reach`: components that are trusted to pass nothing on. No path leads "
		 "through them." },
	{ .name = "flow",
	  .kind = SCHEMA_FLAG,
	  FIELD(flow),
	  .preset = "false",
	  .doc = "For `never` and `reach`: whether information counts as well as authority. Then a step "
		 "leads not only from a client to its provider, but also back: from who answers to who "
		 "asked." },
	{ .name = "because",
	  .kind = SCHEMA_LINE,
	  FIELD(because),
	  .preset = "\"\"",
	  .doc = "The reason, shown when it does not hold." },
};

/** Without the blanks around it. */
static struct model_text trimmed(struct schema_reader *reader, const char *from, size_t len,
				 struct source_range at)
{
	while (len && *from == ' ')
		from++, len--;
	while (len && from[len - 1] == ' ')
		len--;
	return (struct model_text){ arena_copy(reader->arena, from, len), at };
}

/** "a -> b" */
static void never_finish(struct schema_reader *reader, struct model_assert *assert)
{
	struct model_text text = assert->written.never;
	const char *arrow = strstr(text.text, "->");

	if (!arrow) {
		diagnostic_report(reader->diagnostics, MESSAGE_ARROW, text.at, text.text);
		return;
	}
	assert->kind = MODEL_ASSERT_NEVER;
	assert->from = trimmed(reader, text.text, (size_t)(arrow - text.text), text.at);
	assert->to = trimmed(reader, arrow + 2, strlen(arrow + 2), text.at);
	if (schema_check_name(reader, assert->from.text, strlen(assert->from.text), text.at, "a component"))
		schema_check_name(reader, assert->to.text, strlen(assert->to.text), text.at, "a component");
}

static bool is_written(const struct model_text *text)
{
	return text->text != NULL;
}

/** What `only` is about. @return how many of the keys were written */
static unsigned int only_finish(struct model_assert *assert)
{
	const struct model_text *texts[] = { &assert->written.device, &assert->written.provides,
					     &assert->written.reach };
	const enum model_assert_kind kinds[] = { MODEL_ASSERT_DEVICE, MODEL_ASSERT_PROVIDES,
						 MODEL_ASSERT_REACH };
	unsigned int count = 0;

	for (size_t i = 0; i < 3; i++) {
		if (!is_written(texts[i]))
			continue;
		assert->kind = kinds[i];
		assert->what = *texts[i];
		count++;
	}
	if (source_is_somewhere(assert->written.holds.at)) {
		assert->kind = MODEL_ASSERT_HOLDS;
		assert->holding = (enum model_holding)assert->written.holds.value;
		assert->what = (struct model_text){ holdings[assert->holding], assert->written.holds.at };
		count++;
	}
	return count;
}

static void assert_finish(struct schema_reader *reader, void *item)
{
	struct model_assert *assert = item;
	bool has_never = is_written(&assert->written.never), has_only = source_is_somewhere(assert->only.at);
	unsigned int about = only_finish(assert);

	if (has_never && !has_only && about == 0)
		never_finish(reader, assert);
	else if (has_never || !has_only || about != 1)
		diagnostic_report(reader->diagnostics, MESSAGE_ASSERT_FORM, assert->at);
}

const struct schema_section schema_asserts = {
	.name = "assert",
	.form = SCHEMA_LIST,
	SCHEMA_KEYS(assert_keys),
	.field = offsetof(struct system_model, asserts),
	.count_field = offsetof(struct system_model, asserts_count),
	.item_bytes = sizeof(struct model_assert),
	.at_field = offsetof(struct model_assert, at),
	.finish = assert_finish,
	.doc = "What must hold of the system, whatever else is changed in this file. `sel4-compose check` "
	       "proves it over the resolved capability graph, `build` refuses a system for which it is not "
	       "so. Either `never`, or `only` with one of `device`, `provides`, `reach` and `holds`.\n\n"
	       "A component reaches another if it is its client, for then it can call it, signal it and "
	       "write memory that it reads, or if it may `manage` the system, for then it can stop it; and "
	       "whomever those reach in turn. Clients that wait for the same provider do not reach each "
	       "other, unless `flow` is set. A driver whose device masters the bus could reach all memory, "
	       "as there is no IOMMU in this profile: such drivers are trusted, and `check` names them. The "
	       "root task and the kernel are trusted too.",
	.example = "[[assert]]\n"
		   "never = \"crypto -> net\"\n"
		   "because = \"keys must not leave the machine\"\n"
		   "\n"
		   "[[assert]]\n"
		   "only = [\"serial\"]\n"
		   "device = \"uart\"\n"
		   "\n"
		   "[[assert]]\n"
		   "only = []\n"
		   "holds = \"dma\"\n",
};
