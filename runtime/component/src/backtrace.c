/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "backtrace.h"

#include <stdbool.h>
#include <stddef.h>

/** What a frame pointer points to, on both architectures: the caller's, and where to return to. */
struct frame {
	uintptr_t caller;
	uint64_t return_address;
};

static bool is_frame(uintptr_t at, uintptr_t stack_end)
{
	return at && at % sizeof(uintptr_t) == 0 && at < stack_end && stack_end - at >= sizeof(struct frame);
}

unsigned int backtrace_walk(uintptr_t frame, uintptr_t stack_end, uint64_t *addresses, unsigned int room)
{
	unsigned int count = 0;

	while (count < room && is_frame(frame, stack_end)) {
		const struct frame *at = (const struct frame *)frame;

		if (!at->return_address)
			break;
		addresses[count++] = at->return_address;
		if (at->caller <= frame)
			break; /* callers stand above */
		frame = at->caller;
	}
	return count;
}
