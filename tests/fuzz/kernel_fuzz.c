/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* libFuzzer's entry: one input is one program, started in the same world each time and checked after each step. */
#include "program.h"
#include "start.h"

enum { STEPS_MAX = 400 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct program program = { .bytes = bytes, .size = size };

	start_restore();
	for (unsigned step = 0; step < STEPS_MAX && program_step(&program); step++)
		start_check();
	return 0;
}
