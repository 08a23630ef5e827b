/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A component's CSpace, as far as it does not depend on other components. */
#include <core/errno.h>
#include <core/text.h>

#include "arch.h"
#include "kernel_calls.h"
#include "loader.h"

static bool provides_something(const struct component *component)
{
	for (unsigned i = 0; i < component->descriptor.needs_count; i++)
		if (component->descriptor.needs[i].kind == KAAL_NEED_PROVIDES)
			return true;
	return false;
}

static int install_fixed(struct root *root, const struct component *component)
{
	const seL4_Word call = seL4_RightWrite | seL4_RightGrantReply;
	int error = kernel_mint(place_of(component, KAAL_SLOT_ROOT), root->endpoint, call, component->id);

	if (!error)
		error = kernel_mint(place_of(component, KAAL_SLOT_FAULT), root->endpoint, call,
				    component->id | BADGE_FAULT);
	if (!error)
		error = kernel_copy(place_of(component, KAAL_SLOT_NOTIFICATION), component->notification,
				    seL4_RightRead);
	if (!error && provides_something(component))
		error = kernel_copy(place_of(component, KAAL_SLOT_SERVER), component->endpoint,
				    seL4_RightRead);
	return error;
}

/* Let the interrupt signal bit @signal; the kernel keeps its own copy of the capability. */
static int bind_irq(const struct component *component, unsigned signal, seL4_CPtr handler, seL4_CPtr scratch)
{
	int error = kernel_mint(place_own(scratch), component->notification, seL4_RightWrite, 1ull << signal);

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

static int grant_irq(struct root *root, const struct component *component, unsigned index,
		     char why[COMPONENT_WHY_BYTES])
{
	const struct kaal_grant *grant = &component->grants[index];
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

static int grant_device(struct root *root, struct component *component, unsigned index,
			char why[COMPONENT_WHY_BYTES])
{
	const struct kaal_grant *grant = &component->grants[index];

	switch (grant->kind) {
	case KAAL_NEED_IOPORTS:
	case KAAL_NEED_DT_MMIO:
		return arch_grant_registers(root, component, grant, why);
	case KAAL_NEED_ISA_IRQ:
	case KAAL_NEED_DT_IRQ:
		return grant_irq(root, component, index, why);
	default:
		return 0;
	}
}

int grants_install(struct root *root, struct component *component, char why[COMPONENT_WHY_BYTES])
{
	int error = install_fixed(root, component);

	if (error)
		text_print(why, COMPONENT_WHY_BYTES, "its capabilities cannot be made (error %d)", -error);
	for (unsigned i = 0; !error && i < component->grants_count; i++)
		error = grant_device(root, component, i, why);
	return error;
}
