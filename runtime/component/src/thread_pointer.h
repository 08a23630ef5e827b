/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef COMPONENT_THREAD_POINTER_H
#define COMPONENT_THREAD_POINTER_H

/**
 * Make @block, libc's thread control block, the calling thread's. Thread-locals work from here on.
 * @return 0 or a negative errno
 */
int thread_pointer_set(void *block);

#endif
