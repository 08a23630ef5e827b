/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a component holds, told from the plan: its CSpace contains what grants.c and
 * connections.c put there, and it has no way to change that. And, to hold the one against
 * the other, what the kernel says.
 */
#include "caps.h"

#include <core/errno.h>
#include <core/text.h>

#include "connections.h"
#include "grants.h"
#include "kernel_calls.h"

/* Counts down to the capability asked for. */
struct search {
	struct root *root;
	const struct component *component;
	enum caps_view view;
	uint64_t left;
	struct kaal_root_cap *out;
};

static bool found(struct search *search, uint64_t slot, uint64_t type, uint64_t rights, uint64_t detail)
{
	if (search->left--)
		return false;
	*search->out = (struct kaal_root_cap){ slot, type, rights, detail, "" };
	return true;
}

#define name_cap(search, ...) text_print((search)->out->text, sizeof(search)->out->text, __VA_ARGS__)

/* The component itself keeps calls there, so what is in them at present only it knows. */
static bool search_replies(struct search *search)
{
	for (uint64_t slot = KAAL_SLOT_REPLIES; slot <= KAAL_SLOT_REPLIES_LAST; slot++)
		if (found(search, slot, KAAL_CAP_REPLY, seL4_RightWrite, 0))
			return name_cap(search, "room for a call that is answered later");
	return false;
}

static bool search_threads(struct search *search)
{
	for (const struct thread *thread = search->component->threads; thread; thread = thread->next)
		if (found(search, threads_slot(search->root, search->component, thread),
			  KAAL_CAP_NOTIFICATION, seL4_RightRead | seL4_RightWrite, 0))
			return name_cap(search, "notification of its thread %u, wait and signal",
					thread->index);
	return false;
}

static bool search_server(struct search *search)
{
	if (found(search, KAAL_SLOT_SERVER, KAAL_CAP_ENDPOINT, seL4_RightRead, 0))
		return name_cap(search, "its own endpoint, receive");
	if (found(search, KAAL_SLOT_CNODE, KAAL_CAP_CNODE, seL4_RightsMask, 0))
		return name_cap(search, "its own CSpace, for calls to be answered later");
	return search->view == CAPS_PLANNED && search_replies(search);
}

static bool search_fixed(struct search *search)
{
	const uint64_t wait = seL4_RightRead | seL4_RightWrite;
	const uint64_t call = seL4_RightWrite | seL4_RightGrantReply;
	uint32_t id = search->component->id;

	if (found(search, KAAL_SLOT_ROOT, KAAL_CAP_ENDPOINT, call, id))
		return name_cap(search, "endpoint of the root task, badge %u, call", id);
	if (found(search, KAAL_SLOT_FAULT, KAAL_CAP_ENDPOINT, call, id | BADGE_FAULT))
		return name_cap(search, "endpoint of the root task, for faults");
	if (found(search, KAAL_SLOT_NOTIFICATION, KAAL_CAP_NOTIFICATION, wait, 0))
		return name_cap(search, "its own notification, wait and signal");
	if (search->component->plan->threads_max > 1 &&
	    found(search, KAAL_SLOT_WAKE, KAAL_CAP_NOTIFICATION, wait, 0))
		return name_cap(search, "its first thread's notification, wait and signal");
	return grants_provide(search->root, search->component) && search_server(search);
}

static bool search_signal(struct search *search, const struct kaal_plan_grant *grant)
{
	const struct component *peer = connection_peer(search->root, grant);
	uint32_t signal = peer ? connection_signal_at_peer(search->root, grant) : 0;

	if (!grant->signal_slot || signal == KAAL_PLAN_NONE)
		return false;
	if (!peer)
		return found(search, grant->signal_slot, KAAL_CAP_NOTIFICATION, seL4_RightWrite,
			     BADGE_TIME) &&
		       name_cap(search, "notification of the root task, signal");
	return found(search, grant->signal_slot, KAAL_CAP_NOTIFICATION, seL4_RightWrite, 1ull << signal) &&
	       name_cap(search, "notification of %s, bit %u, signal", component_name(peer), signal);
}

static bool search_connection(struct search *search, const struct kaal_plan_grant *grant)
{
	const struct component *peer = connection_peer(search->root, grant);
	uint32_t id = search->component->id;

	if (search->view == CAPS_HELD && !connection_reaches(search->root, grant))
		return false;
	if (grant->slot && found(search, grant->slot, KAAL_CAP_ENDPOINT,
				 seL4_RightWrite | seL4_RightGrantReply, KAAL_CALL_BADGE | id))
		return name_cap(search, "endpoint of %s, badge %u, call", component_name(peer), id);
	return search_signal(search, grant);
}

static bool search_device(struct search *search, const struct kaal_grant *grant)
{
	switch (grant->kind) {
	case KAAL_NEED_IOPORTS:
		return found(search, grant->slot, KAAL_CAP_IOPORTS, seL4_RightsMask,
			     grant->a << 16 | grant->b) &&
		       name_cap(search, "I/O ports 0x%lx..0x%lx (%s)", grant->a, grant->b, grant->name);
	case KAAL_NEED_ISA_IRQ:
		return found(search, grant->slot, KAAL_CAP_IRQ, seL4_RightsMask, grant->a) &&
		       name_cap(search, "ISA interrupt %lu (%s), bit %u", grant->a, grant->name,
				grant->signal);
	case KAAL_NEED_DT_MMIO:
		return found(search, 0, KAAL_CAP_MMIO, seL4_RightRead | seL4_RightWrite, grant->a) &&
		       name_cap(search, "registers at 0x%lx, %lu bytes (%s)", grant->a, grant->bytes,
				grant->name);
	case KAAL_NEED_DT_IRQ:
		return found(search, grant->slot, KAAL_CAP_IRQ, seL4_RightsMask, grant->a) &&
		       name_cap(search, "GIC interrupt %lu (%s), bit %u", grant->a, grant->name,
				grant->signal);
	default:
		return false;
	}
}

static bool search_grant(struct search *search, const struct kaal_plan_grant *plan)
{
	char why[COMPONENT_WHY_BYTES];
	struct kaal_grant grant;

	if (plan->connection != KAAL_PLAN_NONE)
		return search_connection(search, plan);
	return !grant_describe(search->root, search->component, plan, &grant, why) &&
	       search_device(search, &grant);
}

int caps_describe(struct root *root, const struct component *component, enum caps_view view, uint64_t index,
		  struct kaal_root_cap *out)
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);
	struct search search = { root, component, view, index, out };

	if (view == CAPS_HELD && !component_is_loaded(component))
		return -ENOENT;
	if (search_fixed(&search))
		return 0;
	for (uint32_t i = 0; i < component->plan->grants_count; i++)
		if (search_grant(&search, &grants[i]))
			return 0;
	if (search_threads(&search))
		return 0;
	return broker_describe(root, component, search.left, out);
}

/* What is in a slot can be copied, or is of a kind that cannot; of an empty slot the kernel says so. */
int caps_slot_is_used(struct root *root, const struct component *component, uint64_t slot)
{
	seL4_CPtr scratch;
	seL4_Error error;

	if (slot >= 1ull << component->plan->cnode_bits || !component_is_loaded(component))
		return -ENOENT;
	if (slots_take(&root->slots, OWNER_ROOT, 1, &scratch))
		return -ENOMEM;
	error = seL4_CNode_Copy(seL4_CapInitThreadCNode, scratch, seL4_WordBits, component->cnode, slot,
				(seL4_Uint8)component->plan->cnode_bits, seL4_AllRights);
	kernel_delete(scratch);
	slots_give(&root->slots, scratch, 1);
	return error != seL4_FailedLookup;
}
