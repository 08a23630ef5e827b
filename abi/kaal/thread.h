/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Threads of a component beyond its first, made by KAAL_ROOT_THREAD (abi/kaal/root.h).
 * They share its CSpace, its VSpace and where its faults go; a fault of one ends the component.
 *
 * The entry point gets four arguments in registers, as a C function does: MR2 of the call, the
 * thread's number, the slot of its notification (read and write, badge 0) and the address of its
 * IPC buffer. It may run before the call that made it returns.
 */
#ifndef ABI_KAAL_THREAD_H
#define ABI_KAAL_THREAD_H

#include <stdint.h>

/*
 * A thread's number: in the low bits its index, 1..threads_max - 1, which is free again when the thread has
 * ended (the first thread's is 0, and so is its number); above them a count that grows with every thread made, so
 * that no number comes twice and nobody ends a thread that he did not mean.
 */
enum { KAAL_THREAD_INDEX_BITS = 8 };

#define KAAL_THREAD_INDEX(number) ((uint32_t)((number) & ((1u << KAAL_THREAD_INDEX_BITS) - 1)))

#endif
