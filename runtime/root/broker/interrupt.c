/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interrupts of devices: a pin of one's own or a shared one, MSI, MSI-X. Messages are
 * what a device masters the bus for, so only a driver that may have DMA gets them:
 * a driver without it cannot make its device write anywhere.
 */
#include "arch.h"
#include "internal.h"
#include "kernel_calls.h"

int irq_signal_to(struct root *root, const struct component *component, int signal, seL4_CPtr handler)
{
	seL4_CPtr scratch;
	int error = slots_take(&root->slots, component->pool.owner, 1, &scratch);

	if (error)
		return error;
	error = kernel_mint(place_own(scratch), component->ends.notification, seL4_RightWrite,
			    1ull << signal);
	if (!error)
		error = -kernel_errno(seL4_IRQHandler_SetNotification(handler, scratch));
	kernel_delete(scratch);
	slots_give(&root->slots, scratch, 1);
	return error;
}

static int issue_message(struct root *root, struct claim *claim, struct holding *holding)
{
	const struct pci *pci = &root->broker.pci;
	const struct pci_function *function = device_function(root, &claim->device);
	volatile uint8_t *table = NULL;
	struct pci_message message;
	int error;

	if (holding->irq_kind == KAAL_IRQ_MSIX && !(table = claim_msix_table(root, claim)))
		return -EIO;
	error = bus_message_issue(root, holding->owner, function, holding->handler, &message,
				  &holding->vector);
	if (error)
		return error;
	if (table) {
		pci_msix_entry_set(table, holding->number, &message);
		pci_msix_enable(pci, function, true);
	} else {
		error = pci_msi_set(pci, function, &message);
	}
	if (error) {
		kernel_delete(holding->handler);
		bus_vector_give(root, holding->vector);
		return error;
	}
	claim_master(root, claim);
	return 0;
}

static void set_pin(struct root *root, const struct claim *claim, bool on)
{
	const struct pci_function *function = device_function(root, &claim->device);

	if (function)
		pci_function_intx(&root->broker.pci, function, on);
}

/* A line that nobody else can be on goes straight to the driver. */
static int issue_pin(struct root *root, struct component *component, struct claim *claim,
		     struct holding *holding)
{
	char why[BROKER_WHY_BYTES];
	int error = device_line(root, &claim->device, holding->number, &holding->where, why);

	if (error)
		return broker_refuse(root, component, error, "cannot have the interrupt of %s: it %s",
				     claim->name, why);
	if (bus_line_is_planned(root, &holding->where))
		return broker_refuse(root, component, -EBUSY,
				     "cannot have the interrupt of %s: its line is another driver's alone",
				     claim->name);
	holding->level = holding->where.level;
	if (line_is_shared(root, claim, &holding->where))
		return line_join(root, holding, &holding->where);
	error = bus_line_issue(root, holding->owner, &holding->where, holding->handler, &holding->vector);
	if (!error)
		set_pin(root, claim, true);
	return error;
}

/* Give the handler to the driver, and have it signalled. */
static int hand_over(struct root *root, struct component *component, struct holding *holding)
{
	int error = irq_signal_to(root, component, holding->signal, holding->handler);

	if (!error)
		error = slot_find(root, component, &holding->slot);
	return error ? error
		     : kernel_copy(place_of(component, holding->slot), holding->handler, seL4_RightsMask);
}

static int connect(struct root *root, struct component *component, struct claim *claim,
		   struct holding *holding)
{
	int error = signal_find(root, component, &holding->signal);

	if (!error)
		error = slots_take(&root->slots, component->pool.owner, 1, &holding->handler);
	if (error)
		return error;
	error = holding->irq_kind == KAAL_IRQ_PIN ? issue_pin(root, component, claim, holding)
						  : issue_message(root, claim, holding);
	if (error) {
		slots_give(&root->slots, holding->handler, 1);
		holding->handler = 0;
		return error;
	}
	return holding->line == NO_LINE ? hand_over(root, component, holding) : 0;
}

static bool is_taken(const struct root *root, int claim, uint32_t kind, unsigned vector)
{
	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		const struct holding *holding = &root->broker.holdings[i];

		/* a function uses one kind at a time */
		if (holding->kind == HOLDING_IRQ && holding->claim == claim &&
		    (holding->irq_kind != kind || holding->number == vector))
			return true;
	}
	return false;
}

/* What "any" is for this device and this driver. */
static uint32_t best_kind(struct root *root, const struct component *component, const struct claim *claim,
			  const struct kaal_broker_device *device, unsigned vector)
{
	if (!grants_sum(root, component, KAAL_NEED_DMA, claim->name))
		return KAAL_IRQ_PIN;
	if (vector < device->msix)
		return KAAL_IRQ_MSIX;
	return vector < device->msi ? KAAL_IRQ_MSI : KAAL_IRQ_PIN;
}

static int check_kind(struct root *root, const struct component *component, const struct claim *claim,
		      const struct kaal_broker_device *device, uint32_t kind, unsigned vector)
{
	const uint32_t counts[] = {
		[KAAL_IRQ_PIN] = device->intx, [KAAL_IRQ_MSI] = device->msi, [KAAL_IRQ_MSIX] = device->msix
	};

	/* a pin that has no known route is told about in detail later */
	if (kind > KAAL_IRQ_MSIX || (kind != KAAL_IRQ_PIN && vector >= counts[kind]))
		return broker_refuse(root, component, -ENOENT,
				     "asks for %s vector %u of %s, which has %u of them",
				     kind == KAAL_IRQ_MSI ? "MSI" : "MSI-X", vector, claim->name,
				     kind > KAAL_IRQ_MSIX ? 0 : counts[kind]);
	if (kind != KAAL_IRQ_PIN && !grants_sum(root, component, KAAL_NEED_DMA, claim->name))
		return broker_refuse(
			root, component, -EPERM,
			"asks for messages as interrupts of %s: for those the device must master the bus, "
			"so declare a DMA need",
			claim->name);
	return 0;
}

int irq_connect(struct root *root, struct component *component, struct claim *claim, uint32_t kind,
		unsigned vector, struct holding **out)
{
	int number = (int)(claim - root->broker.claims), error;
	struct kaal_broker_device device = { 0 };
	struct holding *holding;

	device_describe(root, &claim->device, &device);
	if (kind == KAAL_IRQ_ANY)
		kind = best_kind(root, component, claim, &device, vector);
	error = check_kind(root, component, claim, &device, kind, vector);
	if (error)
		return error;
	if (is_taken(root, number, kind, vector))
		return -EBUSY;
	holding = holding_new(root, component, HOLDING_IRQ);
	if (!holding)
		return -ENOSPC;
	holding->claim = number;
	holding->irq_kind = kind;
	holding->number = vector;
	error = connect(root, component, claim, holding);
	if (error) {
		irq_release(root, component, holding);
		return error;
	}
	*out = holding;
	return 0;
}

static void silence(struct root *root, struct claim *claim, const struct holding *holding)
{
	const struct pci_function *function = device_function(root, &claim->device);

	if (!function)
		return;
	if (holding->irq_kind == KAAL_IRQ_PIN)
		pci_function_intx(&root->broker.pci, function, false);
	if (holding->irq_kind == KAAL_IRQ_MSI)
		pci_msi_off(&root->broker.pci, function);
	if (holding->irq_kind == KAAL_IRQ_MSIX && claim->msix_table)
		pci_msix_entry_set(claim->msix_table, holding->number, NULL);
}

void irq_release(struct root *root, struct component *component, struct holding *holding)
{
	struct claim *claim = &root->broker.claims[holding->claim];
	bool shared = holding->line != NO_LINE;

	silence(root, claim, holding);
	if (shared)
		line_leave(root, holding);
	if (holding->handler) {
		kernel_revoke(holding->handler);
		kernel_delete(holding->handler);
		slots_give(&root->slots, holding->handler, 1);
		if (!shared)
			bus_vector_give(root, holding->vector);
	}
	holding_drop(holding);
}
