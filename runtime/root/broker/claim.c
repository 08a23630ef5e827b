/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Who has which device. */
#include "arch.h"
#include "internal.h"

static const struct kaal_plan_grant *grant_at(const struct root *root, const struct component *component,
					      uint64_t index)
{
	return index < component->plan->grants_count ? plan_grants(&root->plan, component->plan) + index
						     : NULL;
}

struct claim *claim_of(struct root *root, const struct component *component, const char *name)
{
	for (unsigned i = 0; i < CLAIMS_MAX; i++) {
		struct claim *claim = &root->broker.claims[i];

		if (claim->state == CLAIM_HELD && claim->owner == component->id &&
		    strncmp(claim->name, name, KAAL_NAME_BYTES) == 0)
			return claim;
	}
	return NULL;
}

struct claim *claim_on(struct root *root, const struct device *device)
{
	for (unsigned i = 0; i < CLAIMS_MAX; i++)
		if (root->broker.claims[i].state != CLAIM_FREE &&
		    device_equal(&root->broker.claims[i].device, device))
			return &root->broker.claims[i];
	return NULL;
}

static struct claim *claim_new(struct root *root)
{
	for (unsigned i = 0; i < CLAIMS_MAX; i++)
		if (root->broker.claims[i].state == CLAIM_FREE)
			return &root->broker.claims[i];
	return NULL;
}

/* Whatever firmware or the driver before has left behind. */
static int prepare(struct root *root, const struct component *component, const struct device *device)
{
	const struct pci_function *function = device_function(root, device);
	char name[PCI_NAME_BYTES];
	int error;

	if (!function)
		return 0;
	pci_function_quiet(&root->broker.pci, function);
	error = pci_function_enable(&root->broker.pci, function);
	if (!error)
		return 0;
	pci_name(function, name);
	return broker_refuse(root, component, -ENODEV, "cannot have PCI %s: %s", name,
			     error == -ENOSPC   ? "there is no room for its registers"
			     : error == -EINVAL ? "its base address registers make no sense"
						: "it does not answer any more");
}

static int take_device(struct root *root, struct component *component, const struct kaal_plan_grant *grant,
		       uint32_t match, struct claim **out)
{
	struct claim *claim;
	struct device device;
	int error = device_find(root, grant->match, grant->b, &device);

	if (error)
		return error == -EINVAL ? broker_refuse(root, component, -EINVAL,
							"asks for %s, which names no device", grant->match)
					: error;
	if (claim_is_resetting(root, &device))
		return -EAGAIN;
	if (claim_on(root, &device))
		return broker_refuse(root, component, -EBUSY, "asks for %s, which %s has already",
				     grant->match,
				     component_name(root_component(root, claim_on(root, &device)->owner)));
	claim = claim_new(root);
	if (!claim)
		return -ENOSPC;
	error = prepare(root, component, &device);
	if (error)
		return error;
	*claim = (struct claim){
		.state = CLAIM_HELD, .owner = component->id, .match = match, .device = device
	};
	memcpy(claim->name, grant->name, sizeof claim->name);
	*out = claim;
	return 0;
}

/* Say what there is instead. */
static int refuse_missing(struct root *root, const struct component *component,
			  const struct kaal_plan_grant *grant)
{
	const struct pci *pci = &root->broker.pci;
	char line[BROKER_WHY_BYTES];
	struct text text = text_in(line, sizeof line);

	if (grant->flags & KAAL_NEED_OPTIONAL)
		return -ENODEV;
	for (unsigned i = 0; root->broker.has_pci && i < pci->functions_count; i++)
		text_add(&text, " %04x:%04x", pci->functions[i].vendor, pci->functions[i].device);
	return broker_refuse(root, component, -ENODEV, "finds no %s for %s; PCI has%s", grant->match,
			     grant->name, text.length ? line : " nothing");
}

int claim_take(struct root *root, struct component *component, uint64_t index, struct claim **out)
{
	const struct kaal_plan_grant *wanted = grant_of(root, component, index, KAAL_NEED_DEVICE), *grant;
	uint32_t match = 0;

	if (!wanted)
		return broker_refuse(root, component, -EPERM,
				     "asks for a device that its plan does not name");
	*out = claim_of(root, component, wanted->name);
	if (*out)
		return 0;
	for (uint64_t i = 0; (grant = grant_at(root, component, i)); i++) {
		int error;

		if (grant->kind != KAAL_NEED_DEVICE ||
		    strncmp(grant->name, wanted->name, KAAL_NAME_BYTES) != 0)
			continue;
		error = take_device(root, component, grant, match++, out);
		if (error != -ENODEV)
			return error;
	}
	return refuse_missing(root, component, wanted);
}

void claim_master(struct root *root, const struct claim *claim)
{
	const struct pci_function *function = device_function(root, &claim->device);

	if (function)
		pci_function_master(&root->broker.pci, function, true);
}
