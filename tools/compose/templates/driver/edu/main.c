/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A driver: what it needs, how it starts, what it does for clients, and what it does when the device interrupts. */
#include "edu_regs.h"

#include <connections.h>
#include <dddk/driver.h>

static struct edu {
	struct mmio regs;
	bool computing;
	int client; /* who waits for it */
} edu;

static int edu_start(void *state, struct dddk *dddk)
{
	dddk_say("here is device %04x:%04x", dddk_device(dddk)->vendor, dddk_device(dddk)->device);
	reg_write(&edu.regs, STATUS, STATUS_INTERRUPT_WHEN_DONE);
	return 0;
}

static int compute(uint32_t client, uint32_t n, uint32_t *product)
{
	if (n > 12 || edu.computing)
		return edu.computing ? -EBUSY : -ERANGE; /* 13! needs more than 32 bits */
	edu.computing = true;
	reg_write(&edu.regs, FACTORIAL, n);
	return component_reply_later(&edu.client);
}

static void edu_irq(void *state, unsigned vector)
{
	reg_write(&edu.regs, INTERRUPT_ACK, reg_read(&edu.regs, INTERRUPT_STATUS));
	if (!edu.computing || reg_read(&edu.regs, STATUS) & STATUS_COMPUTING)
		return; /* it was not for us, or is not done */
	edu.computing = false;
	factorial_compute_answer(edu.client, reg_read(&edu.regs, FACTORIAL));
}

const struct factorial_server factorial_server = { .compute = compute };

DDDK_DRIVER(edu) = {
	DDDK_IDENTITY("edu"),
	.needs = { DDDK_PCI(1234, 11e8), DDDK_BAR(struct edu, regs, 0), DDDK_VECTOR(0) },
	.state = DDDK_STATE_IN(edu),
	.start = edu_start,
	.irq = edu_irq,
	.call = connections_call,
};
