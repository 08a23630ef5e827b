/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Linux system calls that libc makes inside a native component. What is not in this
 * table is reported to the root task and answered ENOSYS: nothing is lost silently.
 */
#include "syscall.h"

#include <errno.h>
#include <sys/syscall.h>

#include <component/root.h>
#include <sel4/sel4.h>

#include "heap.h"
#include "process.h"
#include "random_calls.h"
#include "stdio_files.h"
#include "thread_life.h"
#include "time_calls.h"

long component_syscall(long number, long a, long b, long c, long d, long e, long f)
{
	switch (number) {
	/* files: standard input, output and error */
	case SYS_read:
		return stdio_read((int)a, (void *)b, (size_t)c);
	case SYS_readv:
		return stdio_readv((int)a, (const struct iovec *)b, (int)c);
	case SYS_write:
		return stdio_write((int)a, (const void *)b, (size_t)c);
	case SYS_writev:
		return stdio_writev((int)a, (const struct iovec *)b, (int)c);
	case SYS_ioctl:
		return stdio_ioctl((int)a, b, (void *)c);
	case SYS_lseek:
		return stdio_is_open((int)a) ? -ESPIPE : -EBADF;
	case SYS_close:
		return stdio_is_open((int)a) ? 0 : -EBADF;

	/* memory */
	case SYS_mmap:
		return heap_mmap((size_t)b, c, d);
	case SYS_munmap:
		return heap_munmap((void *)a, (size_t)b);
	case SYS_mprotect:
		return heap_mprotect((void *)a, (size_t)b, c);
	case SYS_madvise:
		return heap_madvise((void *)a, (size_t)b, c);
	case SYS_mremap:
		return -ENOMEM; /* nothing grows in place: libc copies */
	case SYS_brk:
		return 0; /* no break to move: libc takes mmap */

	/* time */
	case SYS_clock_gettime:
		return time_clock_gettime(a, (struct timespec *)b);
	case SYS_clock_getres:
		return time_clock_getres(a, (struct timespec *)b);
	case SYS_nanosleep:
		return time_nanosleep((const struct timespec *)a);
	case SYS_clock_nanosleep:
		return time_clock_nanosleep(a, b, (const struct timespec *)c);

	case SYS_getrandom:
		return random_get((void *)a, (size_t)b, (unsigned)c);

	/* threads of the one process */
	case SYS_set_tid_address:
		return thread_clear_on_exit((uint32_t *)a);
	case SYS_gettid:
		return thread_id();
	case SYS_getpid:
		return process_id();
	case SYS_rt_sigprocmask:
		return process_signal_mask((void *)c, (size_t)d);
	case SYS_tkill:
		return process_kill(a, b);
	case SYS_tgkill:
		return process_kill(b, c);
	case SYS_futex:
		return process_futex((uint32_t *)a, b, (uint32_t)c, (const struct timespec *)d,
				     (uint32_t *)e);
	case SYS_sched_yield:
		seL4_Yield();
		return 0;
	case SYS_sched_setscheduler:
		return process_set_scheduler(a, b, (const struct sched_param *)c);
	case SYS_sched_setparam:
		return process_set_scheduler(a, SCHED_RR, (const struct sched_param *)b);
	case SYS_sched_getscheduler:
		return SCHED_RR;
	case SYS_sched_getparam:
		return process_get_parameters(a, (struct sched_param *)b);
	case SYS_sched_get_priority_max:
		return process_priority_max(a);
	case SYS_sched_get_priority_min:
		return process_priority_min(a);
	case SYS_exit:
		thread_exit();
	case SYS_exit_group:
		root_exit((int)a);
	}
	root_unknown_syscall(number);
	return -ENOSYS;
}
