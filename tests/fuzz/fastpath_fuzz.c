/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The fast path must do exactly what the general way does: each program runs with and
 * without it, and both times RAM and kernel have to look the same in the end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/kernel/world.h"
#include "program.h"
#include "start.h"

enum { STEPS_MAX = 200 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/** Run at most @steps steps. @return how many there were */
static unsigned run(struct program program, unsigned steps)
{
	unsigned step = 0;

	start_restore();
	while (step < steps && program_step(&program))
		step++;
	start_check();
	return step;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct kernel general;
	static u8 *ram;
	struct program program = { .bytes = bytes, .size = size, .slow = true };
	unsigned steps = run(program, STEPS_MAX);

	if (!ram)
		ram = malloc(host.ram_bytes);
	if (!ram)
		abort();
	memcpy(ram, host_ram, host.ram_bytes);
	general = kernel;
	program.slow = false;
	run(program, steps);
	if (memcmp(ram, host_ram, host.ram_bytes) != 0 || memcmp(&general, &kernel, sizeof(kernel)) != 0) {
		fprintf(stderr, "invariant: the fast path leads elsewhere than the general way\n");
		abort();
	}
	return 0;
}
