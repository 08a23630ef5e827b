/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The system's components: from the bundle to running. */
#include "system.h"

#include <core/errno.h>
#include <core/string.h>

#include "abi/kaal/plan.h"
#include "arch.h"
#include "loader.h"

/* Told by the plan; the component may have been loaded or started already. */
static void say_rejected(void *context, struct component *component, const char *why)
{
	struct root *root = context;

	say_about(root, component->name, "skipped: %s", why);
	if (component->pool.memory)
		component_unload(root, component, KAAL_STATE_REJECTED);
}

static struct plan_report report_to(struct root *root)
{
	return (struct plan_report){ say_rejected, root };
}

static void read_files(struct root *root)
{
	struct plan_report report = report_to(root);

	for (unsigned i = 0; i < root->bundle.files_count; i++) {
		char why[BUNDLE_WHY_BYTES];
		struct bundle_file file;

		if (bundle_file(&root->bundle, i, &file, why))
			plan_add_damaged(&root->plan, file.name, why, &report);
		else if (strcmp(file.name, KAAL_PLAN_FILE) != 0)
			plan_add(&root->plan, &file, &report);
	}
}

static void reject(struct root *root, struct component *component, const char *why)
{
	struct plan_report report = report_to(root);

	plan_reject(&root->plan, component, why, &report);
}

static void find_devices(struct root *root)
{
	for (unsigned i = 0; i < root->plan.components_count; i++) {
		struct component *component = &root->plan.components[i];
		char why[COMPONENT_WHY_BYTES];

		if (component->state != KAAL_STATE_REJECTED && arch_devices_find(root, component, why))
			reject(root, component, why);
	}
}

static bool starts_at_boot(const struct component *component)
{
	return component->state == KAAL_STATE_STOPPED &&
	       !(component->descriptor.flags & KAAL_COMPONENT_ON_DEMAND);
}

static void load_all(struct root *root)
{
	for (unsigned i = 0; i < root->plan.components_count; i++) {
		struct component *component = &root->plan.components[i];
		char why[COMPONENT_WHY_BYTES];

		if (starts_at_boot(component) && component_load(root, component, "", why))
			reject(root, component, why);
	}
}

/* None of them runs before the root task waits for messages: its priority is the highest. */
static void start_all(struct root *root)
{
	for (unsigned i = 0; i < root->plan.components_count; i++) {
		struct component *component = &root->plan.components[i];
		char why[COMPONENT_WHY_BYTES];

		if (starts_at_boot(component) && component_start(root, component, why))
			reject(root, component, why);
	}
}

static void say_summary(struct root *root)
{
	for (unsigned i = 0; i < root->plan.components_count; i++) {
		const struct component *component = &root->plan.components[i];

		if (component_is_running(component))
			say_about(root, component->name, "started  prio %3u  %6lu KiB",
				  component->descriptor.priority, component->pool.bytes >> 10);
		else if (component->state == KAAL_STATE_STOPPED)
			say_about(root, component->name, "on demand");
	}
	say(root, "%lu of %lu MiB free, %zu of %zu slots free", root->memory.free_bytes >> 20,
	    root->memory.ram_bytes >> 20, root->slots.free, root->slots.count);
}

void system_start(struct root *root)
{
	struct plan_report report = report_to(root);
	char why[COMPONENT_WHY_BYTES];
	size_t bytes;
	const void *bundle = image_bundle(&bytes);

	if (bundle_open(&root->bundle, bundle, bytes, why))
		root_fail(root, "the bundle of components is unusable: %s", why);
	read_files(root);
	plan_connect(&root->plan, &report);
	find_devices(root);
	if (connections_create(root, why))
		root_fail(root, "%s", why);
	load_all(root);
	start_all(root);
	say_summary(root);
}

int system_start_one(struct root *root, struct component *component, const char *args)
{
	enum kaal_component_state before = component->state;
	char why[COMPONENT_WHY_BYTES];
	int error = component_load(root, component, args, why);

	if (!error) {
		error = component_start(root, component, why);
		if (error)
			component_unload(root, component, before);
	}
	if (!error)
		return 0;
	say_about(root, component->name, "not started: %s", why);
	return error == -ENOMEM || error == -ENOSPC ? -ENOMEM : -EIO;
}
