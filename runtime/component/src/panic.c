/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/panic.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <component/root.h>

#include "backtrace.h"
#include "threads.h"

enum { TEXT_BYTES = 256, FRAMES_MAX = 32, FAULT_STACK_BYTES = 2048 };

/*
 * Where the root task lets a thread that has faulted go on: it finds both by their names
 * (runtime/root/backtrace.h).
 */
extern uint8_t component_fault_stack[FAULT_STACK_BYTES];
_Noreturn void component_fault_entry(uint64_t instruction, uintptr_t frame, uint64_t index);

_Alignas(16) uint8_t component_fault_stack[FAULT_STACK_BYTES];

_Noreturn void __assert_fail(const char *expression, const char *file, int line, const char *function);

static _Noreturn void panic_at(uintptr_t frame, const char *text, size_t bytes)
{
	uint64_t addresses[FRAMES_MAX];
	unsigned int count = backtrace_walk(frame, thread_self->stack_end, addresses, FRAMES_MAX);

	root_panic(text, bytes, addresses, count);
}

_Noreturn void component_panic(const char *format, ...)
{
	char text[TEXT_BYTES];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	panic_at((uintptr_t)__builtin_frame_address(0), text, strnlen(text, sizeof text));
}

/* What assert() calls; musl's own, which prints on standard error, is left out of the build. */
_Noreturn void __assert_fail(const char *expression, const char *file, int line, const char *function)
{
	char text[TEXT_BYTES];

	snprintf(text, sizeof text, "assertion failed: %s, in %s (%s:%d)", expression, function, file, line);
	panic_at((uintptr_t)__builtin_frame_address(0), text, strnlen(text, sizeof text));
}

/* Nothing but the frame pointers of the thread's own stack is looked at. If those are damaged too, there is another fault, and
   no more is asked. */
_Noreturn void component_fault_entry(uint64_t instruction, uintptr_t frame, uint64_t index)
{
	uint64_t addresses[FRAMES_MAX];
	uintptr_t stack_end = index < threads.count ? threads.all[index].stack_end : 0;
	unsigned int count = backtrace_walk(frame, stack_end, addresses, FRAMES_MAX);

	(void)instruction; /* reported already */
	root_panic("", 0, addresses, count);
}
