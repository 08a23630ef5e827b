/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* I/O ports and ISA interrupts for components. */
#include <core/errno.h>
#include <core/text.h>

#include "arch.h"
#include "arch_objects.h"
#include "kernel_calls.h"
#include "loader.h"

static int refuse_ports(const struct kaal_grant *grant, int error, char why[COMPONENT_WHY_BYTES])
{
	if (error)
		text_print(why, COMPONENT_WHY_BYTES, "I/O ports 0x%lx..0x%lx %s", grant->a, grant->b,
			   error == -EBUSY ? "overlap ports in use" : "cannot be granted");
	return error;
}

/* The console's ports are the root task's own already; their driver gets a copy. */
int arch_grant_ports(struct root *root, struct component *component, const struct kaal_grant *grant,
		     char why[COMPONENT_WHY_BYTES])
{
	struct place to = place_of(component, grant->slot);

	if (root->console.open && grant->a == ARCH_CONSOLE_PORT_FIRST && grant->b == ARCH_CONSOLE_PORT_LAST)
		return refuse_ports(grant, kernel_copy(to, root->console.port.port, seL4_RightsMask), why);
	return refuse_ports(grant,
			    -kernel_errno(seL4_X86_IOPortControl_Issue(
				    seL4_CapIOPortControl, grant->a, grant->b, to.cnode, to.index, to.depth)),
			    why);
}

static int take_vector(struct root *root, const struct component *component, unsigned *vector)
{
	for (unsigned i = VECTOR_MIN; i <= VECTOR_MAX; i++)
		if (!root->irq_owner[i]) {
			root->irq_owner[i] = (uint8_t)component->id;
			*vector = i;
			return 0;
		}
	return -ENOSPC;
}

/* The handler capability, in an own slot. */
static int issue_irq(struct root *root, const struct component *component, uint64_t isa_irq, seL4_CPtr slot)
{
	struct acpi_irq irq;
	unsigned vector;
	int error = acpi_isa_irq(&root->interrupts, (unsigned)isa_irq, &irq);

	if (!error)
		error = take_vector(root, component, &vector);
	return error ? error
		     : -kernel_errno(seL4_IRQControl_GetIOAPIC(seL4_CapIRQControl, seL4_CapInitThreadCNode,
							       slot, seL4_WordBits, irq.ioapic, irq.pin,
							       irq.level, irq.active_low, vector));
}

/* Let the interrupt signal bit @grant; the kernel keeps its own copy of the capability. */
static int bind_irq(const struct component *component, unsigned grant, seL4_CPtr handler, seL4_CPtr scratch)
{
	int error = kernel_mint(place_own(scratch), component->notification, seL4_RightWrite, 1ull << grant);

	if (!error)
		error = -kernel_errno(seL4_IRQHandler_SetNotification(handler, scratch));
	kernel_delete(scratch);
	return error;
}

int arch_grant_irq(struct root *root, struct component *component, unsigned grant,
		   char why[COMPONENT_WHY_BYTES])
{
	const struct kaal_grant *wanted = &component->grants[grant];
	seL4_CPtr handler; /* and behind it a slot for a moment */
	int error = slots_take(&root->slots, component->pool.owner, 2, &handler);

	if (!error)
		error = issue_irq(root, component, wanted->a, handler);
	if (!error)
		error = bind_irq(component, grant, handler, handler + 1);
	if (!error)
		error = kernel_move(place_of(component, wanted->slot), handler);
	if (error) {
		text_print(why, COMPONENT_WHY_BYTES, "ISA interrupt %lu cannot be granted: %s", wanted->a,
			   error == -ENOENT ? "the machine does not say where it arrives"
					    : "no interrupt vector is free");
		return error;
	}
	slots_give(&root->slots, handler, 2);
	return 0;
}

void arch_irqs_release(struct root *root, const struct component *component)
{
	for (unsigned i = VECTOR_MIN; i <= VECTOR_MAX; i++)
		if (root->irq_owner[i] == component->id)
			root->irq_owner[i] = 0;
}
