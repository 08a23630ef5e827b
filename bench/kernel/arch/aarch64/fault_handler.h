/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A handler of unknown system calls whose own instructions are known. */
#ifndef BENCH_FAULT_HANDLER_H
#define BENCH_FAULT_HANDLER_H

#include "bench.h"

enum {
	TRAP_BYTES = 4,
	REPLY_WORDS = seL4_UnknownSyscall_FaultIP + 1,
};

/*
 * What a handler does for one fault: move the faulter past its trap and answer.
 * Message words 0..3 stay in the registers that they came in.
 */
#define HANDLER_STEP(instruction)       \
	"ldr x9, [%[fault_ip]]\n\t"     \
	"add x9, x9, %[trap_bytes]\n\t" \
	"str x9, [%[fault_ip]]\n\t"     \
	"mov x0, %[endpoint]\n\t"       \
	"mov x1, %[info]\n\t"           \
	"mov x7, %[number]\n\t" instruction "\n\t"

#define HANDLER_INPUTS                                                                  \
	[trap_bytes] "i"(TRAP_BYTES),                                                   \
		[fault_ip] "r"(&seL4_GetIPCBuffer()->msg[seL4_UnknownSyscall_FaultIP]), \
		[endpoint] "r"(endpoint), [info] "i"(REPLY_WORDS), [number] "i"(seL4_SysReplyRecv)

/** Answer faults for ever; the first answer goes to nobody, as there is no caller yet. */
static inline _Noreturn void fault_handler_loop(seL4_CPtr endpoint)
{
	__asm__ volatile("1:\n\t" HANDLER_STEP("svc #0") "b 1b"
			 :
			 : HANDLER_INPUTS
			 : "x0", "x1", "x2", "x3", "x4", "x5", "x7", "x9", "memory");
	__builtin_unreachable();
}

static inline seL4_Uint32 fault_handler_step(void)
{
	seL4_CPtr endpoint = 0;
	seL4_Word begin, end;

	__asm__ volatile("mrs %[begin], cntvct_el0\n\t"
			 "1:\n\t" HANDLER_STEP("nop") "b 2f\n\t"
						      "2:\n\t"
						      "mrs %[end], cntvct_el0"
			 : [begin] "=&r"(begin), [end] "=&r"(end)
			 : HANDLER_INPUTS
			 : "x0", "x1", "x7", "x9", "memory");
	return (seL4_Uint32)(end - begin);
}

static inline seL4_Uint32 fault_handler_stamps(void)
{
	seL4_Word begin, end;

	__asm__ volatile("mrs %[begin], cntvct_el0\n\t"
			 "mrs %[end], cntvct_el0"
			 : [begin] "=&r"(begin), [end] "=&r"(end));
	return (seL4_Uint32)(end - begin);
}

/** @return ticks of the handler's own instructions for one fault */
static inline seL4_Uint32 fault_handler_overhead(void)
{
	return fault_handler_step() - fault_handler_stamps();
}

#endif
