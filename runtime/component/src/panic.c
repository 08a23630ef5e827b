/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/panic.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <component/root.h>

#include "backtrace.h"
#include "threads.h"

enum { TEXT_BYTES = 256, FRAMES_MAX = 32 };

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
