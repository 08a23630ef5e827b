/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A component without a C library: calls on the root task, word by word. */
#ifndef BARE_H
#define BARE_H

#include <stdbool.h>

#include "abi/kaal/root.h"
#include "abi/kaal/startup.h"
#include <sel4/sel4.h>

/** What it was started with. */
extern const struct kaal_startup *bare;

/** A message to send and its answer. */
struct bare_message {
	seL4_Word label;
	unsigned length;
	seL4_Word words[seL4_MsgMaxLength];
};

/** Call an endpoint. The answer takes the message's place. @return its label */
seL4_Word bare_call(seL4_CPtr endpoint, struct bare_message *message);

/** Call the root task with up to two words. @return the answer's label */
seL4_Word bare_ask(seL4_Word operation, unsigned length, seL4_Word word0, seL4_Word word1);

/** The same, with the answer. */
seL4_Word bare_ask_for(struct bare_message *answer, seL4_Word operation, unsigned length, seL4_Word word0,
		       seL4_Word word1);

/** Print a line "NAME: text" through the root task. */
void bare_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

_Noreturn void bare_exit(int status);

/** Memory at an address that the compiler knows nothing about. */
static inline volatile int *bare_at(uint64_t address)
{
	__asm__("" : "+r"(address));
	return (volatile int *)address;
}

/** Wait for calls and signals on its own endpoint. @return the badge */
seL4_Word bare_receive(struct bare_message *message);

/** Wait for signals alone. */
seL4_Word bare_wait(void);

#endif
