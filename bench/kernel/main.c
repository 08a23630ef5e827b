/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The kernel benchmark: a root task that prints one line "name value" per row on the
 * first serial port, value in ticks of the cycle counter, and powers off. Lines that
 * begin with '#' are remarks. It uses the seL4 API alone, so the same image measures
 * any kernel of this ABI. README.md says what each row is and how to run it.
 */
#include "bench.h"

void root_main(const seL4_BootInfo *info)
{
	bench.info = info;
	bench.root_vspace = seL4_CapInitThreadVSpace;
	bench.next_slot = info->empty.start;
	if (console_open_root(&bench.console, info, &bench.next_slot))
		return; /* and nobody could be told */
	objects_init();
	report_init();
	threads_init();
	bench.other_vspace = vspace_clone();

	rows_ipc();
	rows_signal();
	rows_fault();
	rows_yield();
	rows_memory();
	rows_share();
	rows_fork();
	rows_spawn();
	power_off();
}
