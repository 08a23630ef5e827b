/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "supervisor.h"

#include <core/errno.h>
#include <core/text.h>

#include "kernel_calls.h"
#include "loader.h"
#include "waits.h"

enum {
	STOP_GRACE_MS = 1000, /* what a component has to end in good order */
	TICK_MS = 1000,       /* how often is looked at least */
};

/* --- order of starting ----------------------------------------------------------- */

/* Is it loaded and not let go so far? */
static bool awaits_turn(const struct component *component)
{
	return component->state == KAAL_STATE_WAITING && component_is_loaded(component);
}

/* Must others wait for it? Not for one that has ended for good, or that was waited for long enough. */
static bool is_waited_for(const struct component *component)
{
	return (component->state == KAAL_STATE_STARTING || component->state == KAAL_STATE_WAITING) &&
	       !component->supervision.late_was_said;
}

static uint32_t lowest_rank(const struct root *root, bool (*counts)(const struct component *component))
{
	uint32_t lowest = UINT32_MAX;

	for (unsigned i = 0; i < root->components_count; i++)
		if (counts(&root->components[i]) && root->components[i].plan->rank < lowest)
			lowest = root->components[i].plan->rank;
	return lowest;
}

static void run(struct root *root, struct component *component)
{
	struct supervision *supervision = &component->supervision;
	uint64_t now = root_now_ms(root);

	supervision->late_was_said = false;
	supervision->restart_due_ms = supervision->stop_due_ms = 0;
	supervision->heartbeat_due_ms = now + component->plan->heartbeat_ms;
	supervision->heartbeat_seen = UINT64_MAX;
	root->due_ms = 0;
	component_run(root, component);
}

void supervisor_go_on(struct root *root)
{
	uint32_t rank = lowest_rank(root, awaits_turn);

	if (rank == UINT32_MAX || lowest_rank(root, is_waited_for) < rank)
		return;
	for (unsigned i = 0; i < root->components_count; i++)
		if (awaits_turn(&root->components[i]) && root->components[i].plan->rank == rank)
			run(root, &root->components[i]);
}

void supervisor_ready(struct root *root, struct component *component)
{
	if (component->state != KAAL_STATE_STARTING)
		return;
	component->state = KAAL_STATE_RUNNING;
	timekeeper_ask_again(root); /* it may be the timer that is ready */
	supervisor_go_on(root);
}

/* --- starting later ---------------------------------------------------------------- */

/* What is waiting for the component's end need not wait any longer. */
static void answer_stop(struct root *root, struct component *component, int error)
{
	if (!component->stop_reply)
		return;
	seL4_SetMR(0, component->id);
	seL4_NBSend(component->stop_reply, seL4_MessageInfo_new((seL4_Word)-error, 0, 0, error ? 0 : 1));
	kernel_delete(component->stop_reply);
	slots_give(&root->slots, component->stop_reply, 1);
	component->stop_reply = 0;
}

int supervisor_start(struct root *root, struct component *component, const char *args)
{
	enum kaal_component_state before = component->state;
	char why[COMPONENT_WHY_BYTES];
	int error;

	if (args != component->args)
		text_print(component->args, sizeof component->args, "%s", args);
	error = component_load(root, component, component->args, why);
	if (!error) {
		error = component_wire(root, component, why);
		if (error)
			component_unload(root, component, before);
	}
	if (!error) {
		run(root, component);
		return 0;
	}
	component_retire(root, component);
	say_about(root, component_name(component), "not started: %s", why);
	return error == -ENOMEM || error == -ENOSPC || error == -EDQUOT ? -ENOMEM : -EIO;
}

static void restart_now(struct root *root, struct component *component)
{
	int error = supervisor_start(root, component, component->args);

	if (error)
		component->state = KAAL_STATE_GIVEN_UP;
	answer_stop(root, component, error);
}

/* --- ends ---------------------------------------------------------------------------- */

static void restart(struct root *root, struct component *component, uint64_t delay_ms)
{
	if (!delay_ms || !timekeeper_works(root)) {
		say_about(root, component_name(component), "is started again (restart %u)",
			  component->supervision.restarts);
		restart_now(root, component);
		return;
	}
	component->state = KAAL_STATE_WAITING;
	component->supervision.restart_due_ms = root_now_ms(root) + delay_ms;
	root->due_ms = 0;
	say_about(root, component_name(component), "is started again in %lu ms (restart %u)", delay_ms,
		  component->supervision.restarts);
}

static void give_up(struct root *root, struct component *component)
{
	component->state = KAAL_STATE_GIVEN_UP;
	component_retire(root, component);
	say_about(root, component_name(component),
		  "given up: it was started again %u times within %u ms; 'start %s' tries once more",
		  component->plan->restart_limit, component->plan->restart_window_ms,
		  component_name(component));
}

static void stay_ended(struct root *root, struct component *component, enum ending ending)
{
	component_retire(root, component);
	if (ending == ENDING_FAULT)
		say_about(root, component_name(component), "stopped; everything else keeps running");
}

void supervisor_ended(struct root *root, struct component *component, enum ending ending,
		      enum kaal_component_state state)
{
	bool asked_again = component->restart_asked;
	uint64_t delay_ms = 0;

	component->restart_asked = false;
	if (component->supervision.stop_due_ms)
		ending = ENDING_ASKED;
	component->supervision.stop_due_ms = 0;
	if (component_is_loaded(component))
		component_unload(root, component, state);
	component->state = state;
	if (asked_again) {
		restart_now(root, component);
		return;
	}
	switch (supervision_judge(&component->supervision, component->plan, ending, root_now_ms(root),
				  &delay_ms)) {
	case VERDICT_STAYS_ENDED:
		stay_ended(root, component, ending);
		break;
	case VERDICT_RESTART:
		restart(root, component, delay_ms);
		break;
	case VERDICT_GIVE_UP:
		give_up(root, component);
		break;
	}
	answer_stop(root, component, 0);
	supervisor_go_on(root);
}

/* Set a bit of a component's notification. */
static void signal_bit(struct root *root, const struct component *component, unsigned bit)
{
	seL4_CPtr slot;

	if (slots_take(&root->slots, OWNER_ROOT, 1, &slot))
		return;
	if (!kernel_mint(place_own(slot), component->ends.notification, seL4_RightWrite, 1ull << bit))
		seL4_Signal(slot);
	kernel_delete(slot);
	slots_give(&root->slots, slot, 1);
}

void supervisor_stop(struct root *root, struct component *component, seL4_CPtr reply, bool restart)
{
	component->stop_reply = reply;
	component->restart_asked = restart;
	component->supervision.stop_due_ms = root_now_ms(root) + STOP_GRACE_MS;
	root->due_ms = 0;
	if (component_is_running(component) && timekeeper_works(root))
		signal_bit(root, component, KAAL_SIGNAL_STOP);
	else
		supervisor_ended(root, component, ENDING_ASKED, KAAL_STATE_EXITED);
}

/* --- what is due ------------------------------------------------------------------------ */

static void check_heartbeat(struct root *root, struct component *component, uint64_t now)
{
	struct supervision *supervision = &component->supervision;
	uint64_t beats;

	if (!component->plan->heartbeat_ms || now < supervision->heartbeat_due_ms)
		return;
	beats = *(const volatile uint64_t *)&component->status->heartbeat;
	if (beats == supervision->heartbeat_seen) {
		say_about(root, component_name(component), "showed no life for %u ms",
			  component->plan->heartbeat_ms);
		supervisor_ended(root, component, ENDING_FAULT, KAAL_STATE_FAULTED);
		return;
	}
	supervision->heartbeat_seen = beats;
	supervision->heartbeat_due_ms = now + component->plan->heartbeat_ms;
	signal_bit(root, component, KAAL_SIGNAL_HEARTBEAT);
}

static void check_ready(struct root *root, struct component *component, uint64_t now)
{
	struct supervision *supervision = &component->supervision;

	if (component->state != KAAL_STATE_STARTING || !component->plan->ready_ms ||
	    now - supervision->started_ms < component->plan->ready_ms || supervision->late_was_said)
		return;
	supervision->late_was_said = true;
	say_about(root, component_name(component),
		  "is not ready %lu ms after its start; others start without it",
		  now - supervision->started_ms);
	supervisor_go_on(root);
}

static void check(struct root *root, struct component *component, uint64_t now)
{
	struct supervision *supervision = &component->supervision;

	if (component->state == KAAL_STATE_WAITING && supervision->restart_due_ms &&
	    now >= supervision->restart_due_ms)
		restart_now(root, component);
	if (component_is_running(component) && supervision->stop_due_ms && now >= supervision->stop_due_ms)
		supervisor_ended(root, component, ENDING_ASKED, KAAL_STATE_EXITED);
	if (component_is_running(component))
		check_ready(root, component, now);
	if (component_is_running(component))
		check_heartbeat(root, component, now);
	if (component_is_running(component))
		waits_check(root, component);
}

static uint64_t sooner(uint64_t a, uint64_t b)
{
	return b && b < a ? b : a;
}

/* When something of this component is due; not later than @due. */
static uint64_t due_of(const struct component *component, uint64_t due)
{
	const struct supervision *supervision = &component->supervision;

	if (component->state == KAAL_STATE_WAITING)
		return sooner(due, supervision->restart_due_ms);
	if (!component_is_running(component))
		return due;
	due = sooner(due, supervision->stop_due_ms);
	if (component->plan->heartbeat_ms)
		due = sooner(due, supervision->heartbeat_due_ms);
	if (component->state == KAAL_STATE_STARTING && component->plan->ready_ms &&
	    !supervision->late_was_said)
		due = sooner(due, supervision->started_ms + component->plan->ready_ms);
	return due;
}

void supervisor_tick(struct root *root)
{
	uint64_t now = root_now_ms(root), due = now + TICK_MS;

	for (unsigned i = 0; i < root->components_count; i++)
		check(root, &root->components[i], now);
	for (unsigned i = 0; i < root->components_count; i++)
		due = due_of(&root->components[i], due);
	root->due_ms = due;
	timekeeper_ask(root, due);
}
