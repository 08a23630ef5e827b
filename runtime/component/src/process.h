/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* libc's calls about processes, threads and signals: there is one thread, and no signal arrives. */
#ifndef COMPONENT_PROCESS_H
#define COMPONENT_PROCESS_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

/** The component's id stands for process and thread id. */
long process_id(void);

/** Nothing can be blocked or pending. @param old  out, may be NULL */
long process_signal_mask(void *old, size_t bytes);

/** A signal to oneself ends the component, with status 128 + signal as a shell shows it. */
long process_kill(long thread, long signal);

/** With one thread, waiting for another can only mean waiting for ever: that is reported. */
long process_futex(const uint32_t *word, long operation, uint32_t value, const struct timespec *timeout);

#endif
