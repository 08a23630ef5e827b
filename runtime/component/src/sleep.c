/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "sleep.h"

#include <errno.h>

#include <component/clock.h>

#include "abi/kaal/startup.h"
#include "futex.h"
#include "notify.h"

static uint64_t load(const uint64_t *word)
{
	return __atomic_load_n(word, __ATOMIC_SEQ_CST);
}

static bool has_reason(const struct thread *self)
{
	return futex_is_woken(self) || load(&self->pending) & self->wanted ||
	       (self->deadline_ns && clock_now_ns() >= self->deadline_ns);
}

void sleep_poke(const struct thread *thread)
{
	bool leads = __atomic_load_n(&threads.leader, __ATOMIC_SEQ_CST) == thread_index(thread);

	notify_signal(leads ? (uint64_t)KAAL_SLOT_NOTIFICATION : thread->slot);
}

void sleep_deliver(uint64_t signals)
{
	notify_runtime(signals);
	signals &= ~(1ull << KAAL_SIGNAL_STOP | 1ull << KAAL_SIGNAL_HEARTBEAT);
	for (unsigned int i = 0; i < threads.count; i++) {
		struct thread *thread = &threads.all[i];

		if (!__atomic_load_n(&thread->alive, __ATOMIC_SEQ_CST))
			continue;
		__atomic_fetch_or(&thread->pending, signals, __ATOMIC_SEQ_CST);
		if (load(&thread->wanted) & signals && thread != thread_self)
			sleep_poke(thread);
	}
}

/** Nobody leads: wake one that sleeps for signals, to do it. */
static void pass_on(const struct thread *self)
{
	if (threads.bound || __atomic_load_n(&threads.leader, __ATOMIC_SEQ_CST) != THREADS_NOBODY)
		return;
	for (unsigned int i = 0; i < threads.count; i++) {
		const struct thread *thread = &threads.all[i];

		if (thread != self && load(&thread->wanted)) {
			sleep_poke(thread);
			return;
		}
	}
}

/** Wait for the component's signals, if nobody else does. @return whether nobody else did */
static bool lead(struct thread *self)
{
	int nobody = THREADS_NOBODY;

	if (threads.bound && thread_index(self) != 0)
		return false;
	if (!__atomic_compare_exchange_n(&threads.leader, &nobody, thread_index(self), false,
					 __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		return false;
	while (!has_reason(self)) {
		uint64_t signals = notify_wait(KAAL_SLOT_NOTIFICATION);

		if (signals)
			sleep_deliver(signals);
	}
	__atomic_store_n(&threads.leader, THREADS_NOBODY, __ATOMIC_SEQ_CST);
	return true;
}

void sleep_self(struct thread *self)
{
	while (!has_reason(self))
		if (!lead(self))
			notify_wait(self->slot);
	/* whoever still wants signals must not be left without a leader: we led, or were woken to */
	__atomic_store_n(&self->wanted, 0, __ATOMIC_SEQ_CST);
	pass_on(self);
}

uint64_t sleep_for_signals(struct thread *self, uint64_t signals)
{
	uint64_t taken = load(&self->pending) & signals;

	if (!taken) {
		__atomic_store_n(&self->wanted, signals, __ATOMIC_SEQ_CST);
		sleep_self(self);
		taken = load(&self->pending) & signals;
	}
	__atomic_fetch_and(&self->pending, ~taken, __ATOMIC_SEQ_CST);
	return taken;
}

int sleep_until(struct thread *self, uint64_t deadline_ns)
{
	self->deadline_ns = deadline_ns;
	while (!futex_is_woken(self) && clock_now_ns() < deadline_ns) {
		uint64_t signal = notify_by(deadline_ns);

		if (!signal) {
			self->deadline_ns = 0;
			return -ENODEV;
		}
		__atomic_store_n(&self->wanted, signal, __ATOMIC_SEQ_CST);
		sleep_self(self);
		__atomic_fetch_and(&self->pending, ~signal, __ATOMIC_SEQ_CST);
	}
	self->deadline_ns = 0;
	return 0;
}
