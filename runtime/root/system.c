/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The system's components: from the image to running. */
#include "system.h"

#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "arch.h"
#include "arch_objects.h"
#include "connections.h"
#include "grants.h"
#include "layout.h"
#include "loader.h"
#include "supervisor.h"

/* What is known of a file of the bundle. */
enum file_state { FILE_UNREAD, FILE_SOUND, FILE_BAD };

static bool is_rejected(const struct component *component)
{
	return component->state == KAAL_STATE_REJECTED;
}

static void reject(struct root *root, struct component *component, const char *why)
{
	say_about(root, component_name(component), "skipped: %s", why);
	if (component->pool.memory)
		component_unload(root, component, KAAL_STATE_REJECTED);
	component->state = KAAL_STATE_REJECTED;
	component_retire(root, component);
}

/* --- the bundle ------------------------------------------------------------------- */

static void open_bundle(struct root *root)
{
	char why[PLAN_WHY_BYTES];
	struct bundle_file file;
	struct image_bytes bytes;
	int index;

	if (image_bundle(root, &bytes, why) || bundle_open(&root->bundle, bytes.at, bytes.count, why))
		root_fail(root, "the bundle of components is unusable: %s", why);
	index = bundle_find(&root->bundle, KAAL_PLAN_FILE);
	if (index < 0)
		root_fail(root, "the bundle of components holds no plan");
	if (bundle_file(&root->bundle, (unsigned)index, &file, why) ||
	    plan_open(&root->plan, file.bytes, file.count, root->bundle.files_count, why))
		root_fail(root, "the system's plan is unusable: %s", why);
}

/* Several components may be made of one file; it is checked once. */
static int open_file(struct root *root, struct component *component, char why[COMPONENT_WHY_BYTES])
{
	static const struct elf_limits limits = { ARCH_ELF_MACHINE, LAYOUT_IMAGE_FIRST, LAYOUT_IMAGE_END };
	uint8_t *state = &root->files_checked[component->plan->file];
	struct bundle_file file;
	int error = 0;

	if (*state == FILE_SOUND)
		bundle_file_unchecked(&root->bundle, component->plan->file, &file);
	else
		error = bundle_file(&root->bundle, component->plan->file, &file, why);
	*state = error ? FILE_BAD : FILE_SOUND;
	return error ? error : elf_open(&component->elf, file.bytes, file.count, &limits, why);
}

static void open_components(struct root *root)
{
	root->components_count = root->plan.header->components_count;
	for (unsigned i = 0; i < root->components_count; i++) {
		struct component *component = &root->components[i];
		char why[COMPONENT_WHY_BYTES];

		component->plan = &root->plan.components[i];
		component->id = i + 1;
		memcpy(component->args, component->plan->args, sizeof component->args);
		if (open_file(root, component, why))
			reject(root, component, why);
	}
}

/* Whoever is skipped may be what others cannot do without, so until nothing changes. */
static void reject_unable(struct root *root)
{
	for (unsigned i = 0; i < root->components_count; i++) {
		struct component *component = &root->components[i];
		char why[COMPONENT_WHY_BYTES];

		if (is_rejected(component) || !grants_check(root, component, why))
			continue;
		reject(root, component, why);
		i = -1u;
	}
}

/* --- starting ----------------------------------------------------------------------- */

static bool starts_at_boot(const struct component *component)
{
	return component->state == KAAL_STATE_STOPPED && !(component->plan->flags & KAAL_PLAN_ON_DEMAND);
}

static void load_all(struct root *root)
{
	for (unsigned i = 0; i < root->components_count; i++) {
		struct component *component = &root->components[i];
		char why[COMPONENT_WHY_BYTES];

		if (!starts_at_boot(component))
			continue;
		if (component_load(root, component, component->args, why))
			reject(root, component, why);
		else
			component->state = KAAL_STATE_WAITING;
	}
	reject_unable(root);
}

/* All have been loaded, so each finds what its peers have to offer. */
static void wire_all(struct root *root)
{
	for (unsigned i = 0; i < root->components_count; i++)
		root->components[i].ends_are_new = false;
	for (unsigned i = 0; i < root->components_count; i++) {
		struct component *component = &root->components[i];
		char why[COMPONENT_WHY_BYTES];

		if (component_is_loaded(component) && component_wire(root, component, why))
			reject(root, component, why);
	}
}

static void say_summary(struct root *root)
{
	for (unsigned i = 0; i < root->components_count; i++) {
		const struct component *component = &root->components[i];

		if (component_is_loaded(component))
			say_about(root, component_name(component), "started  prio %3u  %6lu KiB",
				  component->plan->priority, component->pool.bytes >> 10);
		else if (component->state == KAAL_STATE_STOPPED)
			say_about(root, component_name(component), "on demand");
	}
	say(root, "%lu of %lu MiB free, %zu of %zu slots free", root->memory.free_bytes >> 20,
	    root->memory.ram_bytes >> 20, root->slots.free, root->slots.count);
}

void system_start(struct root *root)
{
	char why[COMPONENT_WHY_BYTES];

	open_bundle(root);
	if (timekeeper_start(root))
		root_fail(root, "there is no memory for the root task");
	open_components(root);
	reject_unable(root);
	if (connections_create(root, why))
		root_fail(root, "%s", why);
	load_all(root);
	wire_all(root);
	say_summary(root);
	supervisor_go_on(root);
}
