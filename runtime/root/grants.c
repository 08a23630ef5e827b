/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A component's CSpace, as far as it does not depend on other components. */
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

int grants_install(struct root *root, struct component *component, char why[COMPONENT_WHY_BYTES])
{
	int error = install_fixed(root, component);

	if (error)
		text_print(why, COMPONENT_WHY_BYTES, "its capabilities cannot be made (error %d)", -error);
	for (unsigned i = 0; !error && i < component->grants_count; i++) {
		const struct kaal_grant *grant = &component->grants[i];

		if (grant->kind == KAAL_NEED_IOPORTS)
			error = arch_grant_ports(root, component, grant, why);
		if (grant->kind == KAAL_NEED_ISA_IRQ)
			error = arch_grant_irq(root, component, i, why);
	}
	return error;
}
