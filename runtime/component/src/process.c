/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "process.h"

#include <errno.h>
#include <string.h>

#include <component/root.h>

#include "self.h"
#include "time_calls.h"

enum {
	FUTEX_WAIT = 0,
	FUTEX_WAKE = 1,
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
	if (thread != process_id())
		return -ESRCH;
	if (signal == 0)
		return 0;
	root_exit(128 + (int)signal);
}

static long futex_wait(const uint32_t *word, uint32_t value, const struct timespec *timeout)
{
	static const char deadlock[] = "waits for a lock that only it could release; ended\n";

	if (__atomic_load_n(word, __ATOMIC_SEQ_CST) != value)
		return -EAGAIN;
	if (timeout) {
		long error = time_nanosleep(timeout);

		return error ? error : -ETIMEDOUT;
	}
	root_log(deadlock, sizeof deadlock - 1);
	root_exit(128 + SIGNAL_ABORT);
}

long process_futex(const uint32_t *word, long operation, uint32_t value, const struct timespec *timeout)
{
	switch (operation & ~FUTEX_PRIVATE) {
	case FUTEX_WAKE:
		return 0; /* nobody waits */
	case FUTEX_WAIT:
		return futex_wait(word, value, timeout);
	}
	return -ENOSYS;
}
