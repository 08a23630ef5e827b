/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Components that use each other. */
#include <core/string.h>

#include "bare.h"
#include "probe.h"

enum { OPERATION_ADD = 5, OPERATION_DIE = 6 };

static const struct kaal_grant *grant_at(unsigned index)
{
	return &bare->grants[index];
}

static volatile char *ring(const struct kaal_grant *grant, unsigned which)
{
	return (volatile char *)(which ? grant->back_vaddr : grant->vaddr);
}

/* Adds for its clients, and dies when asked to, its caller still waiting. */
static void server(void)
{
	for (;;) {
		struct bare_message message;
		seL4_Word badge = bare_receive(&message);

		if (message.label == OPERATION_DIE)
			*bare_at(0) = 0;
		if (message.label != OPERATION_ADD) {
			bare_say("signals 0x%lx, ring says %c", badge, *ring(grant_at(0), 0));
			*ring(grant_at(0), 1) = 'b';
			seL4_Signal(grant_at(0)->signal_slot);
			continue;
		}
		message.words[0] += message.words[1];
		sel4_trap_send(seL4_SysReply, 0, seL4_MessageInfo_new(0, 0, 0, 2).words[0], message.words[0],
			       badge & ~KAAL_CALL_BADGE, 0, 0);
	}
}

static seL4_Word call(seL4_Word operation, seL4_Word word0, seL4_Word word1, seL4_Word *badge)
{
	struct bare_message message = { operation, 2, { word0, word1 } };
	seL4_Word label = bare_call(grant_at(0)->slot, &message);

	*badge = message.words[1];
	return label ? label : message.words[0];
}

static void client(void)
{
	seL4_Word badge, sum = call(OPERATION_ADD, 40, 2, &badge);

	bare_say("40 + 2 = %lu, as client %s", sum, badge == bare->id ? "itself" : "another");
	*ring(grant_at(0), 0) = 'a';
	seL4_Signal(grant_at(0)->signal_slot);
	bare_say("signals 0x%lx", bare_wait());
	bare_say("ring says %c", *ring(grant_at(0), 1));
	bare_say("last call: %lu", call(OPERATION_DIE, 0, 0, &badge));
	bare_say("one more: %lu", call(OPERATION_ADD, 1, 1, &badge));
	seL4_Signal(grant_at(0)->signal_slot);
	bare_say("the ring is still there: %c", *ring(grant_at(0), 1));
}

/* One of many: asks once and says what it got. */
static void asks(void)
{
	seL4_Word badge, sum = call(OPERATION_ADD, 20, 22, &badge);

	bare_say("20 + 22 = %lu", sum);
	bare_wait();
}

static void asks_once(void)
{
	seL4_Word badge;

	bare_exit(call(OPERATION_ADD, 20, 22, &badge) != 42);
}

const struct deed peers[] = {
	{ "server", server }, { "client", client }, { "asks", asks }, { "asks-once", asks_once }, { 0 }
};
