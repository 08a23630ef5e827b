/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A device that is given back is stopped at once and reset. The time that a reset takes
 * is nobody's: who wants the device meanwhile is told to try again.
 */
#include "arch.h"
#include "internal.h"

enum {
	QUIET_PATIENCE = 10000, /* reads of configuration space; requests under way end in microseconds */
	US_PER_MS = 1000,
};

/* Go on with a reset as far as time allows. @return has it ended? */
static bool reset_continue(struct root *root, struct claim *claim)
{
	while (claim->state == CLAIM_RESETTING) {
		uint64_t now = arch_cycles();
		uint32_t wait_us;

		if (root->tsc_khz && now < claim->reset_at)
			return false;
		wait_us = pci_reset_step(&root->broker.pci, &claim->reset);
		claim->reset_at = now + wait_us * root->tsc_khz / US_PER_MS;
		if (!wait_us)
			claim->state = CLAIM_FREE;
	}
	return true;
}

bool claim_is_resetting(struct root *root, const struct device *device)
{
	const struct pci_function *function = device_function(root, device);

	for (unsigned i = 0; i < CLAIMS_MAX; i++) {
		struct claim *claim = &root->broker.claims[i];
		const struct pci_function *other = device_function(root, &claim->device);
		bool concerns = device_equal(&claim->device, device) ||
				(claim->reset.kind == PCI_RESET_BUS && function && other &&
				 other->parent == function->parent);

		if (claim->state == CLAIM_RESETTING && concerns && !reset_continue(root, claim))
			return true;
	}
	return false;
}

/* @return is it quiet? */
static bool stop(struct root *root, const struct pci_function *function)
{
	pci_function_quiet(&root->broker.pci, function);
	for (unsigned i = 0; i < QUIET_PATIENCE; i++)
		if (pci_function_is_quiet(&root->broker.pci, function))
			return true;
	return false;
}

/* May everything behind the bridge above be reset with it? Not if somebody has it, or it leads further. */
static bool is_alone(struct root *root, const struct claim *claim, const struct pci_function *function)
{
	const struct pci *pci = &root->broker.pci;

	for (unsigned i = 0; i < pci->functions_count; i++) {
		const struct device other = { DEVICE_PCI, (int)i };
		const struct claim *holder = claim_on(root, &other);

		if (pci->functions[i].parent == function->parent &&
		    (pci->functions[i].is_bridge || (holder && holder != claim)))
			return false;
	}
	return true;
}

static void begin_reset(struct root *root, struct claim *claim, const struct pci_function *function)
{
	enum pci_reset_kind kind =
		pci_reset_begin(&root->broker.pci, function, is_alone(root, claim, function), &claim->reset);

	claim->reset_at = 0;
	claim->state = CLAIM_RESETTING;
	reset_continue(root, claim);
	if (kind == PCI_RESET_NONE)
		claim->state = CLAIM_FREE;
}

int claim_give(struct root *root, struct claim *claim)
{
	const struct pci_function *function = device_function(root, &claim->device);
	char name[PCI_NAME_BYTES];
	bool quiet = true;

	if (function)
		quiet = stop(root, function);
	for (unsigned i = 0; i < KAAL_BROKER_REGIONS; i++)
		claim_frames_give(root, &claim->frames[i]);
	claim->msix_table = NULL;
	claim->state = CLAIM_FREE;
	if (!function)
		return 0;
	begin_reset(root, claim, function);
	if (quiet || pci_function_is_quiet(&root->broker.pci, function))
		return 0;
	pci_name(function, name);
	say(root, "PCI %s cannot be stopped: the memory that it was given for DMA stays unused.", name);
	return -EIO;
}
