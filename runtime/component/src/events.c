/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * main() of a component that has entry points instead of one of its own. One receive
 * waits for calls and signals alike, the notification being bound to the thread.
 */
#include <errno.h>
#include <string.h>

#include <component/component.h>
#include <sel4/sel4.h>

#include "reply.h"
#include "self.h"
#include "sleep.h"

int main(void);

/*
 * A signal changes the badge and nothing else, so the message info tells the two apart
 * if it holds before the receive what no message can have: the kernel delivers lengths
 * up to seL4_MsgMaxLength only.
 */
static const seL4_MessageInfo_t NO_MESSAGE = { { (1 << seL4_MsgLengthBits) - 1 } };

static void call_serve(struct component_call *call)
{
	int result = component_events.call ? component_events.call(call) : -ENOSYS;

	if (result != COMPONENT_REPLIES_LATER)
		reply_now(result, call->words, call->words_count);
}

/** Take a message over: the words that did not fit into registers are in the IPC buffer. */
static void call_read(struct component_call *call, seL4_MessageInfo_t info,
		      const struct sel4_registers *first)
{
	seL4_Word length = seL4_MessageInfo_get_length(info);

	call->operation = seL4_MessageInfo_get_label(info);
	call->words_count = (uint32_t)(length < COMPONENT_CALL_WORDS_MAX ? length : COMPONENT_CALL_WORDS_MAX);
	memcpy(call->words, first->mr, sizeof first->mr);
	if (call->words_count > seL4_FastMessageRegisters)
		memcpy(call->words + seL4_FastMessageRegisters,
		       seL4_GetIPCBuffer()->msg + seL4_FastMessageRegisters,
		       (call->words_count - seL4_FastMessageRegisters) * sizeof(seL4_Word));
}

/** Take the next event; a call is served, signals are noted. Without any client there are no calls. */
static void event_take(void)
{
	struct sel4_registers words = { { 0 } };
	struct component_call call; /* large: only what came is written */
	seL4_CPtr from = threads.bound ? KAAL_SLOT_SERVER : KAAL_SLOT_NOTIFICATION;
	seL4_Word badge;
	seL4_MessageInfo_t info = sel4_exchange(seL4_SysRecv, from, NO_MESSAGE, &badge, &words);

	if (info.words[0] == NO_MESSAGE.words[0]) {
		sleep_deliver(badge);
		return;
	}
	call.client = (uint32_t)badge;
	call_read(&call, info, &words);
	call_serve(&call);
}

/** Hand over the signals that came, here or while an entry point waited for others. */
static void signals_serve(void)
{
	uint64_t signals = __atomic_exchange_n(&thread_self->pending, 0, __ATOMIC_SEQ_CST);

	if (signals && component_events.notified)
		component_events.notified(signals);
}

int main(void)
{
	int error = component_events.start ? component_events.start() : 0;

	if (error)
		return -error;
	component_ready();
	while (!component_self.stopping) {
		signals_serve();
		if (!__atomic_load_n(&thread_self->pending, __ATOMIC_SEQ_CST))
			event_take();
	}
	if (component_events.stop)
		component_events.stop();
	return 0;
}
