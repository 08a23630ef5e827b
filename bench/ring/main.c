/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The ring benchmark: a root task that prints "name value" per row, in ticks of the cycle
 * counter, as the kernel benchmark does (bench/kernel/README.md), and powers off. Producer
 * and consumer are threads in two address spaces.
 */
#include "ring_bench.h"

struct bulk bulk;
seL4_Uint32 stamps_overhead;
const char *const copies_names[COPIES_COUNT] = { "in_place", "copied_out", "copied_in_and_out" };

void bulk_prepare(uint32_t seed)
{
	for (unsigned i = 0; i < BULK_BYTES; i++) {
		bulk.source[i] = (uint8_t)(seed + i * 7 + i / 251);
		bulk.sink[i] = 0;
	}
}

void bulk_check(void)
{
	for (unsigned i = 0; i < BULK_BYTES; i++)
		if (bulk.source[i] != bulk.sink[i])
			fail("64 KiB did not arrive as they were sent");
}

/** Threads as components have them: with FPU. */
static void threads_get_fpu(void)
{
	for (unsigned i = 0; i < THREADS; i++)
		seL4_TCB_SetFlags(bench.tcb[i], ARCH_THREAD_FLAGS, 0);
}

static void stamps_measure(void)
{
	stamps_overhead = ~0u;
	for (unsigned i = 0; i < RUNS; i++) {
		seL4_Uint32 begin = trap_now(), ticks = trap_now() - begin;

		if (ticks < stamps_overhead)
			stamps_overhead = ticks;
	}
}

void root_main(const seL4_BootInfo *info)
{
	bench.info = info;
	bench.root_vspace = seL4_CapInitThreadVSpace;
	bench.next_slot = info->empty.start;
	if (console_open_root(&bench.console, info, &bench.next_slot))
		return; /* and nobody could be told */
	objects_init();
	report_init();
	stamps_measure();
	threads_init();
	threads_get_fpu();
	bench.other_vspace = vspace_clone();

	rows_item();
	rows_request();
	rows_pass();
	rows_message();
	power_off();
}
