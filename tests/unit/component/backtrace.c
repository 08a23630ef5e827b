/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Following frame pointers, however broken they are. */
#include <stdint.h>

#include "backtrace.h"
#include "tap.h"

enum { WORDS = 32, ROOM = 8 };

static _Alignas(16) uint64_t stack[WORDS];
static uint64_t found[ROOM];

static uint64_t at(unsigned int word)
{
	return (uint64_t)(uintptr_t)&stack[word];
}

static unsigned int walk(uint64_t frame)
{
	return backtrace_walk((uintptr_t)frame, (uintptr_t)(stack + WORDS), found, ROOM);
}

/** Frames at words 2, 8 and 20; the last is the outermost. */
static void begin(void)
{
	memset(stack, 0, sizeof stack);
	stack[2] = at(8);
	stack[3] = 0x1001;
	stack[8] = at(20);
	stack[9] = 0x1002;
	stack[20] = 0;
	stack[21] = 0x1003;
}

static void callers_are_found(void)
{
	begin();
	CHECK_EQ(walk(at(2)), 3);
	CHECK_EQ(found[0], 0x1001);
	CHECK_EQ(found[1], 0x1002);
	CHECK_EQ(found[2], 0x1003);
}

static void the_outermost_has_no_return_address(void)
{
	begin();
	stack[21] = 0;
	CHECK_EQ(walk(at(2)), 2);
}

static void nothing_outside_the_stack_is_read(void)
{
	begin();
	CHECK_EQ(walk(0), 0);
	CHECK_EQ(walk(at(WORDS)), 0);
	CHECK_EQ(walk(at(WORDS - 1)), 0); /* half a frame */
	CHECK_EQ(walk(at(2) + 1), 0);
	CHECK_EQ(walk(UINT64_MAX - 7), 0);
	stack[8] = at(WORDS) + 800;
	CHECK_EQ(walk(at(2)), 2);
}

static void circles_end(void)
{
	begin();
	stack[8] = at(2);
	CHECK_EQ(walk(at(2)), 2);
	stack[2] = at(2);
	CHECK_EQ(walk(at(2)), 1);
}

static void no_more_than_there_is_room_for(void)
{
	begin();
	for (unsigned int i = 0; i < WORDS; i += 2) {
		stack[i] = at(i + 2);
		stack[i + 1] = i + 1;
	}
	CHECK_EQ(walk(at(0)), ROOM);
}

TAP_MAIN(TAP(callers_are_found), TAP(the_outermost_has_no_return_address),
	 TAP(nothing_outside_the_stack_is_read), TAP(circles_end), TAP(no_more_than_there_is_room_for))
