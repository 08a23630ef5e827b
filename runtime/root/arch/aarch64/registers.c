/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers and what faults are called (Arm ARM, D17.2.37: ESR_EL1). */
#include "arch.h"

enum {
	STACK_ALIGN = 16,
	INSTRUCTION_BYTES = 4,

	CLASS_SHIFT = 26,

	/* of data and instruction aborts */
	STATUS_WRITE = 1 << 6,
	STATUS_CODE = 0x3f,
	CODE_TRANSLATION = 0x04, /* and the level, in two bits */
	CODE_LEVELS = 0x03,
	CODE_ALIGNMENT = 0x21,
};

seL4_UserContext arch_start_registers(uint64_t entry, uint64_t stack_top, uint64_t startup)
{
	return (seL4_UserContext){ .pc = entry, .sp = stack_top / STACK_ALIGN * STACK_ALIGN, .x0 = startup };
}

seL4_UserContext arch_thread_registers(uint64_t entry, uint64_t stack_pointer, const seL4_Word arguments[4])
{
	return (seL4_UserContext){ .pc = entry,
				   .sp = stack_pointer,
				   .x0 = arguments[0],
				   .x1 = arguments[1],
				   .x2 = arguments[2],
				   .x3 = arguments[3] };
}

void arch_registers_call(seL4_UserContext *r, uint64_t function, uint64_t stack_end, uint64_t argument)
{
	r->x0 = r->pc;
	r->x1 = r->x29;
	r->x2 = argument;
	r->pc = function;
	r->sp = stack_end;
	r->x29 = 0;
	r->x30 = 0;
}

seL4_CPtr arch_capability_used(const seL4_UserContext *r)
{
	return r->x0;
}

uint64_t arch_instruction(const seL4_UserContext *r)
{
	return r->pc;
}

bool arch_call_read(const seL4_UserContext *r, seL4_CPtr called, struct call_words *words)
{
	const seL4_Word mr[seL4_FastMessageRegisters] = { r->x2, r->x3, r->x4, r->x5 };

	*words = call_words_of((seL4_MessageInfo_t){ { r->x1 } }, mr);
	return r->x7 == (seL4_Word)seL4_SysCall && r->x0 == called;
}

void arch_call_answer(seL4_UserContext *r, seL4_Word label)
{
	r->pc += INSTRUCTION_BYTES;
	r->x1 = seL4_MessageInfo_new(label, 0, 0, 0).words[0];
}

uint64_t arch_cycles(void)
{
	uint64_t count;

	__asm__ volatile("isb\n\tmrs %0, cntpct_el0" : "=r"(count) : : "memory");
	return count;
}

struct access arch_vm_access(uint64_t status, bool prefetch)
{
	return (struct access){ .write = !prefetch && status & STATUS_WRITE,
				.fetch = prefetch,
				.unaligned = (status & STATUS_CODE) == CODE_ALIGNMENT,
				.present =
					(status & STATUS_CODE & ~(uint64_t)CODE_LEVELS) != CODE_TRANSLATION };
}

void arch_exception_name(struct text *text, uint64_t number, uint64_t code)
{
	static const char *const names[] = {
		[0x00] = "executed an invalid instruction",
		[0x07] = "used the FPU without the right to",
		[0x0e] = "got into an illegal execution state",
		[0x18] = "used a system register or instruction without the right to",
		[0x22] = "jumped to an unaligned address",
		[0x26] = "used an unaligned stack pointer",
		[0x2c] = "floating-point error",
		[0x30] = "hit a debug trap",
		[0x32] = "hit a debug trap",
		[0x34] = "hit a debug trap",
		[0x3c] = "hit a breakpoint",
	};
	uint64_t class = number >> CLASS_SHIFT;

	if (class < sizeof names / sizeof names[0] && names[class])
		text_add(text, "%s", names[class]);
	else
		text_add(text, "exception");
	text_add(text, ", class 0x%lx, syndrome 0x%lx", class, number);
}

void arch_registers_say(struct root *root, const seL4_UserContext *r)
{
	say(root, "  pc  %016lx  sp  %016lx  lr  %016lx", r->pc, r->sp, r->x30);
	say(root, "  x0  %016lx  x1  %016lx  x2  %016lx", r->x0, r->x1, r->x2);
	say(root, "  x3  %016lx  x4  %016lx  x5  %016lx", r->x3, r->x4, r->x5);
	say(root, "  x6  %016lx  x7  %016lx  x8  %016lx", r->x6, r->x7, r->x8);
	say(root, "  x9  %016lx  x10 %016lx  x11 %016lx", r->x9, r->x10, r->x11);
	say(root, "  x12 %016lx  x13 %016lx  x14 %016lx", r->x12, r->x13, r->x14);
	say(root, "  x15 %016lx  x16 %016lx  x17 %016lx", r->x15, r->x16, r->x17);
	say(root, "  x18 %016lx  x19 %016lx  x20 %016lx", r->x18, r->x19, r->x20);
	say(root, "  x21 %016lx  x22 %016lx  x23 %016lx", r->x21, r->x22, r->x23);
	say(root, "  x24 %016lx  x25 %016lx  x26 %016lx", r->x24, r->x25, r->x26);
	say(root, "  x27 %016lx  x28 %016lx  fp  %016lx", r->x27, r->x28, r->x29);
	say(root, "  tls %016lx  spsr %08lx", r->tpidr_el0, r->spsr);
}
