/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* libc's randomness: that of the connection "rng", if the component has one. */
#ifndef COMPONENT_RANDOM_CALLS_H
#define COMPONENT_RANDOM_CALLS_H

#include <stddef.h>

/**
 * getrandom(2).
 * @return bytes, -EAGAIN: none now and GRND_NONBLOCK is set, -EINVAL: unknown flags, -EIO: the source has failed,
 *         -ENOSYS: the component has no source
 */
long random_get(void *bytes, size_t count, unsigned flags);

#endif
