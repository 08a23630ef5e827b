/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#define _GNU_SOURCE /* memfd_create */
#include "start.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../unit/kernel/world.h"
#include "invariants.h"
#include "program.h"

static struct {
	bool saved;
	struct kernel kernel;
	struct host host;
	struct slot *cnode;
	unsigned slots;
} start;

void start_check(void)
{
	const char *broken = invariants_broken(start.cnode, start.slots, world_root());

	if (!broken)
		return;
	fprintf(stderr, "invariant: %s\n", broken);
	abort();
}

/** Put a private mapping of a file in RAM's place: dropping the pages written to brings the first state back. */
static void save_ram(void)
{
	int file = memfd_create("ram", 0);

	if (file < 0 || write(file, host_ram, host.ram_bytes) != (ssize_t)host.ram_bytes ||
	    mmap(host_ram, host.ram_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, file, 0) ==
		    MAP_FAILED) {
		perror("saving RAM");
		abort();
	}
	close(file);
}

static void save(void)
{
	struct cap cnode;

	program_trace = getenv("KAAL_FUZZ_TRACE") != NULL;
	program_world();
	cnode = world_slot(ROOT_CNODE)->cap;
	start.cnode = cap_object(cnode);
	start.slots = 1u << cap_cnode_radix(cnode);
	save_ram();
	start.kernel = kernel;
	start.host = host;
	start.saved = true;
	start_check();
}

void start_restore(void)
{
	if (!start.saved)
		save();
	if (madvise(host_ram, start.host.ram_bytes, MADV_DONTNEED) != 0) {
		perror("restoring RAM");
		abort();
	}
	kernel = start.kernel;
	host = start.host;
	invariants_highest_runs = true;
}
