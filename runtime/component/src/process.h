/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* libc's calls about processes, threads and signals. No signal ever arrives. */
#ifndef COMPONENT_PROCESS_H
#define COMPONENT_PROCESS_H

#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/** The component's id. */
long process_id(void);

/** Nothing can be blocked or pending. @param old  out, may be NULL */
long process_signal_mask(void *old, size_t bytes);

/**
 * A signal to oneself ends the component, with status 128 + signal as a shell shows it; SIGABRT as a panic.
 * @return -ESRCH: another component
 */
long process_kill(long thread, long signal);

/** FUTEX_WAIT, WAKE and REQUEUE. @param timeout  of WAIT, may be NULL; of REQUEUE, how many to move */
long process_futex(uint32_t *word, long operation, uint32_t value, const struct timespec *timeout,
		   uint32_t *other);

/** Of SCHED_FIFO and SCHED_RR, which are one: the kernel lets equals take turns. SCHED_OTHER: the component's priority. */
long process_set_scheduler(long thread, long policy, const struct sched_param *parameters);
long process_priority_max(long policy);
long process_priority_min(long policy);
long process_get_parameters(long thread, struct sched_param *parameters);

#endif
