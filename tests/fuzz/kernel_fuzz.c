/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* libFuzzer's entry: one input is one program, started in the same world each time. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/kernel/world.h"
#include "invariants.h"
#include "program.h"

enum { STEPS_MAX = 400 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* the world as every program finds it: making it anew takes longer than copying it */
static struct {
	struct kernel kernel;
	struct host host;
	u8 *ram;
	struct slot *cnode;
	unsigned slots;
} start;

static void check(void)
{
	const char *broken = invariants_broken(start.cnode, start.slots, world_root());

	if (!broken)
		return;
	fprintf(stderr, "invariant: %s\n", broken);
	abort();
}

static void save_start(void)
{
	struct cap cnode;

	program_trace = getenv("KAAL_FUZZ_TRACE") != NULL;
	program_world();
	cnode = world_slot(ROOT_CNODE)->cap;
	start.cnode = cap_object(cnode);
	start.slots = 1u << cap_cnode_radix(cnode);
	start.ram = malloc(host.ram_bytes);
	if (!start.ram)
		abort();
	memcpy(start.ram, host_ram, host.ram_bytes);
	start.kernel = kernel;
	start.host = host;
	check();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct program program = { bytes, size, 0 };

	if (!start.ram)
		save_start();
	memcpy(host_ram, start.ram, host.ram_bytes);
	kernel = start.kernel;
	host = start.host;
	invariants_highest_runs = true;
	for (unsigned step = 0; step < STEPS_MAX && program_step(&program); step++)
		check();
	return 0;
}
