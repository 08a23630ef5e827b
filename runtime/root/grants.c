/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "grants.h"

#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "arch.h"
#include "connections.h"
#include "kernel_calls.h"

/* What it needs to serve: its endpoint, and its CSpace to keep calls in that are answered later. */
static int install_server(const struct component *component)
{
	const unsigned bits = component->plan->cnode_bits;
	int error =
		kernel_copy(place_of(component, KAAL_SLOT_SERVER), component->ends.endpoint, seL4_RightRead);

	return error ? error
		     : kernel_mint(place_of(component, KAAL_SLOT_CNODE), component->cnode, seL4_RightsMask,
				   seL4_CNode_CapData_new(0, seL4_WordBits - bits).words[0]);
}

int grants_install_fixed(struct root *root, const struct component *component)
{
	const seL4_Word call = seL4_RightWrite | seL4_RightGrantReply;
	const seL4_Word wait = seL4_RightRead | seL4_RightWrite;
	int error = kernel_mint(place_of(component, KAAL_SLOT_ROOT), root->endpoint, call, component->id);

	if (!error)
		error = kernel_mint(place_of(component, KAAL_SLOT_FAULT), root->endpoint, call,
				    component->id | BADGE_FAULT);
	if (!error)
		error = kernel_copy(place_of(component, KAAL_SLOT_NOTIFICATION), component->ends.notification,
				    wait);
	if (!error && component->wake)
		error = kernel_copy(place_of(component, KAAL_SLOT_WAKE), component->wake, wait);
	return error || !grants_provide(root, component) ? error : install_server(component);
}

bool grants_provide(const struct root *root, const struct component *component)
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);

	for (uint32_t i = 0; i < component->plan->grants_count; i++)
		if (grants[i].kind == KAAL_NEED_PROVIDES)
			return true;
	return false;
}

static void copy_plain(const struct kaal_plan_grant *grant, struct kaal_grant *out)
{
	*out = (struct kaal_grant){
		.kind = grant->kind,
		.signal = grant->signal,
		.flags = grant->flags,
		.slot = grant->slot,
		.signal_slot = grant->signal_slot,
		.a = grant->a,
		.b = grant->b,
		.c = grant->c,
	};
	memcpy(out->name, grant->name, sizeof out->name);
	memcpy(out->interface, grant->interface, sizeof out->interface);
}

int grant_describe(struct root *root, const struct component *component, const struct kaal_plan_grant *grant,
		   struct kaal_grant *out, char why[COMPONENT_WHY_BYTES])
{
	int error = 0;

	copy_plain(grant, out);
	switch (grant->kind) {
	case KAAL_NEED_PROVIDES:
	case KAAL_NEED_USES:
		error = connection_describe(root, grant, out, why);
		break;
	case KAAL_NEED_IOPORTS:
	case KAAL_NEED_ISA_IRQ:
	case KAAL_NEED_DT_MMIO:
	case KAAL_NEED_DT_IRQ:
		error = arch_device_find(root, grant, out, why);
		break;
	}
	if (error && (grant->flags & KAAL_NEED_OPTIONAL || grant->kind == KAAL_NEED_PROVIDES))
		return -ENOENT;
	return error == -ENOENT ? -ENODEV : error;
}

int grants_check(struct root *root, const struct component *component, char why[COMPONENT_WHY_BYTES])
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);

	for (uint32_t i = 0; i < component->plan->grants_count; i++) {
		struct kaal_grant grant;
		int error = grant_describe(root, component, &grants[i], &grant, why);

		if (error && error != -ENOENT)
			return error;
	}
	return 0;
}

/* Let the interrupt set bit @signal; the kernel keeps its own copy of the capability. */
static int bind_irq(const struct component *component, unsigned signal, seL4_CPtr handler, seL4_CPtr scratch)
{
	int error = kernel_mint(place_own(scratch), component->ends.notification, seL4_RightWrite,
				1ull << signal);

	if (!error)
		error = -kernel_errno(seL4_IRQHandler_SetNotification(handler, scratch));
	kernel_delete(scratch);
	return error;
}

static int refuse_irq(const struct kaal_grant *grant, int error, char why[COMPONENT_WHY_BYTES])
{
	text_print(why, COMPONENT_WHY_BYTES, "%s interrupt %lu cannot be granted: %s",
		   grant->kind == KAAL_NEED_ISA_IRQ ? "ISA" : "GIC", grant->a,
		   error == -ENOENT   ? "the machine does not say where it arrives"
		   : error == -ENOSPC ? "no interrupt vector is free"
				      : "it is in use, or not for drivers");
	return error;
}

static int give_irq(struct root *root, const struct component *component, const struct kaal_grant *grant,
		    char why[COMPONENT_WHY_BYTES])
{
	seL4_CPtr handler; /* and behind it a slot for a moment */
	int error = slots_take(&root->slots, component->pool.owner, 2, &handler);

	if (!error)
		error = arch_irq_issue(root, component, grant, handler);
	if (!error)
		error = bind_irq(component, grant->signal, handler, handler + 1);
	if (!error)
		error = kernel_move(place_of(component, grant->slot), handler);
	if (error)
		return refuse_irq(grant, error, why);
	slots_give(&root->slots, handler, 2);
	return 0;
}

int grant_give(struct root *root, struct component *component, const struct kaal_plan_grant *plan,
	       const struct kaal_grant *grant, char why[COMPONENT_WHY_BYTES])
{
	switch (grant->kind) {
	case KAAL_NEED_PROVIDES:
	case KAAL_NEED_USES:
		return connection_map(root, component, plan, grant);
	case KAAL_NEED_IOPORTS:
	case KAAL_NEED_DT_MMIO:
		return arch_grant_registers(root, component, grant, why);
	case KAAL_NEED_ISA_IRQ:
	case KAAL_NEED_DT_IRQ:
		return give_irq(root, component, grant, why);
	default:
		return 0;
	}
}
