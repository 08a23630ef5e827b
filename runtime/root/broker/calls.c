/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The calls themselves (abi/kaal/broker.h). Everything in a message is taken for hostile. */
#include "arch.h"
#include "connections.h"
#include "config_policy.h"
#include "internal.h"

static void answer_with(struct answer *answer, const void *from, size_t bytes)
{
	memcpy(answer->words, from, bytes);
	answer->length = (unsigned)(bytes / sizeof(seL4_Word));
}

/* The device that the caller has claimed by grant @index. */
static int find_claim(struct root *root, struct component *caller, uint64_t index, struct claim **out)
{
	const struct kaal_plan_grant *grant = grant_of(root, caller, index, KAAL_NEED_DEVICE);

	*out = grant ? claim_of(root, caller, grant->name) : NULL;
	if (*out)
		return 0;
	broker_refuse(root, caller, -EPERM,
		      grant ? "uses %s without having asked for the device"
			    : "uses a device that its plan does not name%s",
		      grant ? grant->name : "");
	return -EPERM;
}

/* A driver that names regions may have those alone, one that names none all of them; so with interrupts. */
static bool may_use(const struct root *root, const struct component *component, const struct claim *claim,
		    uint32_t kind, uint64_t number, uint64_t detail)
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);
	bool named = false;

	for (uint32_t i = 0; i < component->plan->grants_count; i++) {
		if (grants[i].kind != kind || strncmp(grants[i].name, claim->name, KAAL_NAME_BYTES) != 0)
			continue;
		named = true;
		if (grants[i].a == number &&
		    (kind == KAAL_NEED_REGION || grants[i].b == KAAL_IRQ_ANY || grants[i].b == detail))
			return true;
	}
	return !named;
}

static int do_device(struct root *root, struct component *caller, const seL4_Word *words,
		     struct answer *answer)
{
	struct kaal_broker_device device = { 0 };
	struct holding *holding = NULL;
	struct claim *claim;
	int error = claim_take(root, caller, words[0], &claim);

	for (unsigned i = 0; !error && i < HOLDINGS_MAX && !holding; i++)
		if (root->broker.holdings[i].kind == HOLDING_DEVICE &&
		    root->broker.holdings[i].claim == claim - root->broker.claims)
			holding = &root->broker.holdings[i];
	if (!error && !holding) {
		holding = holding_new(root, caller, HOLDING_DEVICE);
		if (!holding) {
			claim_give(root, claim);
			return -ENOSPC;
		}
		holding->claim = (int)(claim - root->broker.claims);
	}
	if (error)
		return error;
	device.handle = holding_handle(root, holding);
	device.match = claim->match;
	device_describe(root, &claim->device, &device);
	answer_with(answer, &device, sizeof device);
	return 0;
}

static int do_region(struct root *root, struct component *caller, const seL4_Word *words,
		     struct answer *answer)
{
	struct kaal_broker_region region;
	struct holding *holding;
	struct claim *claim;
	int error = find_claim(root, caller, words[0], &claim);

	if (!error && !may_use(root, caller, claim, KAAL_NEED_REGION, words[1], 0))
		error = broker_refuse(root, caller, -EPERM,
				      "asks for region %lu of %s, which its plan does not name",
				      (unsigned long)words[1], claim->name);
	if (!error)
		error = region_map(root, caller, claim,
				   words[1] < KAAL_BROKER_REGIONS ? (unsigned)words[1] : KAAL_BROKER_REGIONS,
				   &holding);
	if (error)
		return error;
	region = (struct kaal_broker_region){
		.handle = holding_handle(root, holding),
		.kind = holding->slot ? KAAL_REGION_PORTS : KAAL_REGION_MMIO,
		.vaddr = holding->vaddr,
		.bytes = holding->bytes,
		.slot = holding->slot,
		.first = holding->first_port,
	};
	answer_with(answer, &region, sizeof region);
	return 0;
}

static int do_irq(struct root *root, struct component *caller, const seL4_Word *words, struct answer *answer)
{
	struct kaal_broker_irq irq;
	struct holding *holding;
	struct claim *claim;
	int error = find_claim(root, caller, words[0], &claim);

	if (!error && (words[1] > KAAL_IRQ_MSIX || words[2] > UINT16_MAX))
		error = -EINVAL;
	if (!error && !may_use(root, caller, claim, KAAL_NEED_IRQ, words[2], words[1]))
		error = broker_refuse(root, caller, -EPERM,
				      "asks for interrupt %lu of %s, which its plan does not name",
				      (unsigned long)words[2], claim->name);
	if (!error)
		error = irq_connect(root, caller, claim, (uint32_t)words[1], (unsigned)words[2], &holding);
	if (error)
		return error;
	irq = (struct kaal_broker_irq){
		.handle = holding_handle(root, holding),
		.slot = holding->slot,
		.signal = (uint64_t)holding->signal,
		.kind = holding->irq_kind,
		.level = holding->level,
	};
	answer_with(answer, &irq, sizeof irq);
	return 0;
}

static int do_dma(struct root *root, struct component *caller, const seL4_Word *words, struct answer *answer)
{
	struct kaal_broker_dma dma;
	struct holding *holding;
	struct claim *claim;
	int error = find_claim(root, caller, words[0], &claim);

	if (!error)
		error = dma_make(root, caller, claim, words[1], words[2], &holding);
	if (error)
		return error;
	dma = (struct kaal_broker_dma){ .handle = holding_handle(root, holding),
					.vaddr = holding->vaddr,
					.dma_addr = holding->blocks[0]->paddr,
					.bytes = holding->bytes };
	answer_with(answer, &dma, sizeof dma);
	return 0;
}

static int do_memory(struct root *root, struct component *caller, const seL4_Word *words,
		     struct answer *answer)
{
	struct holding *holding;
	int error = memory_make(root, caller, words[0], &holding);

	if (error)
		return error;
	answer->words[0] = holding_handle(root, holding);
	answer->words[1] = holding->vaddr;
	answer->length = 2;
	return 0;
}

static int do_channel(struct root *root, struct component *caller, const seL4_Word *words,
		      struct answer *answer)
{
	const struct kaal_plan_grant *grant = grant_of(root, caller, words[0], KAAL_NEED_USES);

	return grant ? connection_open(root, caller, grant) : -EPERM;
}

/* Whatever was given of a device goes before the device; what it may still write, after. */
static void release_claim(struct root *root, struct component *caller, int index)
{
	struct claim *claim = &root->broker.claims[index];

	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		struct holding *holding = &root->broker.holdings[i];

		if (holding->claim != index)
			continue;
		if (holding->kind == HOLDING_IRQ)
			irq_release(root, caller, holding);
		else if (holding->kind == HOLDING_REGION)
			region_release(root, caller, holding);
		else if (holding->kind == HOLDING_DEVICE)
			holding_drop(holding);
	}
	if (claim_give(root, claim)) {
		memory_abandon(root, index);
		return;
	}
	for (unsigned i = 0; i < HOLDINGS_MAX; i++)
		if (root->broker.holdings[i].kind == HOLDING_DMA && root->broker.holdings[i].claim == index)
			memory_release(root, caller, &root->broker.holdings[i], false);
}

static int do_release(struct root *root, struct component *caller, const seL4_Word *words,
		      struct answer *answer)
{
	struct holding *holding = holding_find(root, caller, words[0]);

	if (!holding)
		return -ENOENT;
	switch (holding->kind) {
	case HOLDING_DEVICE:
		release_claim(root, caller, holding->claim);
		break;
	case HOLDING_REGION:
		region_release(root, caller, holding);
		break;
	case HOLDING_IRQ:
		irq_release(root, caller, holding);
		break;
	case HOLDING_DMA: /* the device may go on writing it for as long as it is claimed */
		memory_release(root, caller, holding, true);
		break;
	default:
		memory_release(root, caller, holding, false);
		break;
	}
	return 0;
}

static int do_irq_done(struct root *root, struct component *caller, const seL4_Word *words,
		       struct answer *answer)
{
	struct holding *holding = holding_find(root, caller, words[0]);

	return holding && holding->kind == HOLDING_IRQ ? irq_done(root, holding) : -ENOENT;
}

/* The PCI function that the caller has claimed. */
static int find_function(struct root *root, struct component *caller, uint64_t index,
			 const struct pci_function **out)
{
	struct claim *claim;
	int error = find_claim(root, caller, index, &claim);

	if (error)
		return error;
	*out = device_function(root, &claim->device);
	return *out ? 0 : -ENODEV;
}

static int do_config_read(struct root *root, struct component *caller, const seL4_Word *words,
			  struct answer *answer)
{
	const struct pci_config *config = &root->broker.pci.config;
	const struct pci_function *function;
	int error = find_function(root, caller, words[0], &function);

	if (error)
		return error;
	if (!config_may_read(config, words[1], words[2]))
		return -EINVAL;
	answer->words[0] = pci_read(config, function->at, (unsigned)words[1], (unsigned)words[2]);
	answer->length = 1;
	return 0;
}

static int do_config_write(struct root *root, struct component *caller, const seL4_Word *words,
			   struct answer *answer)
{
	const struct pci_function *function;
	int error = find_function(root, caller, words[0], &function);

	if (error)
		return error;
	if (!config_may_read(&root->broker.pci.config, words[1], words[2]))
		return -EINVAL;
	if (!config_may_write(&root->broker.pci, function, words[1], words[2]))
		return broker_refuse(root, caller, -EPERM,
				     "may not write its device's configuration at 0x%lx",
				     (unsigned long)words[1]);
	pci_write(&root->broker.pci.config, function->at, (unsigned)words[1], (unsigned)words[2],
		  (uint32_t)words[3]);
	return 0;
}

static const struct call {
	int (*run)(struct root *root, struct component *caller, const seL4_Word *words,
		   struct answer *answer);
	unsigned words;
} calls[KAAL_BROKER_OP_LAST] = {
	[KAAL_BROKER_DEVICE] = { do_device, 1 },
	[KAAL_BROKER_REGION] = { do_region, 2 },
	[KAAL_BROKER_IRQ] = { do_irq, 3 },
	[KAAL_BROKER_DMA] = { do_dma, 3 },
	[KAAL_BROKER_MEMORY] = { do_memory, 1 },
	[KAAL_BROKER_CHANNEL] = { do_channel, 1 },
	[KAAL_BROKER_RELEASE] = { do_release, 1 },
	[KAAL_BROKER_IRQ_DONE] = { do_irq_done, 1 },
	[KAAL_BROKER_CONFIG_READ] = { do_config_read, 3 },
	[KAAL_BROKER_CONFIG_WRITE] = { do_config_write, 4 },
};

int broker_call(struct root *root, struct component *caller, const struct message *message,
		struct answer *answer)
{
	const struct call *call;

	if (message->label < KAAL_BROKER_DEVICE || message->label >= KAAL_BROKER_OP_LAST)
		return -ENOSYS;
	call = &calls[message->label];
	return message->length < call->words ? -EINVAL : call->run(root, caller, message->words, answer);
}
