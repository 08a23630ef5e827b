/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "waits.h"

#include <core/string.h>
#include <core/text.h>

#include "arch.h"
#include "connections.h"

enum {
	LONG_MS = 5000,
	OPERATION_SIGNAL = -1, /* kaal_status_wait.operation: for a signal */
};

/* One entry of the status page, copied once. @return whether it says something that can be */
static bool read_wait(const struct root *root, const struct component *component, unsigned index,
		      struct kaal_status_wait *out)
{
	const volatile struct kaal_status_wait *wait = &component->status->waits[index];

	*out = (struct kaal_status_wait){ wait->since, wait->grant, wait->operation };
	return out->since >= root->boot_tsc && out->since <= arch_cycles() &&
	       out->grant < component->plan->grants_count;
}

static uint64_t age_ms(const struct root *root, const struct kaal_status_wait *wait)
{
	return root->tsc_khz ? (arch_cycles() - wait->since) / root->tsc_khz : 0;
}

static const char *state_of(const struct component *peer)
{
	switch (peer->state) {
	case KAAL_STATE_RUNNING:
		return "runs";
	case KAAL_STATE_STARTING:
		return "is not ready yet";
	case KAAL_STATE_WAITING:
		return "is to be started again";
	case KAAL_STATE_FAULTED:
		return "has faulted";
	case KAAL_STATE_GIVEN_UP:
		return "was given up";
	default:
		return "does not run";
	}
}

static void describe(struct root *root, const struct component *component,
		     const struct kaal_status_wait *wait, struct text *text)
{
	const struct kaal_plan_grant *grant = &plan_grants(&root->plan, component->plan)[wait->grant];
	const struct component *peer;

	if ((int)wait->operation == OPERATION_SIGNAL)
		text_add(text, "a signal of %s", grant->name);
	else
		text_add(text, "call %u on %s", wait->operation, grant->name);
	if (grant->connection == KAAL_PLAN_NONE)
		return;
	peer = connection_peer(root, grant);
	if (peer)
		text_add(text, " (%s), which %s", component_name(peer), state_of(peer));
}

void waits_check(struct root *root, struct component *component)
{
	for (unsigned i = 0; i < KAAL_STATUS_WAITS; i++) {
		struct kaal_status_wait wait;
		char line[128];
		struct text text = text_in(line, sizeof line);

		if (!read_wait(root, component, i, &wait) || (int)wait.operation == OPERATION_SIGNAL ||
		    wait.since == component->waits_said[i] || age_ms(root, &wait) < LONG_MS)
			continue;
		component->waits_said[i] = wait.since;
		describe(root, component, &wait, &text);
		say_about(root, component_name(component), "has waited %lu s for %s",
			  age_ms(root, &wait) / 1000, line);
	}
}

void waits_describe(struct root *root, const struct component *component, struct kaal_root_wait *out)
{
	struct kaal_status_wait wait, longest = { 0 };
	struct text text = text_in(out->text, sizeof out->text);

	*out = (struct kaal_root_wait){ 0 };
	for (unsigned i = 0; component->status && i < KAAL_STATUS_WAITS; i++)
		if (read_wait(root, component, i, &wait) && (!longest.since || wait.since < longest.since))
			longest = wait;
	if (!longest.since)
		return;
	out->waits_ms = age_ms(root, &longest);
	describe(root, component, &longest, &text);
}
