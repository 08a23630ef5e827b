/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What plans allow, beginning and end. */
#include "arch.h"
#include "internal.h"

enum { COMPLAINTS_MAX = 16 };

int broker_refuse(struct root *root, const struct component *component, int error, const char *format, ...)
{
	char line[BROKER_WHY_BYTES];
	struct text text = text_in(line, sizeof line);
	uint8_t *complaints = &root->broker.complaints[component->id % BROKER_OWNERS_MAX];
	va_list args;

	if (*complaints == COMPLAINTS_MAX)
		return error;
	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	say_about(root, component_name(component), "%s", line);
	if (++*complaints == COMPLAINTS_MAX)
		say_about(root, component_name(component),
			  "is refused too often: further refusals are not printed");
	return error;
}

const struct kaal_plan_grant *grant_of(const struct root *root, const struct component *component,
				       uint64_t index, uint32_t kind)
{
	const struct kaal_plan_grant *grant;

	if (index >= component->plan->grants_count)
		return NULL;
	grant = plan_grants(&root->plan, component->plan) + index;
	return grant->kind == kind ? grant : NULL;
}

uint64_t grants_sum(const struct root *root, const struct component *component, uint32_t kind,
		    const char *name)
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);
	uint64_t sum = 0;

	for (uint32_t i = 0; i < component->plan->grants_count; i++)
		if (grants[i].kind == kind && (!name || strncmp(grants[i].name, name, KAAL_NAME_BYTES) == 0))
			sum = sum + grants[i].a < sum ? UINT64_MAX : sum + grants[i].a;
	return sum;
}

static void say_pci(void *context, const char *text)
{
	say(context, "%s", text);
}

void broker_start(struct root *root)
{
	struct broker *broker = &root->broker;
	const struct pci_report report = { say_pci, root };
	struct pci_config config;
	struct pci_host host;

	if (bus_pci_open(root, &config, &host))
		return;
	broker->has_pci = true;
	pci_scan(&broker->pci, &config, &report);
	pci_assign(&broker->pci, &host);
	if (!broker->pci.functions_count)
		say(root, "PCI's configuration space shows no device.");
}

static void release_kind(struct root *root, struct component *component, enum holding_kind kind,
			 void (*release)(struct root *root, struct component *component,
					 struct holding *holding))
{
	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		struct holding *holding = &root->broker.holdings[i];

		if (holding->kind == kind && holding->owner == component->id)
			release(root, component, holding);
	}
}

static void release_memory(struct root *root, struct component *component, struct holding *holding)
{
	memory_release(root, component, holding, false);
}

static void release_record(struct root *root, struct component *component, struct holding *holding)
{
	holding_drop(holding);
}

void broker_release(struct root *root, struct component *component)
{
	release_kind(root, component, HOLDING_IRQ, irq_release);
	release_kind(root, component, HOLDING_REGION, region_release);
	for (unsigned i = 0; i < CLAIMS_MAX; i++) {
		struct claim *claim = &root->broker.claims[i];

		if (claim->state == CLAIM_HELD && claim->owner == component->id && claim_give(root, claim))
			memory_abandon(root, (int)i);
	}
	release_kind(root, component, HOLDING_DMA, release_memory);
	release_kind(root, component, HOLDING_MEMORY, release_memory);
	release_kind(root, component, HOLDING_DEVICE, release_record);
	root->broker.complaints[component->id % BROKER_OWNERS_MAX] = 0;
}
