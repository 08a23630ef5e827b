/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Threads that sleep, and who wakes them.
 *
 * Each thread sleeps on a notification of its own, except one: the leader waits on the
 * component's, where the signals of all connections arrive, and passes them on to whom they
 * concern. Whoever finds no leader becomes it; whoever stops leading wakes one that is concerned
 * to take over. Where the kernel has bound the component's notification to the first thread,
 * only that one leads.
 *
 * Whoever gives a thread a reason to wake stores it first and looks for the leader after;
 * a thread becomes leader first and looks for reasons after. All these are sequentially
 * consistent, so one of the two sees the other, and no wake-up is lost.
 */
#ifndef COMPONENT_SLEEP_H
#define COMPONENT_SLEEP_H

#include "threads.h"

/**
 * Sleep until there is a reason not to: the futex was woken, a wanted signal is pending, or
 * the deadline has passed. What of these applies the entry says; the caller has set it. Wants
 * no signals any more when it returns.
 */
void sleep_self(struct thread *self);

/** Make a thread look again whether it has a reason to wake. */
void sleep_poke(const struct thread *thread);

/** Tell every thread of signals that came on the component's notification. */
void sleep_deliver(uint64_t signals);

/**
 * Block until one of these signals has come.
 * @return those that came; they count as taken
 */
uint64_t sleep_for_signals(struct thread *self, uint64_t signals);

/**
 * Block until a time, as clock_now_ns counts, or until the entry's futex is woken.
 * @return 0, or -ENODEV: there is no timer
 */
int sleep_until(struct thread *self, uint64_t deadline_ns);

#endif
