/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The machine: memory, interrupts, console. */
#include <stdlib.h>
#include <string.h>

#include "arch/arch.h"
#include "host.h"
#include "sel4_arch/constants.h"

struct host host;
uint8_t *host_ram;

void host_reset(u64 ram_bytes)
{
	if (host.ram_bytes != ram_bytes) {
		free(host_ram);
		host_ram = aligned_alloc(1u << seL4_LargePageBits, ram_bytes);
		if (!host_ram)
			abort();
	}
	memset(host_ram, 0, ram_bytes);
	memset(&kernel, 0, sizeof(kernel));
	memset(&host, 0, sizeof(host));
	host.ram_bytes = ram_bytes;
	host.irq_masked = (1u << ARCH_IRQ_COUNT) - 1;
	kernel.irq_use[IRQ_TICK] = IRQ_KERNEL;
	arch_irq_unmask(IRQ_TICK);
}

u64 host_take_interrupt(void)
{
	u32 ready = host.irq_raised & ~host.irq_masked;
	unsigned irq;

	if (!ready)
		return ARCH_IRQ_NONE;
	irq = (unsigned)__builtin_ctz(ready);
	host.irq_raised &= ~(1u << irq);
	return irq;
}

struct result arch_irq_check(u64 irq)
{
	return irq < ARCH_IRQ_COUNT ? result_ok() : result_range(0, ARCH_IRQ_COUNT - 1);
}

struct result arch_irq_control_invoke(const struct invocation *inv)
{
	return result_error(seL4_IllegalOperation);
}

void arch_irq_mask(u64 irq)
{
	host.irq_masked |= 1u << irq;
}

void arch_irq_unmask(u64 irq)
{
	host.irq_masked &= ~(1u << irq);
}

void arch_irq_ack(u64 irq)
{
	arch_irq_unmask(irq);
}

void arch_irq_end(u64 irq)
{
	host.ends[irq]++;
}

bool arch_irq_is_tick(u64 irq)
{
	return irq == IRQ_TICK;
}

bool arch_interrupt_pending(void)
{
	if (host.look_always)
		kernel.work_units = KERNEL_WORK_UNITS - 1;
	if (host.interrupt_in > 0 && --host.interrupt_in == 0)
		host.irq_raised |= 1u << host.interrupt;
	return (host.irq_raised & ~host.irq_masked) != 0;
}

void arch_clear_memory(void *at, u64 bytes)
{
	memset(at, 0, bytes);
}

void arch_console_put(char c)
{
	if (host.console_length < sizeof(host.console) - 1)
		host.console[host.console_length++] = c;
}

void arch_power_off(void)
{
	longjmp(host.powered_off, 1);
}
