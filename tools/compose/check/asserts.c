/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "check/asserts.h"

#include <string.h>

#include "check/authority.h"

/* One assertion under proof. */
struct proof {
	const struct resolved *resolved;
	const struct model_assert *assert;
	const char *text;
	const bool *stops; /* of each component: it is trusted to pass nothing on */
};

static bool is_called(const struct component *component, const char *name)
{
	return strcmp(component->name, name) == 0 ||
	       (component->model && strcmp(component->model->name, name) == 0);
}

/* The components that a name means: one, or all instances. @return of each whether it is one */
static bool *mark(const struct resolved *resolved, const struct model_text *name, bool *marks)
{
	const char **names = arena_alloc(resolved->arena, resolved->components_count * sizeof *names);
	bool found = false;

	for (size_t i = 0; i < resolved->components_count; i++) {
		names[i] = resolved->components[i]->name;
		if (!is_called(resolved->components[i], name->text))
			continue;
		marks[i] = found = true;
	}
	if (!found) {
		diagnostic_report(resolved->diagnostics, MESSAGE_ASSERT_NAME, name->at, name->text);
		diagnostic_suggest(resolved->diagnostics, name->text, names, resolved->components_count);
	}
	return marks;
}

static bool *no_marks(const struct resolved *resolved)
{
	return arena_alloc(resolved->arena, resolved->components_count * sizeof(bool));
}

static bool *mark_list(const struct resolved *resolved, const struct model_texts *names)
{
	bool *marks = no_marks(resolved);

	for (size_t i = 0; i < names->count; i++)
		mark(resolved, &names->items[i], marks);
	return marks;
}

static const char *join(const struct resolved *resolved, const struct model_texts *names)
{
	const char *text = names->count ? "only " : "nobody";

	for (size_t i = 0; i < names->count; i++)
		text = arena_print(resolved->arena, "%s%s%s", text, i ? ", " : "", names->items[i].text);
	return text;
}

/* --- what the person is told -------------------------------------------------- */

static void tell_reason(const struct proof *proof)
{
	if (proof->assert->because.text[0])
		diagnostic_help(proof->resolved->diagnostics, "the reason that was given: %s",
				proof->assert->because.text);
}

/* Each step where a line of system.toml makes it. */
static void tell_places(const struct resolved *resolved, const struct reach *reach, uint32_t to)
{
	size_t count;
	const struct step *steps = reach_path(reach, to, &count);

	for (size_t i = 0; i < count; i++) {
		uint32_t next = i + 1 < count ? steps[i + 1].from : to;

		if (steps[i].need && source_is_somewhere(steps[i].need->connected_at))
			diagnostic_see(resolved->diagnostics, steps[i].need->connected_at, "%s",
				       step_text(resolved, &steps[i], next));
	}
}

static const char *path_text(const struct resolved *resolved, const struct reach *reach, uint32_t to)
{
	size_t count;
	const struct step *steps = reach_path(reach, to, &count);
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_print(resolved->arena, "%s%s%s", text, i ? "; " : "",
				   step_text(resolved, &steps[i], i + 1 < count ? steps[i + 1].from : to));
	return text;
}

static void refute(struct proof *proof, const struct reach *reach, uint32_t to)
{
	const struct resolved *resolved = proof->resolved;

	diagnostic_report(resolved->diagnostics, MESSAGE_ASSERT_REACHES, proof->assert->at, proof->text,
			  resolved->components[reach->start]->name, resolved->components[to]->name,
			  path_text(resolved, reach, to));
	tell_places(resolved, reach, to);
	tell_reason(proof);
}

/* --- never, reach --------------------------------------------------------------- */

static struct reach search(const struct proof *proof, uint32_t from)
{
	return authority_from(proof->resolved, from, proof->stops, proof->assert->flow.value);
}

/* One refutation is enough. */
static void prove_never(struct proof *proof)
{
	const struct resolved *resolved = proof->resolved;
	const bool *from = mark(resolved, &proof->assert->from, no_marks(resolved));
	const bool *to = mark(resolved, &proof->assert->to, no_marks(resolved));

	for (uint32_t i = 0; i < resolved->components_count; i++) {
		struct reach reach;

		if (!from[i])
			continue;
		reach = search(proof, i);
		for (uint32_t j = 0; j < resolved->components_count; j++)
			if (to[j] && j != i && reach.reached[j]) {
				refute(proof, &reach, j);
				return;
			}
	}
}

static void prove_reach(struct proof *proof)
{
	const struct resolved *resolved = proof->resolved;
	const bool *only = mark_list(resolved, &proof->assert->only);
	const bool *to = mark(resolved, &proof->assert->what, no_marks(resolved));

	for (uint32_t i = 0; i < resolved->components_count; i++) {
		struct reach reach;

		if (only[i] || to[i])
			continue;
		reach = search(proof, i);
		for (uint32_t j = 0; j < resolved->components_count; j++)
			if (to[j] && reach.reached[j]) {
				refute(proof, &reach, j);
				return;
			}
	}
}

/* --- only ... device, provides, holds ---------------------------------------------- */

static bool is_device_of(const struct kaal_need *row, const char *what)
{
	switch (row->kind) {
	case KAAL_NEED_IOPORTS:
	case KAAL_NEED_ISA_IRQ:
	case KAAL_NEED_DT_MMIO:
	case KAAL_NEED_DT_IRQ:
	case KAAL_NEED_DEVICE:
		return strcmp(row->name, what) == 0 || strcmp(row->match, what) == 0;
	default:
		return false;
	}
}

static bool is_held(const struct kaal_need *row, enum model_holding holding)
{
	switch (holding) {
	case MODEL_HOLDS_IRQ:
		return row->kind == KAAL_NEED_ISA_IRQ || row->kind == KAAL_NEED_DT_IRQ ||
		       row->kind == KAAL_NEED_DEVICE;
	case MODEL_HOLDS_PORTS:
		return row->kind == KAAL_NEED_IOPORTS || row->kind == KAAL_NEED_DEVICE;
	case MODEL_HOLDS_MMIO:
		return row->kind == KAAL_NEED_DT_MMIO || row->kind == KAAL_NEED_DEVICE;
	case MODEL_HOLDS_DMA:
		return row->kind == KAAL_NEED_DMA;
	default:
		return false;
	}
}

static bool matches(const struct model_assert *assert, const struct kaal_need *row)
{
	switch (assert->kind) {
	case MODEL_ASSERT_DEVICE:
		return is_device_of(row, assert->what.text);
	case MODEL_ASSERT_PROVIDES:
		return row->kind == KAAL_NEED_PROVIDES && strcmp(need_interface(row), assert->what.text) == 0;
	default:
		return is_held(row, assert->holding);
	}
}

static bool has_it(const struct model_assert *assert, const struct component *component)
{
	if (assert->kind == MODEL_ASSERT_HOLDS && assert->holding == MODEL_HOLDS_MANAGE)
		return component->row.flags & KAAL_PLAN_MANAGE;
	for (size_t i = 0; i < component->needs_count; i++)
		if (matches(assert, &component->needs[i]->row))
			return true;
	return false;
}

/* What they do with it, for a sentence. */
static const char *verb_of(enum model_assert_kind kind)
{
	switch (kind) {
	case MODEL_ASSERT_DEVICE:
		return "hold device";
	case MODEL_ASSERT_PROVIDES:
		return "provide interface";
	case MODEL_ASSERT_REACH:
		return "reach";
	default:
		return "hold";
	}
}

static void prove_only(struct proof *proof)
{
	const struct resolved *resolved = proof->resolved;
	const struct model_assert *assert = proof->assert;
	const bool *only = mark_list(resolved, &assert->only);
	bool anybody = false;

	for (size_t i = 0; i < resolved->components_count; i++) {
		const struct component *component = resolved->components[i];

		if (!has_it(assert, component))
			continue;
		anybody = true;
		if (only[i])
			continue;
		diagnostic_report(resolved->diagnostics, MESSAGE_ASSERT_ONLY, assert->at, proof->text,
				  component->name, verb_of(assert->kind), assert->what.text);
		if (source_is_somewhere(component->at))
			diagnostic_see(resolved->diagnostics, component->at, "`%s` is here", component->name);
		tell_reason(proof);
	}
	if (!anybody && assert->only.count)
		diagnostic_report(resolved->diagnostics, MESSAGE_ASSERT_IDLE, assert->what.at,
				  verb_of(assert->kind), assert->what.text);
}

/* --- all ----------------------------------------------------------------------------- */

static const char *text_of(const struct resolved *resolved, const struct model_assert *assert)
{
	if (assert->kind == MODEL_ASSERT_NEVER)
		return arena_print(resolved->arena, "never %s -> %s", assert->from.text, assert->to.text);
	return arena_print(resolved->arena, "%s may %s %s", join(resolved, &assert->only),
			   verb_of(assert->kind), assert->what.text);
}

static struct verdict prove(const struct resolved *resolved, const struct model_assert *assert)
{
	unsigned int errors = resolved->diagnostics->errors;
	struct proof proof = { resolved, assert, text_of(resolved, assert),
			       mark_list(resolved, &assert->trusting) };

	switch (assert->kind) {
	case MODEL_ASSERT_NEVER:
		prove_never(&proof);
		break;
	case MODEL_ASSERT_REACH:
		prove_reach(&proof);
		break;
	default:
		prove_only(&proof);
	}
	return (struct verdict){ assert, proof.text, resolved->diagnostics->errors == errors };
}

const struct verdict *asserts_prove(const struct resolved *resolved)
{
	size_t count = resolved->model->asserts_count;
	struct verdict *verdicts = arena_alloc(resolved->arena, count * sizeof *verdicts);

	for (size_t i = 0; i < count; i++)
		verdicts[i] = prove(resolved, &resolved->model->asserts[i]);
	return verdicts;
}
