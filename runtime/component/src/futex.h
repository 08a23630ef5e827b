/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Sleeping on a word of memory until somebody who changed it says so: what libc's locks,
 * condition variables and joins are made of (futex(2)). No server takes part.
 *
 * A sleeper writes down the word's address and then looks at the word; who wakes changes the
 * word and then looks for sleepers. One of the two sees the other.
 */
#ifndef COMPONENT_FUTEX_H
#define COMPONENT_FUTEX_H

#include "threads.h"

/* State in the low bits of struct thread.futex, beside the word's address, which is a multiple of 4. */
enum { FUTEX_SLEEPS = 1, FUTEX_WOKEN = 2 };

static inline bool futex_is_woken(const struct thread *thread)
{
	return __atomic_load_n(&thread->futex, __ATOMIC_SEQ_CST) == FUTEX_WOKEN;
}

/**
 * Sleep while @word is @value, until woken.
 *
 * @param deadline_ns  as clock_now_ns counts; 0: none
 * @return 0, -EAGAIN: it is not @value, -ETIMEDOUT, -ENODEV: a deadline, but no timer
 */
int futex_wait(struct thread *self, const uint32_t *word, uint32_t value, uint64_t deadline_ns);

/**
 * Wake up to @count threads that sleep on @word: the most urgent first, among equals the one
 * that sleeps longest.
 *
 * Uses no thread-locals.
 * @return how many were woken
 */
unsigned int futex_wake(const uint32_t *word, unsigned int count);

/** Let up to @count threads that sleep on @from sleep on @to instead. @return how many do */
unsigned int futex_move(const uint32_t *from, const uint32_t *to, unsigned int count);

/** Poke again whoever was woken: the thread that did it may have been ended in between. */
void futex_poke_woken(void);

#endif
