/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef COMPONENT_BACKTRACE_H
#define COMPONENT_BACKTRACE_H

#include <stdint.h>

/**
 * Return addresses of the functions that are being executed, innermost first, by the chain of
 * frame pointers. Nothing outside [frame, stack_end) is read, whatever the chain says.
 *
 * @param frame  a frame pointer
 * @return how many there are in @addresses, 0..@room
 */
unsigned int backtrace_walk(uintptr_t frame, uintptr_t stack_end, uint64_t *addresses, unsigned int room);

#endif
