/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Who called whom when a component faulted. The component tells it: its runtime has a
 * function, found by its name in the component's symbols, that follows the frame pointers
 * of the thread that faulted, on a stack set aside for that, and answers with
 * KAAL_ROOT_PANIC. So the root task reads no memory of others, and bounds and layout of stacks
 * are known where they belong. What the component says is only printed; a second fault ends it.
 */
#ifndef ROOT_BACKTRACE_H
#define ROOT_BACKTRACE_H

#include "root.h"
#include "threads.h"

/**
 * Let the faulted thread tell where it was; the component's others stand still from now on.
 *
 * @param thread  NULL: the first
 * @return false: it cannot (no such function, or it is telling already): nothing has changed
 */
bool backtrace_ask(struct component *component, const struct thread *thread);

/** Say what lies at the return addresses that a component gave. */
void backtrace_say(struct root *root, const struct component *component, const uint64_t *addresses,
		   unsigned count);

#endif
