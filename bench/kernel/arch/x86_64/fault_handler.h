/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A handler of unknown system calls whose own instructions are known. */
#ifndef BENCH_FAULT_HANDLER_H
#define BENCH_FAULT_HANDLER_H

#include "bench.h"

enum {
	TRAP_BYTES = 2, /* length of the instruction syscall */
	REPLY_WORDS = seL4_UnknownSyscall_FaultIP + 1,
};

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
		[endpoint] "r"(endpoint), [info] "i"(REPLY_WORDS), [number] "i"(seL4_SysReplyRecv)

/** Answer faults for ever; the first answer goes to nobody, as there is no caller yet. */
static inline _Noreturn void fault_handler_loop(seL4_CPtr endpoint)
{
	__asm__ volatile("1:\n\t" HANDLER_STEP("syscall") "jmp 1b"
			 :
			 : HANDLER_INPUTS
			 : "rdi", "rsi", "rdx", "rbx", "rcx", "r8", "r9", "r10", "r11", "r15", "memory");
	__builtin_unreachable();
}

static inline seL4_Uint32 fault_handler_step(void)
{
	seL4_CPtr endpoint = 0;
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

static inline seL4_Uint32 fault_handler_stamps(void)
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

/** @return ticks of the handler's own instructions for one fault */
static inline seL4_Uint32 fault_handler_overhead(void)
{
	return fault_handler_step() - fault_handler_stamps();
}

#endif
