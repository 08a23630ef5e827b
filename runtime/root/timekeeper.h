/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * How the root task is woken when a time has come: by the timer component, whose client it
 * is like any other. Calls on a component can hang, so a thread of its own makes them; when it
 * hangs, delays are not kept, and nothing else happens.
 */
#ifndef ROOT_TIMEKEEPER_H
#define ROOT_TIMEKEEPER_H

#include <stdbool.h>
#include <stdint.h>

#include <sel4/sel4.h>

struct root;
struct component;

struct timekeeper {
	uint32_t connection; /* index of the one to the timer; KAAL_PLAN_NONE: the system has none */
	seL4_CPtr tcb;
	seL4_CPtr timer;    /* the timer's endpoint; an own slot, empty while there is no timer */
	seL4_CPtr orders;   /* notification: there is something to ask of the timer */
	seL4_CPtr arrivals; /* notification bound to the main thread: the time has come */
	uint64_t asked_ms;  /* deadline that the timer was last asked for; 0: none */
	uint64_t given_ms;  /* when the oldest order was given that is not done */

	/* shared with the thread: one word each, written by one side */
	volatile uint64_t wanted_ns; /* deadline that the thread is to ask for */
	volatile uint64_t orders_given, orders_done;
};

/** Make the thread, if the plan connects the root task with a timer. */
int timekeeper_start(struct root *root);

/** Put the timer's endpoint in place: the timer has been loaded. */
int timekeeper_connect(struct root *root, const struct component *timer);

/** Is the timer ready, and has it answered what it was asked so far? */
bool timekeeper_works(struct root *root);

/** Have the root task woken at this time in ms since boot, if not before. */
void timekeeper_ask(struct root *root, uint64_t deadline_ms);

/** Forget what was asked for: the timer has been started again, or the time has come. */
void timekeeper_ask_again(struct root *root);

#endif
