/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Faults, with a handler of the same priority in the same address space.
 *
 *   fault_rtt    from the faulter's stamp before a system call that does not exist to its
 *                stamp after it. The handler gets 19 words and answers with 16, of which it
 *                changes one: the address to go on at. Its own instructions are subtracted.
 *   vmfault_rtt  from the handler's stamp before ReplyRecv to its stamp after it: the reply
 *                lets the faulter read the same unmapped page once more.
 */
#include "bench.h"

enum {
	NO_SUCH_SYSCALL = 0x7777,
	TRAP_BYTES = 2, /* length of the instruction syscall */
	REPLY_WORDS = seL4_UnknownSyscall_FaultIP + 1,
};

static const volatile char *const unmapped = (const char *)0x30000000;

static struct {
	seL4_CPtr endpoint;
	stamp begin, end;
	struct samples samples;
} faults;

/*
 * What a handler does for one fault: move the faulter past its trap and answer.
 * Message words 0..3 stay in the registers that they came in.
 */
#define HANDLER_STEP(instruction)                  \
	"addq %[trap_bytes], (%[fault_ip])\n\t"    \
	"movq %[endpoint], %%rdi\n\t"              \
	"movq %[info], %%rsi\n\t"                  \
	"movq %[number], %%rdx\n\t"                \
	"movq %%rsp, %%rbx\n\t" instruction "\n\t" \
	"movq %%rbx, %%rsp\n\t"

#define HANDLER_INPUTS                                                                  \
	[trap_bytes] "i"(TRAP_BYTES),                                                   \
		[fault_ip] "r"(&seL4_GetIPCBuffer()->msg[seL4_UnknownSyscall_FaultIP]), \
		[endpoint] "r"(faults.endpoint), [info] "i"(REPLY_WORDS), [number] "i"(seL4_SysReplyRecv)

static void syscall_handler(void)
{
	/* answers nobody the first time: there is no caller yet */
	__asm__ volatile("1:\n\t" HANDLER_STEP("syscall") "jmp 1b"
			 :
			 : HANDLER_INPUTS
			 : "rdi", "rsi", "rdx", "rbx", "rcx", "r8", "r9", "r10", "r11", "r15", "memory");
	__builtin_unreachable();
}

/** @return ticks of the handler's own instructions, stamps included */
static seL4_Uint32 syscall_handler_overhead(void)
{
	seL4_Uint32 begin, end;

	__asm__ volatile("rdtsc\n\t"
			 "movl %%eax, %[begin]\n\t"
			 "1:\n\t" HANDLER_STEP("nop") "jmp 2f\n\t"
						      "2:\n\t"
						      "rdtsc"
			 : [begin] "=&r"(begin), "=&a"(end)
			 : HANDLER_INPUTS
			 : "rdi", "rsi", "rdx", "rbx", "memory");
	return end - begin;
}

static seL4_Uint32 stamp_overhead(void)
{
	seL4_Uint32 begin, end;

	__asm__ volatile("rdtsc\n\t"
			 "movl %%eax, %[begin]\n\t"
			 "rdtsc"
			 : [begin] "=&r"(begin), "=&a"(end)
			 :
			 : "rdx");
	return end - begin;
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
	seL4_Uint32 handler = syscall_handler_overhead() - stamp_overhead();

	faults.endpoint = object_make(seL4_EndpointObject, 0);
	fault_run(syscall_handler, syscall_faulter);
	report_samples("fault_rtt", &faults.samples, bench.overhead + handler);
	fault_run(page_handler, page_faulter);
	report_samples("vmfault_rtt", &faults.samples, bench.overhead);
}
