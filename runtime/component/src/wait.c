/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/component.h>
#include <sel4/sel4.h>

#include "self.h"

uint64_t component_wait(uint64_t signals)
{
	while (!(component_self.pending & signals)) {
		seL4_Word came;

		seL4_Wait(KAAL_SLOT_NOTIFICATION, &came);
		component_self.pending |= came;
	}

	uint64_t taken = component_self.pending & signals;

	component_self.pending &= ~signals;
	return taken;
}
