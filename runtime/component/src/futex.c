/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "futex.h"

#include <errno.h>

#include "sleep.h"

static uint64_t sleeping_on(const uint32_t *word)
{
	return (uint64_t)(uintptr_t)word | FUTEX_SLEEPS;
}

/** No longer asleep. @return whether somebody has woken us */
static bool sleep_end(struct thread *self)
{
	return __atomic_exchange_n(&self->futex, 0, __ATOMIC_SEQ_CST) == FUTEX_WOKEN;
}

int futex_wait(struct thread *self, const uint32_t *word, uint32_t value, uint64_t deadline_ns)
{
	int error = 0;

	__atomic_store_n(&self->since, __atomic_fetch_add(&threads.tickets, 1, __ATOMIC_RELAXED),
			 __ATOMIC_RELAXED);
	__atomic_store_n(&self->futex, sleeping_on(word), __ATOMIC_SEQ_CST);
	if (__atomic_load_n(word, __ATOMIC_SEQ_CST) != value)
		return sleep_end(self) ? 0 : -EAGAIN;
	if (deadline_ns)
		error = sleep_until(self, deadline_ns);
	else
		sleep_self(self);
	if (sleep_end(self))
		return 0;
	return error ? error : -ETIMEDOUT;
}

static bool more_urgent(const struct thread *a, const struct thread *b)
{
	if (a->priority != b->priority)
		return a->priority > b->priority;
	return (int32_t)(__atomic_load_n(&a->since, __ATOMIC_RELAXED) -
			 __atomic_load_n(&b->since, __ATOMIC_RELAXED)) < 0;
}

/** @return who sleeps on the word and comes first, or NULL */
static struct thread *sleeper_find(const uint32_t *word)
{
	struct thread *first = NULL;

	for (unsigned int i = 0; i < threads.count; i++) {
		struct thread *thread = &threads.all[i];

		if (__atomic_load_n(&thread->futex, __ATOMIC_SEQ_CST) == sleeping_on(word) &&
		    (!first || more_urgent(thread, first)))
			first = thread;
	}
	return first;
}

/** Give the first sleeper on @word another state. @return who that was, or NULL: nobody sleeps there */
static struct thread *sleeper_change(const uint32_t *word, uint64_t state)
{
	struct thread *thread;

	while ((thread = sleeper_find(word)) != NULL) {
		uint64_t asleep = sleeping_on(word);

		if (__atomic_compare_exchange_n(&thread->futex, &asleep, state, false, __ATOMIC_SEQ_CST,
						__ATOMIC_SEQ_CST))
			return thread;
	}
	return NULL;
}

unsigned int futex_wake(const uint32_t *word, unsigned int count)
{
	unsigned int woken = 0;

	while (woken < count) {
		const struct thread *thread = sleeper_change(word, FUTEX_WOKEN);

		if (!thread)
			break;
		sleep_poke(thread);
		woken++;
	}
	return woken;
}

unsigned int futex_move(const uint32_t *from, const uint32_t *to, unsigned int count)
{
	unsigned int moved = 0;

	while (moved < count && sleeper_change(from, sleeping_on(to)))
		moved++;
	return moved;
}

void futex_poke_woken(void)
{
	for (unsigned int i = 0; i < threads.count; i++)
		if (futex_is_woken(&threads.all[i]))
			sleep_poke(&threads.all[i]);
}
