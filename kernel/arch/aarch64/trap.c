/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "trap.h"

#include "api/entry.h"
#include "arch/arch.h"
#include "gic.h"

void trap_synchronous(u64 esr)
{
	u64 status = (u32)esr;

	switch (status >> ESR_CLASS_SHIFT) {
	case ESR_CLASS_DATA_ABORT:
		entry_vm_fault(far_read(), false, status);
		break;
	case ESR_CLASS_INSTRUCTION_ABORT:
		entry_vm_fault(kernel.current->context.reg[REG_FAULT_IP], true, status);
		break;
	default:
		entry_user_exception(status, 0);
	}
}

void trap_interrupt(void)
{
	u64 irq = gic_take();

	if (irq < ARCH_IRQ_COUNT) {
		entry_interrupt(irq);
		return;
	}
	if (irq < GIC_IRQ_SPECIAL)
		gic_end(irq);
	entry_interrupt(ARCH_IRQ_NONE);
}

static void say(const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			arch_console_put('\r');
		arch_console_put(*text);
	}
}

static void say_register(const char *name, u64 value)
{
	say(name);
	for (int shift = 60; shift >= 0; shift -= 4)
		arch_console_put("0123456789abcdef"[value >> shift & 15]);
}

_Noreturn void trap_fatal(u64 vector, const struct trap_frame *frame)
{
	say("\nKaaL: an exception that the kernel does not survive: its own fault, an asynchronous abort, or "
	    "AArch32.\n"
	    "It stops here.");
	say_register("\n vector ", vector);
	say_register(" esr ", esr_read());
	say_register(" elr ", elr_read());
	say_register(" far ", far_read());
	for (unsigned i = 0; i < sizeof(frame->x) / sizeof(frame->x[0]); i++)
		say_register(i % 4 ? " " : "\n ", frame->x[i]);
	say_register("\n sp ", frame->sp);
	say_register(" thread ", (u64)kernel.current);
	say("\n");
	cpu_stop();
}
