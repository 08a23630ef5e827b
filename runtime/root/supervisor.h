/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which component runs when: order of starting, ends, restarts, signs of life. */
#ifndef ROOT_SUPERVISOR_H
#define ROOT_SUPERVISOR_H

#include "root.h"

/** Let those components run whose turn it is: all of lower rank are ready. */
void supervisor_go_on(struct root *root);

/** The component says that it is ready. */
void supervisor_ready(struct root *root, struct component *component);

/**
 * Load and start a component that is not running.
 * @return 0; -ENOMEM: no memory or slots; -EIO: anything else. With a message on the console
 */
int supervisor_start(struct root *root, struct component *component, const char *args);

/**
 * A component has ended or must end: take it down, and do what its policy wants then.
 *
 * @param state  what it is if it is not started again
 */
void supervisor_ended(struct root *root, struct component *component, enum ending ending,
		      enum kaal_component_state state);

/**
 * Ask a component to end, and see to it that it does.
 *
 * @param reply    own slot with the reply capability of who wants to know when it has; 0: nobody
 * @param restart  start it again then
 */
void supervisor_stop(struct root *root, struct component *component, seL4_CPtr reply, bool restart);

/** Do what is due by now, and see to it that the root task is woken when something is due next. */
void supervisor_tick(struct root *root);

#endif
