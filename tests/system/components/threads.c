/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Threads, word by word; the plan allows three. */
#include <core/errno.h>

#include "abi/kaal/thread.h"
#include "bare.h"
#include "probe.h"

enum { STACK_BYTES = 4096, STACKS = 3, ROUNDS = 1000 };

static _Alignas(16) char stacks[STACKS][STACK_BYTES];
static volatile seL4_Word seen_argument, seen_number, seen_slot, seen_buffer, thread_word;

static seL4_Word make(void (*entry)(seL4_Word, seL4_Word, seL4_Word, seL4_Word), unsigned stack,
		      seL4_Word priority, struct bare_message *answer)
{
	/* as after a call: the return address that is not there */
	seL4_Word top = (seL4_Word)stacks[stack] + STACK_BYTES - sizeof(seL4_Word);

	*answer = (struct bare_message){ KAAL_ROOT_THREAD, 5, { (seL4_Word)entry, top, 77, 0, priority } };
	return bare_call(KAAL_SLOT_ROOT, answer);
}

static void ends_itself(seL4_Word argument, seL4_Word number, seL4_Word slot, seL4_Word buffer)
{
	seen_argument = argument;
	seen_number = number;
	seen_slot = slot;
	seen_buffer = buffer;
	sel4_trap_notify(seL4_SysSend, KAAL_SLOT_NOTIFICATION, 0);
	for (;;) {
		bare_ask(KAAL_ROOT_THREAD_EXIT, 1, number, 0);
		thread_word = 1; /* it may not come back */
	}
}

static void sleeps(seL4_Word argument, seL4_Word number, seL4_Word slot, seL4_Word buffer)
{
	struct bare_message ignored = { 0 };

	for (;;) {
		sel4_trap_exchange(seL4_SysRecv, slot, &ignored.label, &ignored.words[0], &ignored.words[1],
				   &ignored.words[2], &ignored.words[3]);
		thread_word++;
		sel4_trap_notify(seL4_SysSend, KAAL_SLOT_NOTIFICATION, 0);
	}
}

static void falls(seL4_Word argument, seL4_Word number, seL4_Word slot, seL4_Word buffer)
{
	*bare_at(16) = 1;
}

static void make_one(void)
{
	struct bare_message made;
	seL4_Word error = make(ends_itself, 0, 0, &made);

	bare_wait();
	bare_say("made %lu: argument %lu, number %s, slot %s, buffer %s", error, seen_argument,
		 seen_number == made.words[0] ? "right" : "wrong",
		 seen_slot == made.words[1] ? "right" : "wrong",
		 seen_buffer == made.words[2] && seen_buffer ? "right" : "wrong");
}

static void wake(seL4_Word slot)
{
	sel4_trap_notify(seL4_SysSend, slot, 0);
	bare_wait();
}

static void make_many(void)
{
	struct bare_message first, second, third;
	seL4_Word results[4];

	results[0] = make(sleeps, 0, 0, &first);
	results[1] = make(sleeps, 1, 0, &second);
	bare_say("two: %lu %lu, then %lu", results[0], results[1], make(sleeps, 2, 0, &third));
	wake(first.words[1]);
	wake(second.words[1]);
	bare_say("woken: %lu", thread_word);
	results[0] = bare_ask(KAAL_ROOT_THREAD_EXIT, 1, first.words[0], 0);
	results[1] = bare_ask(KAAL_ROOT_THREAD_EXIT, 1, first.words[0], 0);
	bare_say("end: %lu, again: %lu, nobody: %lu", results[0], results[1],
		 bare_ask(KAAL_ROOT_THREAD_EXIT, 1, 0, 0));
	results[0] = bare_ask(KAAL_ROOT_THREAD_PRIORITY, 2, second.words[0], 5);
	results[1] = bare_ask(KAAL_ROOT_THREAD_PRIORITY, 2, second.words[0], 200);
	results[2] = bare_ask(KAAL_ROOT_THREAD_PRIORITY, 2, 99, 5);
	bare_say("priority: %lu %lu %lu %lu", results[0], results[1], results[2],
		 make(sleeps, 0, 101, &third));
	bare_ask(KAAL_ROOT_THREAD_EXIT, 1, second.words[0], 0);
}

/* What ended threads were made of is used again. */
static void make_often(void)
{
	struct bare_message made;
	unsigned failures = 0;

	for (unsigned i = 0; i < ROUNDS; i++) {
		failures += make(ends_itself, 0, 0, &made) != 0;
		bare_wait();
		bare_ask(KAAL_ROOT_THREAD_EXIT, 1, made.words[0], 0);
	}
	bare_say("%u threads, %u failed", ROUNDS, failures);
}

static void threads(void)
{
	make_one();
	thread_word = 0;
	make_many();
	make_often();
	bare_say("first thread's notification: %s", thread_word == 2 ? "as it should be" : "wrong");
}

static void falls_in_thread(void)
{
	struct bare_message made;

	make(falls, 0, 0, &made);
	bare_wait();
}

/* Ends while its threads still run. */
static void leaves_threads(void)
{
	struct bare_message made;

	make(sleeps, 0, 0, &made);
	make(sleeps, 1, 0, &made);
	bare_exit(0);
}

static void panics(void)
{
	struct bare_message message = { KAAL_ROOT_PANIC, 5, { 9, 1 } };

	for (unsigned i = 0; i < 9; i++)
		((volatile char *)&message.words[2])[i] = "all wrong"[i];
	message.words[4] = (seL4_Word)panics + 4;
	bare_call(KAAL_SLOT_ROOT, &message);
}

static void panics_badly(void)
{
	bare_say("no text: %lu, too long: %lu, too many: %lu", bare_ask(KAAL_ROOT_PANIC, 2, 9, 0),
		 bare_ask(KAAL_ROOT_PANIC, 2, 1ull << 63, 0), bare_ask(KAAL_ROOT_PANIC, 2, 0, 33));
	panics();
}

const struct deed threading[] = {
	{ "threads", threads },
	{ "falls-in-thread", falls_in_thread },
	{ "leaves-threads", leaves_threads },
	{ "panics", panics_badly },
	{ 0 },
};
