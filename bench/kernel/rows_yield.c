/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* yield: from one thread's stamp before Yield to the other's after its own; same priority. */
#include "bench.h"

static struct {
	stamp begin, end;
	struct samples samples;
} yields;

static void yielder(void)
{
	struct message message = { 0 };

	do
		trap_stamped(seL4_SysYield, &message, &yields.begin, &yields.end);
	while (sample_add(&yields.samples, yields.end - yields.begin));
	threads_finish();
}

void rows_yield(void)
{
	thread_start(0, (struct thread){ yielder, bench.root_vspace, 0, PRIORITY });
	thread_start(1, (struct thread){ yielder, bench.root_vspace, 0, PRIORITY });
	threads_run();
	report_samples("yield", &yields.samples, bench.overhead);
}
