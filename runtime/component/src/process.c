/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "process.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include <component/clock.h>
#include <component/panic.h>
#include <component/root.h>

#include "futex.h"
#include "self.h"
#include "thread_life.h"
#include "time_calls.h"

enum {
	FUTEX_WAIT = 0,
	FUTEX_WAKE = 1,
	FUTEX_REQUEUE = 3,
	FUTEX_PRIVATE = 128,
	SIGNAL_ABORT = 6,
};

long process_id(void)
{
	return component_self.startup->id;
}

long process_signal_mask(void *old, size_t bytes)
{
	if (old)
		memset(old, 0, bytes);
	return 0;
}

long process_kill(long thread, long signal)
{
	if (thread != process_id() && thread_priority(thread) < 0)
		return -ESRCH;
	if (signal == 0)
		return 0;
	if (signal == SIGNAL_ABORT)
		component_panic("aborted");
	root_exit(128 + (int)signal);
}

/* --- futexes -------------------------------------------------------------- */

/** Sleep as long as it takes: there is a time limit, but no timer to keep it. */
static long wait_untimed(uint32_t *word, uint32_t value)
{
	static const char complaint[] =
		"a lock's time limit is not kept: this component uses no timer; connect it to one\n";
	static bool said;

	if (!__atomic_exchange_n(&said, true, __ATOMIC_RELAXED))
		root_log(complaint, sizeof complaint - 1);
	return futex_wait(thread_self, word, value, 0);
}

static long futex_wait_for(uint32_t *word, uint32_t value, const struct timespec *timeout)
{
	long error;

	if (!timeout) {
		if (!__atomic_load_n(&threads.others, __ATOMIC_SEQ_CST) &&
		    __atomic_load_n(word, __ATOMIC_SEQ_CST) == value)
			component_panic("waits for a lock that only it could release");
		return futex_wait(thread_self, word, value, 0);
	}

	int64_t ns = time_from_timespec(timeout);

	if (ns < 0)
		return ns;
	error = futex_wait(thread_self, word, value, clock_now_ns() + (uint64_t)ns);
	return error == -ENODEV ? wait_untimed(word, value) : error;
}

/* Where FUTEX_WAIT has a time limit, FUTEX_REQUEUE has a number. */
static unsigned int count_from(const struct timespec *timeout)
{
	uintptr_t count = (uintptr_t)timeout;

	return count < INT_MAX ? (unsigned int)count : INT_MAX;
}

long process_futex(uint32_t *word, long operation, uint32_t value, const struct timespec *timeout,
		   uint32_t *other)
{
	unsigned int woken;

	if ((uintptr_t)word % sizeof *word)
		return -EINVAL;
	switch (operation & ~FUTEX_PRIVATE) {
	case FUTEX_WAIT:
		return futex_wait_for(word, value, timeout);
	case FUTEX_WAKE:
		return futex_wake(word, value);
	case FUTEX_REQUEUE:
		woken = futex_wake(word, value);
		return woken + futex_move(word, other, count_from(timeout));
	}
	return -ENOSYS; /* libc has another way, or says that it cannot */
}

/* --- priorities ----------------------------------------------------------- */

long process_priority_max(long policy)
{
	if (policy == SCHED_OTHER)
		return 0;
	return policy == SCHED_FIFO || policy == SCHED_RR ? (long)component_self.startup->priority : -EINVAL;
}

long process_priority_min(long policy)
{
	long most = process_priority_max(policy);

	return most > 0 ? 1 : most;
}

long process_set_scheduler(long thread, long policy, const struct sched_param *parameters)
{
	long priority = parameters->sched_priority;
	long most = process_priority_max(policy);

	if (most < 0)
		return most;
	if (most == 0) /* SCHED_OTHER */
		return priority ? -EINVAL : thread_priority_set(thread, component_self.startup->priority);
	if (priority < 1)
		return -EINVAL;
	return thread_priority_set(thread, priority);
}

long process_get_parameters(long thread, struct sched_param *parameters)
{
	long priority = thread_priority(thread);

	if (priority < 0)
		return priority;
	*parameters = (struct sched_param){ .sched_priority = (int)priority };
	return 0;
}
