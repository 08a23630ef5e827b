/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* I/O ports and ISA interrupts for components. */
#include <core/errno.h>
#include <core/text.h>

#include "arch.h"
#include "arch_objects.h"
#include "interrupts.h"
#include "kernel_calls.h"
#include "loader.h"

static int refuse_ports(const struct kaal_grant *grant, int error, char why[COMPONENT_WHY_BYTES])
{
	if (error)
		text_print(why, COMPONENT_WHY_BYTES, "I/O ports 0x%lx..0x%lx %s", grant->a, grant->b,
			   error == -EBUSY ? "overlap ports in use" : "cannot be granted");
	return error;
}

int arch_device_find(struct root *root, const struct kaal_plan_grant *grant, struct kaal_grant *out,
		     char why[COMPONENT_WHY_BYTES])
{
	if (grant->kind != KAAL_NEED_DT_MMIO && grant->kind != KAAL_NEED_DT_IRQ)
		return 0;
	text_print(why, COMPONENT_WHY_BYTES, "is a driver for %s of a device tree: there is none",
		   grant->match);
	return -ENODEV;
}

/* A plan may give these away; then it should not go unnoticed. */
static void warn_of_pci(struct root *root, const struct component *component, const struct kaal_grant *grant)
{
	if (grant->a <= PCI_PORT_DATA + 3 && grant->b >= PCI_PORT_ADDRESS)
		say_about(root, component_name(component),
			  "is granted the ports of PCI's configuration space: every device is in its hands");
}

/* The console's ports are the root task's own already; their driver gets a copy. */
int arch_grant_registers(struct root *root, struct component *component, const struct kaal_grant *grant,
			 char why[COMPONENT_WHY_BYTES])
{
	struct place to = place_of(component, grant->slot);

	if (root->console.open && arch_is_console(root, grant))
		return refuse_ports(grant, kernel_copy(to, root->console.port.port, seL4_RightsMask), why);
	warn_of_pci(root, component, grant);
	return refuse_ports(grant,
			    -kernel_errno(seL4_X86_IOPortControl_Issue(
				    seL4_CapIOPortControl, grant->a, grant->b, to.cnode, to.index, to.depth)),
			    why);
}

int arch_irq_issue(struct root *root, const struct component *component, const struct kaal_grant *grant,
		   seL4_CPtr slot)
{
	struct acpi_irq irq;
	unsigned vector;
	int error = acpi_isa_irq(&root->arch.interrupts, (unsigned)grant->a, &irq);

	return error ? error : vector_issue_pin(root, component->id, &irq, slot, &vector);
}

void arch_devices_release(struct root *root, struct component *component)
{
	vectors_give(root, component->id);
}
