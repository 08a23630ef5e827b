/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Components that may manage others. */
#include <core/errno.h>
#include <core/string.h>

#include "bare.h"
#include "probe.h"

enum { ROUNDS = 1000, WARM_UP = 10, LARGE_ROUNDS = 5 };

/* Runs when everything else waits or is gone: its priority is the lowest. */
static void ends(void)
{
	bare_say("all is quiet");
	bare_ask(KAAL_ROOT_POWEROFF, 0, 0, 0);
}

static seL4_Word start(const char *command)
{
	struct bare_message message = { KAAL_ROOT_START, 8, { 0 } };

	memcpy(message.words, command, strlen(command));
	return bare_call(KAAL_SLOT_ROOT, &message);
}

static struct kaal_root_mem memory(void)
{
	struct bare_message answer;
	struct kaal_root_mem mem;

	bare_ask_for(&answer, KAAL_ROOT_MEM, 0, 0, 0);
	memcpy(&mem, answer.words, sizeof mem);
	return mem;
}

/* The victims' priority is higher, so each has ended when the call returns. */
static unsigned start_many(unsigned rounds)
{
	static const char *const victims[] = { "read-null", "exits",     "overflow-stack",
					       "undefined", "asks-once", "leaves-threads" };
	unsigned failures = 0;

	for (unsigned i = 0; i < rounds; i++)
		failures += start(victims[i % (sizeof victims / sizeof *victims)]) != 0;
	return failures;
}

static void starts_many(void)
{
	unsigned failures = start_many(WARM_UP);
	struct kaal_root_mem before = memory(), after;

	failures += start_many(ROUNDS);
	after = memory();
	bare_say("%u starts, %u failed", ROUNDS, failures);
	bare_say("memory %s, slots %s, untypeds %s",
		 before.free_bytes == after.free_bytes ? "the same" : "lost",
		 before.slots_free == after.slots_free ? "the same" : "lost",
		 before.untypeds == after.untypeds ? "the same" : "lost");
}

/* What small components leave in pieces must do for a large one, again and again. */
static void starts_large(void)
{
	unsigned failures = 0;

	for (unsigned i = 0; i < LARGE_ROUNDS; i++) {
		failures += start_many(4);
		failures += start("fill-heap") != 0;
	}
	bare_say("%u large starts, %u failed", LARGE_ROUNDS, failures);
}

static void starts_wrong(void)
{
	bare_say("unknown: %lu", start("nobody"));
	bare_say("not on demand: %lu", start("waits"));
	bare_say("rejected: %lu", start("bad"));
	bare_say("no name: %lu", start(""));
	bare_say("too long: %lu", start("0123456789012345678901234567890123456789"));
	bare_say("waiting: %lu", start("waits-too some arguments"));
	bare_say("running: %lu", start("waits-too"));
	bare_say("too large: %lu", start("too-large"));
}

static void waits(void)
{
	bare_wait();
}

static void waits_too(void)
{
	bare_say("started with \"%s\" on %s", bare->args, bare->system);
	bare_wait();
}

const struct deed management[] = {
	{ "ends", ends },
	{ "starts-many", starts_many },
	{ "starts-large", starts_large },
	{ "starts-wrong", starts_wrong },
	{ "waits", waits },
	{ "waits-too", waits_too },
	{ 0 },
};
