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

/** Say where in a component's code an address is. */
void fault_say_place(struct root *root, const struct component *component, uint64_t ip);

/** Report a component's fault and end the component. */
void fault_handle(struct root *root, struct component *component, const struct message *message);

#endif
