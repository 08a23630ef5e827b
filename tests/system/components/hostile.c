/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Messages to the root task that no honest component sends. */
#include <core/errno.h>
#include <core/string.h>

#include "bare.h"
#include "probe.h"

static void expect(const char *what, seL4_Word got, seL4_Word want)
{
	if (got == want)
		bare_say("%s: as it should be", what);
	else
		bare_say("%s: got %lu, want %lu", what, got, want);
}

static void nonsense(void)
{
	expect("operation 0", bare_ask(0, 0, 0, 0), ENOSYS);
	expect("operation 12345", bare_ask(12345, 2, 1, 2), ENOSYS);
	expect("operation 2^51", bare_ask(1ull << 51, 2, 1, 2), ENOSYS);
	expect("log without text", bare_ask(KAAL_ROOT_LOG, 1, 5, 0), EINVAL);
	expect("log of 0 bytes", bare_ask(KAAL_ROOT_LOG, 2, 0, 0), EINVAL);
	expect("log of 2^63 bytes", bare_ask(KAAL_ROOT_LOG, 2, 1ull << 63, 0), EINVAL);
	expect("log beyond the message", bare_ask(KAAL_ROOT_LOG, 2, 9, 0), EINVAL);
	expect("exit without status", bare_ask(KAAL_ROOT_EXIT, 0, 0, 0), EINVAL);
	expect("console", bare_ask(KAAL_ROOT_CONSOLE_HANDOVER, 0, 0, 0), EPERM);
	expect("thread pointer nowhere", bare_ask(KAAL_ROOT_TLS_BASE, 1, 1ull << 63, 0), 0);
}

static void unprintable(void)
{
	struct bare_message message = { KAAL_ROOT_LOG, 0, { 24 } };

	message.length = 4;
	memcpy(&message.words[1], "esc\033[2Jbell\a c1\233 nul\0end", 24);
	bare_call(KAAL_SLOT_ROOT, &message);
}

static void unasked(void)
{
	for (seL4_Word operation = KAAL_ROOT_INFO; operation <= KAAL_ROOT_REBOOT; operation++)
		if (bare_ask(operation, 2, 1, 0) != EPERM)
			bare_say("operation %lu was not refused", operation);
	bare_say("may not manage");
}

static void repeats(void)
{
	for (unsigned i = 0; i < 3; i++) {
		bare_ask(KAAL_ROOT_UNKNOWN_SYSCALL, 1, 41, 0);
		bare_ask(KAAL_ROOT_UNKNOWN_SYSCALL, 1, 1ull << 40, 0);
	}
}

/* A message on the endpoint for faults is taken for a fault, of the sender only. */
static void forges_fault(void)
{
	struct bare_message message = { 99, 120, { 0 } };

	memset(message.words, 0xff, sizeof message.words);
	bare_call(KAAL_SLOT_FAULT, &message);
	bare_say("still here");
}

/* Owns the console for a moment; what others say later must be seen nevertheless. */
static void takes_console(void)
{
	expect("console", bare_ask(KAAL_ROOT_CONSOLE_HANDOVER, 0, 0, 0), 0);
	*bare_at(0);
}

/* Every slot that it was not given anything for. */
static void searches(void)
{
	for (seL4_CPtr slot = 0; slot < 64; slot++) {
		struct bare_message message = { TCBSuspend, 0, { 0 } };

		if (slot >= KAAL_SLOT_ROOT && slot <= KAAL_SLOT_NOTIFICATION)
			continue;
		if (bare_call(slot, &message) != seL4_InvalidCapability)
			bare_say("slot %lu holds something", slot);
	}
	bare_say("holds nothing more");
}

const struct deed hostilities[] = {
	{ "nonsense", nonsense },
	{ "unprintable", unprintable },
	{ "unasked", unasked },
	{ "repeats", repeats },
	{ "forges-fault", forges_fault },
	{ "searches", searches },
	{ "takes-console", takes_console },
	{ 0 },
};
