/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * main() of a component that has entry points instead of one of its own. One receive
 * waits for calls and signals alike, the notification being bound to the thread.
 */
#include <errno.h>

#include <component/component.h>
#include <sel4/sel4.h>

#include "self.h"

int main(void);

/*
 * A signal changes the badge and nothing else, so the message info tells the two apart
 * if it holds before the receive what no message can have: the kernel delivers lengths
 * up to seL4_MsgMaxLength only.
 */
static const seL4_MessageInfo_t NO_MESSAGE = { { (1 << seL4_MsgLengthBits) - 1 } };

static void call_answer(struct component_call *call)
{
	int result = component_events.call ? component_events.call(call) : -ENOSYS;
	seL4_Word length = result ? 0 : call->words_count;
	seL4_MessageInfo_t info = seL4_MessageInfo_new((seL4_Word)-result, 0, 0, length);

	seL4_ReplyWithMRs(info, &call->words[0], &call->words[1], &call->words[2], &call->words[3]);
}

static void signals_deliver(uint64_t signals)
{
	if (component_events.notified)
		component_events.notified(signals);
}

/** Take the next event and hand it to its entry point. */
static void event_take(void)
{
	struct sel4_registers words = { { 0 } };
	seL4_Word badge;
	seL4_MessageInfo_t info = sel4_exchange(seL4_SysRecv, KAAL_SLOT_SERVER, NO_MESSAGE, &badge, &words);

	if (info.words[0] == NO_MESSAGE.words[0]) {
		signals_deliver(badge);
		return;
	}

	seL4_Word length = seL4_MessageInfo_get_length(info);
	struct component_call call = {
		.client = (uint32_t)badge,
		.words_count =
			length < seL4_FastMessageRegisters ? (uint32_t)length : seL4_FastMessageRegisters,
		.operation = seL4_MessageInfo_get_label(info),
		.words = { words.mr[0], words.mr[1], words.mr[2], words.mr[3] },
	};

	call_answer(&call);
}

int main(void)
{
	int error = component_events.start ? component_events.start() : 0;

	if (error)
		return -error;
	for (;;) {
		uint64_t pending = component_self.pending;

		component_self.pending = 0;
		if (pending)
			signals_deliver(pending);
		else
			event_take();
	}
}
