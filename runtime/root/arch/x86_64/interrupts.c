/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The kernel's interrupt vectors: what each stands for, and whose it is. */
#include "interrupts.h"

#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include <pci/intx.h>

#include "arch.h"
#include "broker/bus.h"
#include "kernel_calls.h"

enum {
	/* message address and data (Intel SDM volume 3, 11.11): fixed delivery to one APIC */
	MESSAGE_ADDRESS = 0xfee00000,
	MESSAGE_APIC_SHIFT = 12,
	CPUID_APIC_LEAF = 1,
	CPUID_APIC_SHIFT = 24,
	NO_IOAPIC = 0xffffffff,
};

static struct vector *vector_free(struct root *root)
{
	for (unsigned i = VECTOR_MIN; i <= VECTOR_MAX; i++)
		if (!root->arch.vectors[i].owner)
			return &root->arch.vectors[i];
	return NULL;
}

static bool is_taken(const struct root *root, const struct acpi_irq *irq)
{
	for (unsigned i = VECTOR_MIN; i <= VECTOR_MAX; i++)
		if (root->arch.vectors[i].owner && root->arch.vectors[i].ioapic == irq->ioapic &&
		    root->arch.vectors[i].pin == irq->pin)
			return true;
	return false;
}

/* The kernel would not notice that two handlers are for one pin. */
int vector_issue_pin(struct root *root, uint32_t owner, const struct acpi_irq *irq, seL4_CPtr slot,
		     unsigned *vector)
{
	struct vector *entry = vector_free(root);
	unsigned number;
	int error;

	if (is_taken(root, irq))
		return -EBUSY;
	if (!entry)
		return -ENOSPC;
	number = (unsigned)(entry - root->arch.vectors);
	error = -kernel_errno(seL4_IRQControl_GetIOAPIC(seL4_CapIRQControl, seL4_CapInitThreadCNode, slot,
							seL4_WordBits, irq->ioapic, irq->pin, irq->level,
							irq->active_low, number));
	if (error)
		return error;
	*entry = (struct vector){ .owner = (uint8_t)owner, .ioapic = irq->ioapic, .pin = irq->pin };
	*vector = number;
	return 0;
}

void vectors_give(struct root *root, uint32_t owner)
{
	for (unsigned i = VECTOR_MIN; i <= VECTOR_MAX; i++)
		if (root->arch.vectors[i].owner == owner)
			root->arch.vectors[i].owner = 0;
}

void bus_vector_give(struct root *root, unsigned vector)
{
	root->arch.vectors[vector].owner = 0;
}

int bus_line_issue(struct root *root, uint32_t owner, const struct bus_line *line, seL4_CPtr slot,
		   unsigned *vector)
{
	const struct acpi_irq irq = { line->controller, line->input, line->level, line->active_low };

	return vector_issue_pin(root, owner, &irq, slot, vector);
}

static uint32_t own_apic(void)
{
	uint32_t a = CPUID_APIC_LEAF, b, c = 0, d;

	__asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	return b >> CPUID_APIC_SHIFT;
}

int bus_message_issue(struct root *root, uint32_t owner, const struct pci_function *function, seL4_CPtr slot,
		      struct pci_message *message, unsigned *vector)
{
	struct vector *entry = vector_free(root);
	unsigned number;
	int error;

	if (!entry)
		return -ENOSPC;
	number = (unsigned)(entry - root->arch.vectors);
	error = -kernel_errno(seL4_IRQControl_GetMSI(seL4_CapIRQControl, seL4_CapInitThreadCNode, slot,
						     seL4_WordBits, function->at.bus, function->at.device,
						     function->at.function, 0, number));
	if (error)
		return error;
	*entry = (struct vector){ .owner = (uint8_t)owner, .ioapic = NO_IOAPIC };
	*message =
		(struct pci_message){ .address = MESSAGE_ADDRESS | (uint64_t)own_apic() << MESSAGE_APIC_SHIFT,
				      .data = IRQ_OFFSET + number };
	*vector = number;
	return 0;
}

unsigned bus_messages_left(struct root *root)
{
	unsigned left = 0;

	for (unsigned i = VECTOR_MIN; i <= VECTOR_MAX; i++)
		left += !root->arch.vectors[i].owner;
	return left;
}

int bus_pci_line(struct root *root, const struct pci_function *function, struct bus_line *out,
		 char why[BROKER_WHY_BYTES])
{
	struct pci_pc_irq wire;
	struct acpi_irq irq;
	int error = pci_intx_pc(&root->broker.pci, function, &wire, why);

	if (error)
		return error;
	error = wire.is_isa ? acpi_isa_irq(&root->arch.interrupts, wire.number, &irq)
			    : acpi_gsi(&root->arch.interrupts, wire.number, &irq);
	if (error) {
		text_print(why, BROKER_WHY_BYTES, "arrives at input %u, which no I/O APIC has", wire.number);
		return error;
	}
	*out = (struct bus_line){ .controller = irq.ioapic,
				  .input = irq.pin,
				  .level = true, /* PCI's lines are, whatever the ISA interrupt was */
				  .active_low = irq.active_low };
	return 0;
}

bool bus_line_is_planned(struct root *root, const struct bus_line *line)
{
	for (uint32_t i = 0; i < root->plan.header->grants_count; i++) {
		const struct kaal_plan_grant *grant = &root->plan.grants[i];
		struct acpi_irq irq;

		if (grant->kind == KAAL_NEED_ISA_IRQ &&
		    !acpi_isa_irq(&root->arch.interrupts, (unsigned)grant->a, &irq) &&
		    irq.ioapic == line->controller && irq.pin == line->input)
			return true;
	}
	return false;
}
