/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Answers to calls: at once, or later through a reply capability that was put aside. */
#include "reply.h"

#include <errno.h>
#include <string.h>

#include <component/component.h>
#include <sel4/sel4.h>

/** Which of the slots for reply capabilities are in use; one a component, as its CSpace is. */
static uint32_t slots_used;

enum { SLOTS = KAAL_SLOT_REPLIES_LAST - KAAL_SLOT_REPLIES + 1 };

struct reply reply_make(int result, const uint64_t *words, unsigned int count)
{
	struct reply reply = { .first = { { 0 } } };
	unsigned int fast;

	if (result)
		count = 0;
	if (count > COMPONENT_CALL_WORDS_MAX)
		count = COMPONENT_CALL_WORDS_MAX;
	fast = count < seL4_FastMessageRegisters ? count : seL4_FastMessageRegisters;
	reply.info = seL4_MessageInfo_new((seL4_Word)-result, 0, 0, count);
	for (unsigned int i = 0; i < fast; i++)
		reply.first.mr[i] = words[i];
	if (count > fast)
		memcpy(seL4_GetIPCBuffer()->msg + fast, words + fast, (count - fast) * sizeof *words);
	return reply;
}

void reply_send(struct reply *reply)
{
	seL4_Word *mr = reply->first.mr;

	seL4_ReplyWithMRs(reply->info, &mr[0], &mr[1], &mr[2], &mr[3]);
}

/** @return a free slot, now taken, or -EBUSY */
static int slot_take(void)
{
	for (unsigned int i = 0; i < SLOTS; i++)
		if (!(__atomic_fetch_or(&slots_used, 1u << i, __ATOMIC_ACQUIRE) & 1u << i))
			return KAAL_SLOT_REPLIES + (int)i;
	return -EBUSY;
}

static void slot_give(int slot)
{
	__atomic_fetch_and(&slots_used, ~(1u << (slot - KAAL_SLOT_REPLIES)), __ATOMIC_RELEASE);
}

int component_reply_later(int *later)
{
	int slot = slot_take();

	if (slot < 0)
		return slot;
	if (seL4_CNode_SaveCaller(KAAL_SLOT_CNODE, (seL4_Word)slot, seL4_WordBits)) {
		slot_give(slot);
		return -EBUSY;
	}
	*later = slot;
	return COMPONENT_REPLIES_LATER;
}

void component_reply(int later, int result, const uint64_t *words, unsigned int count)
{
	struct reply reply = reply_make(result, words, count);
	seL4_Word *mr = reply.first.mr;

	/* consumes the capability; it is gone already if the client has ended */
	seL4_SendWithMRs((seL4_CPtr)later, reply.info, &mr[0], &mr[1], &mr[2], &mr[3]);
	slot_give(later);
}
