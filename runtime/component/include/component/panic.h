/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The end of a component that finds itself broken. */
#ifndef COMPONENT_PANIC_H
#define COMPONENT_PANIC_H

/**
 * Report what is wrong and which functions led here, on the root console, and end as after a fault. assert() and abort()
 * do the same.
 */
_Noreturn void component_panic(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
