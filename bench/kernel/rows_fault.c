/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Faults, with a handler of the same priority in the same address space.
 *
 *   fault_rtt    from the faulter's stamp before a system call that does not exist to its
 *                stamp after it. The handler gets the whole message and answers with all words up to
 *                the address to go on at, the one that it changes. Its own instructions are subtracted.
 *   vmfault_rtt  from the handler's stamp before ReplyRecv to its stamp after it: the reply
 *                lets the faulter read the same unmapped page once more.
 */
#include "fault_handler.h"

enum {
	NO_SUCH_SYSCALL = 0x7777,
};

static const volatile char *const unmapped = (const char *)0x30000000;

static struct {
	seL4_CPtr endpoint;
	stamp begin, end;
	struct samples samples;
} faults;

static void syscall_handler(void)
{
	fault_handler_loop(faults.endpoint);
}

static void syscall_faulter(void)
{
	struct message message;

	do {
		message = (struct message){ 0 };
		trap_stamped(NO_SUCH_SYSCALL, &message, &faults.begin, &faults.end);
	} while (sample_add(&faults.samples, faults.end - faults.begin));
	threads_finish();
}

static void page_handler(void)
{
	struct message message = { .cap = faults.endpoint };

	trap_stamped(seL4_SysRecv, &message, &faults.begin, &faults.end);
	do {
		message = (struct message){ .cap = faults.endpoint };
		trap_stamped(seL4_SysReplyRecv, &message, &faults.begin, &faults.end);
	} while (sample_add(&faults.samples, faults.end - faults.begin));
	threads_finish();
}

static void page_faulter(void)
{
	(void)*unmapped;
	fail("a page that should not be there");
}

static void fault_run(void (*handler)(void), void (*faulter)(void))
{
	thread_start(0, (struct thread){ handler, bench.root_vspace, 0, PRIORITY });
	thread_start(1, (struct thread){ faulter, bench.root_vspace, faults.endpoint, PRIORITY });
	threads_run();
}

void rows_fault(void)
{
	seL4_Uint32 handler = fault_handler_overhead();

	faults.endpoint = object_make(seL4_EndpointObject, 0);
	fault_run(syscall_handler, syscall_faulter);
	report_samples("fault_rtt", &faults.samples, bench.overhead + handler);
	fault_run(page_handler, page_faulter);
	report_samples("vmfault_rtt", &faults.samples, bench.overhead);
}
