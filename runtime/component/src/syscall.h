/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef COMPONENT_SYSCALL_H
#define COMPONENT_SYSCALL_H

/**
 * Answer a Linux system call; musl's system-call header calls this.
 * @return the result, or a negative errno
 */
long component_syscall(long number, long a, long b, long c, long d, long e, long f);

#endif
