/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a component was given at run time, for people and for those who hold it against the plan. */
#include "internal.h"

enum { LAST_PORT_SHIFT = 16 };

static const char *irq_name(uint32_t kind)
{
	static const char *const names[] = {
		[KAAL_IRQ_PIN] = "pin", [KAAL_IRQ_MSI] = "MSI", [KAAL_IRQ_MSIX] = "MSI-X"
	};

	return names[kind];
}

static void describe_region(const struct holding *holding, const char *name, struct kaal_root_cap *out)
{
	uint64_t last = holding->first_port + holding->bytes - 1;

	if (holding->slot) {
		*out = (struct kaal_root_cap){ holding->slot, KAAL_CAP_IOPORTS, seL4_RightsMask,
					       holding->first_port << LAST_PORT_SHIFT | last, "" };
		text_print(out->text, sizeof out->text, "I/O ports 0x%lx..0x%lx (%s)",
			   (unsigned long)holding->first_port, (unsigned long)last, name);
		return;
	}
	*out = (struct kaal_root_cap){ 0, KAAL_CAP_MMIO, seL4_RightRead | seL4_RightWrite, holding->paddr,
				       "" };
	text_print(out->text, sizeof out->text, "registers at 0x%lx, %lu bytes (%s)",
		   (unsigned long)holding->paddr, (unsigned long)holding->bytes, name);
}

static void describe_irq(const struct holding *holding, const char *name, struct kaal_root_cap *out)
{
	*out = (struct kaal_root_cap){ holding->slot, KAAL_CAP_IRQ, seL4_RightsMask, holding->vector, "" };
	text_print(out->text, sizeof out->text, "%s%s %u of %s, bit %d",
		   holding->line == NO_LINE ? "" : "shared ", irq_name(holding->irq_kind), holding->number,
		   name, holding->signal);
}

int broker_describe(const struct root *root, const struct component *component, uint64_t index,
		    struct kaal_root_cap *out)
{
	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		const struct holding *holding = &root->broker.holdings[i];
		bool listed = holding->kind == HOLDING_REGION || holding->kind == HOLDING_IRQ;

		if (!listed || holding->owner != component->id || index--)
			continue;
		if (holding->kind == HOLDING_REGION)
			describe_region(holding, root->broker.claims[holding->claim].name, out);
		else
			describe_irq(holding, root->broker.claims[holding->claim].name, out);
		return 0;
	}
	return -ENOENT;
}
