/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef ROOT_FAULTS_H
#define ROOT_FAULTS_H

#include <core/text.h>

#include "message.h"
#include "root.h"

/** What is known of an address space's areas, to say what an address is. */
struct fault_areas {
	uint64_t stack_base; /* the page below it is unmapped */
	uint64_t heap_end;   /* 0: no heap */
};

/** Append what a fault message says, in words. */
void fault_describe(struct text *text, const struct fault_areas *areas, const struct message *message);

/** Where the fault happened. */
uint64_t fault_ip(const struct message *message);

/** Report a component's fault and end the component, once it has told where it was if it can. */
void fault_handle(struct root *root, struct component *component, const struct message *message);

/** What a component that finds itself broken has to say. */
struct panic {
	const char *text;
	unsigned bytes, count; /* of text and addresses */
	const uint64_t *addresses;
};

/** Report a panic, or the rest of a fault's report, and end the component. */
void fault_panicked(struct root *root, struct component *component, const struct panic *panic);

#endif
