/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The kernel does not say which callers are still in an endpoint's queue and which wait
 * for an answer that nobody will give. So the queue is taken out, and what was in it is
 * compared with the registers of all who wait: whoever is found there calls again.
 */
#include "calls.h"

#include <core/errno.h>
#include <core/string.h>

#include "arch.h"
#include "connections.h"

enum { QUEUED_MAX = 64 };

/* A call that was in the queue. */
struct queued {
	seL4_Word badge;
	struct call_words words;
};

struct queue {
	unsigned count;
	struct queued calls[QUEUED_MAX];
};

struct call_words call_words_of(seL4_MessageInfo_t info, const seL4_Word mr[seL4_FastMessageRegisters])
{
	struct call_words words = { .label = seL4_MessageInfo_get_label(info) };

	for (seL4_Word i = 0; i < seL4_MessageInfo_get_length(info) && i < seL4_FastMessageRegisters; i++)
		words.mr[i] = mr[i];
	return words;
}

/* Whether there was a call. Signals to the root task may come instead; they are kept. */
static bool take_one(struct root *root, seL4_CPtr endpoint, struct queued *out)
{
	for (;;) {
		struct call_words *words = &out->words;
		seL4_MessageInfo_t info = seL4_NBRecvWithMRs(endpoint, &out->badge, &words->mr[0],
							     &words->mr[1], &words->mr[2], &words->mr[3]);

		*words = call_words_of(info, words->mr);
		if (!out->badge || out->badge & KAAL_CALL_BADGE)
			return out->badge != 0;
		root->missed_signals |= out->badge;
	}
}

static void take_queue(struct root *root, seL4_CPtr endpoint, struct queue *queue)
{
	queue->count = 0;
	while (queue->count < QUEUED_MAX && take_one(root, endpoint, &queue->calls[queue->count]))
		queue->count++;
}

static bool was_queued(struct queue *queue, seL4_Word badge, const struct call_words *words)
{
	for (unsigned i = 0; i < queue->count; i++) {
		struct queued *call = &queue->calls[i];

		if (call->badge != badge || memcmp(&call->words, words, sizeof *words) != 0)
			continue;
		*call = queue->calls[--queue->count];
		return true;
	}
	return false;
}

/* If the thread waits in a call of @slot, see to it that it goes on. */
static void settle(struct queue *queue, seL4_CPtr tcb, seL4_CPtr slot, seL4_Word badge)
{
	seL4_UserContext registers;
	struct call_words words;

	if (seL4_TCB_ReadRegisters(tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers) ||
	    !arch_call_read(&registers, slot, &words))
		return;
	if (was_queued(queue, badge, &words)) {
		seL4_TCB_Resume(tcb);
		return;
	}
	arch_call_answer(&registers, ECONNRESET);
	seL4_TCB_WriteRegisters(tcb, 1, 0, SEL4_USER_CONTEXT_WORDS, &registers);
}

static void settle_client(struct queue *queue, const struct component *client, seL4_CPtr slot)
{
	seL4_Word badge = KAAL_CALL_BADGE | client->id;

	settle(queue, client->tcb, slot, badge);
	for (const struct thread *thread = client->threads; thread; thread = thread->next)
		if (thread->number)
			settle(queue, thread->tcb, slot, badge);
}

void calls_settle(struct root *root, const struct component *provider)
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, provider->plan);
	struct queue queue;

	take_queue(root, provider->ends.endpoint, &queue);
	for (uint32_t i = 0; i < provider->plan->grants_count; i++) {
		const struct component *client;

		if (grants[i].kind != KAAL_NEED_PROVIDES)
			continue;
		client = connection_peer(root, &grants[i]);
		if (!client)
			settle(&queue, root->timekeeper.tcb, root->timekeeper.timer, KAAL_CALL_BADGE);
		else if (component_is_running(client))
			settle_client(&queue, client, connection_other_end(root, &grants[i])->slot);
	}
}
