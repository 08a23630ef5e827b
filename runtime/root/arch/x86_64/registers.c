/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers and what faults are called (Intel SDM volume 3, chapter 6). */
#include "arch.h"

enum {
	FLAGS_START = 0x202,
	SYSCALL_BYTES = 2,

	/* page-fault error code */
	STATUS_PRESENT = 1 << 0,
	STATUS_WRITE = 1 << 1,
	STATUS_FETCH = 1 << 4,
};

seL4_UserContext arch_start_registers(uint64_t entry, uint64_t stack_top, uint64_t startup)
{
	return (seL4_UserContext){ .rip = entry, .rsp = stack_top, .rflags = FLAGS_START, .rdi = startup };
}

seL4_UserContext arch_thread_registers(uint64_t entry, uint64_t stack_pointer, const seL4_Word arguments[4])
{
	return (seL4_UserContext){ .rip = entry,
				   .rsp = stack_pointer,
				   .rflags = FLAGS_START,
				   .rdi = arguments[0],
				   .rsi = arguments[1],
				   .rdx = arguments[2],
				   .rcx = arguments[3] };
}

void arch_registers_call(seL4_UserContext *r, uint64_t function, uint64_t stack_end, uint64_t argument)
{
	r->rdi = r->rip;
	r->rsi = r->rbp;
	r->rdx = argument;
	r->rip = function;
	r->rsp = stack_end - sizeof(uint64_t); /* as after a call */
	r->rbp = 0;
	r->rflags = FLAGS_START;
}

seL4_CPtr arch_capability_used(const seL4_UserContext *r)
{
	return r->rdi;
}

uint64_t arch_instruction(const seL4_UserContext *r)
{
	return r->rip;
}

bool arch_call_read(const seL4_UserContext *r, seL4_CPtr called, struct call_words *words)
{
	const seL4_Word mr[seL4_FastMessageRegisters] = { r->r10, r->r8, r->r9, r->r15 };

	*words = call_words_of((seL4_MessageInfo_t){ { r->rsi } }, mr);
	return r->rdx == (seL4_Word)seL4_SysCall && r->rdi == called;
}

void arch_call_answer(seL4_UserContext *r, seL4_Word label)
{
	r->rip += SYSCALL_BYTES;
	r->rsi = seL4_MessageInfo_new(label, 0, 0, 0).words[0];
}

uint64_t arch_cycles(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

struct access arch_vm_access(uint64_t status, bool prefetch)
{
	return (struct access){ .write = status & STATUS_WRITE,
				.fetch = prefetch || status & STATUS_FETCH,
				.present = status & STATUS_PRESENT };
}

void arch_exception_name(struct text *text, uint64_t number, uint64_t code)
{
	static const char *const names[] = {
		[0] = "divided by zero",
		[1] = "hit a debug trap",
		[3] = "hit a breakpoint",
		[4] = "overflowed",
		[5] = "exceeded a bound",
		[6] = "executed an invalid instruction",
		[7] = "used the FPU without the right to",
		[8] = "double fault",
		[11] = "used a segment that is not present",
		[12] = "used a bad stack segment",
		[13] = "was refused an instruction or a non-canonical address (general protection)",
		[16] = "floating-point error",
		[17] = "made an unaligned access",
		[19] = "vector floating-point error",
	};

	if (number < sizeof names / sizeof names[0] && names[number])
		text_add(text, "%s", names[number]);
	else
		text_add(text, "exception");
	text_add(text, ", vector %lu, code 0x%lx", number, code);
}

void arch_registers_say(struct root *root, const seL4_UserContext *r)
{
	say(root, "  rip %016lx  rsp %016lx  rbp %016lx", r->rip, r->rsp, r->rbp);
	say(root, "  rax %016lx  rbx %016lx  rcx %016lx", r->rax, r->rbx, r->rcx);
	say(root, "  rdx %016lx  rsi %016lx  rdi %016lx", r->rdx, r->rsi, r->rdi);
	say(root, "  r8  %016lx  r9  %016lx  r10 %016lx", r->r8, r->r9, r->r10);
	say(root, "  r11 %016lx  r12 %016lx  r13 %016lx", r->r11, r->r12, r->r13);
	say(root, "  r14 %016lx  r15 %016lx  rflags %08lx", r->r14, r->r15, r->rflags);
	say(root, "  fs  %016lx  gs  %016lx", r->fs_base, r->gs_base);
}
