/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Drive QEMU's edu (docs/specs/edu.txt): a device whose interrupts are messages, but not by MSI-X. */
#include <errno.h>

#include <dddk/driver.h>
#include <dddk/register.h>

static const struct reg32_rw FACTORIAL = { 0x08 };
static const struct reg32_rw STATUS = { 0x20 };
static const struct reg32_ro INTERRUPT_STATUS = { 0x24 };
static const struct reg32_wo INTERRUPT_ACK = { 0x64 };
enum { INTERRUPT_WHEN_DONE = 0x80, INTERRUPTS = 5 };

struct edu {
	struct dddk *dddk;
	struct mmio regs;
	struct dma_memory memory; /* a device that may not master the bus has pins alone */
	uint32_t n;
};

static int edu_start(void *state, struct dddk *dddk)
{
	struct edu *edu = state;

	edu->dddk = dddk;
	dddk_say("interrupts of kind %d", dddk_vector(dddk, 0));
	reg_write(&edu->regs, STATUS, INTERRUPT_WHEN_DONE);
	reg_write(&edu->regs, FACTORIAL, edu->n = 1);
	return 0;
}

static void edu_irq(void *state, unsigned vector)
{
	struct edu *edu = state;
	uint32_t causes = reg_read(&edu->regs, INTERRUPT_STATUS);

	if (!causes)
		return;
	reg_write(&edu->regs, INTERRUPT_ACK, causes);
	dddk_say("%u! is %u", edu->n, reg_read(&edu->regs, FACTORIAL));
	if (edu->n < INTERRUPTS)
		reg_write(&edu->regs, FACTORIAL, ++edu->n);
}

static int nobody_calls(struct component_call *call)
{
	return -ENOSYS;
}

DDDK_DRIVER(edutest) = {
	DDDK_IDENTITY("edutest"),
	.needs = { DDDK_PCI(1234, 11e8), DDDK_BAR(struct edu, regs, 0), DDDK_VECTOR(0),
		   DDDK_DMA(struct edu, memory, 4096) },
	.state = DDDK_STATE(struct edu),
	.start = edu_start,
	.irq = edu_irq,
	.call = nobody_calls,
};
