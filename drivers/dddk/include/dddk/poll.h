/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Waiting for a device that should be quick, with an end:
 *
 *	struct poll poll = poll_for_us(1000);
 *
 *	while (reg_read(&card->regs, CTRL) & CTRL_RESET)
 *		if (poll_over(&poll))
 *			return -ETIMEDOUT;
 */
#ifndef DDDK_POLL_H
#define DDDK_POLL_H

#include <stdbool.h>
#include <stdint.h>

struct poll {
	uint64_t end_ns;
	uint32_t looks; /* left at least, however late it has become: the driver may not have run meanwhile */
};

struct poll poll_for_us(uint64_t us);

/** @return whether the time is over; call after each look */
bool poll_over(struct poll *poll);

#endif
