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

/** Hand over the signals that came, here or while an entry point waited for others. */
static void signals_serve(void)
{
	uint64_t signals = __atomic_exchange_n(&thread_self->pending, 0, __ATOMIC_SEQ_CST);

	if (signals && component_events.notified)
		component_events.notified(signals);
}

/** Whether there is something to do besides calls. */
static bool signals_pend(void)
{
	return component_self.stopping || __atomic_load_n(&thread_self->pending, __ATOMIC_SEQ_CST);
}

/*
 * Serve one call after the other until there are signals. An answer goes out with the receive that
 * waits for what comes next: one kernel call instead of two. Without any client there are no calls.
 */
static void calls_serve(void)
{
	const seL4_CPtr from = threads.bound ? KAAL_SLOT_SERVER : KAAL_SLOT_NOTIFICATION;
	struct component_call call; /* large: only what came is written */
	struct reply reply = { .first = { { 0 } } };
	bool owes = false;

	for (;;) {
		seL4_Word badge;
		seL4_MessageInfo_t info = sel4_exchange(owes ? seL4_SysReplyRecv : seL4_SysRecv, from,
							reply.info, &badge, &reply.first);
		int result = -ENOSYS;

		if (!(badge & KAAL_CALL_BADGE)) { /* signals: they change nothing but the badge */
			sleep_deliver(badge);
			return;
		}
		call.client = (uint32_t)badge;
		call_read(&call, info, &reply.first);
		if (component_events.call)
			result = component_events.call(&call);
		owes = result != COMPONENT_REPLIES_LATER;
		if (owes)
			reply = reply_make(result, call.words, call.words_count);
		if (owes && signals_pend())
			reply_send(&reply);
		if (signals_pend())
			return;
	}
}

int main(void)
{
	int error = component_events.start ? component_events.start() : 0;

	if (error)
		return -error;
	component_ready();
	while (!component_self.stopping) {
		signals_serve();
		if (!signals_pend())
			calls_serve();
	}
	if (component_events.stop)
		component_events.stop();
	return 0;
}
