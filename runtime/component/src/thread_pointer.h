/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef COMPONENT_THREAD_POINTER_H
#define COMPONENT_THREAD_POINTER_H

/**
 * What libc calls to make @block, its thread control block, the thread's; musl's own is left
 * out of the build. Thread-locals work from here on, and with them the IPC buffer.
 *
 * @return 0 or a negative errno
 */
int __set_thread_area(void *block);

#endif
