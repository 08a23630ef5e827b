/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What tests of the core share: a world whose invariants are checked after each trap. */
#ifndef TESTS_KERNEL_TEST_H
#define TESTS_KERNEL_TEST_H

#include "abi/sel4/errors.h"
#include "abi/sel4/faults.h"
#include "abi/sel4/labels.h"
#include "arch_switch.h"
#include "cap_arch.h"
#include "object/tcb.h"
#include "tap.h"
#include "tests/fuzz/invariants.h"
#include "world.h"

enum { RADIX = 8, SLOTS = 1 << RADIX };

static inline void check_intact(void)
{
	const char *broken = invariants_broken(world_slot(0), SLOTS, world_root());

	if (broken)
		tap_fail("invariants", 0, broken);
}

static inline void start(void)
{
	world_start(RADIX);
	world_after = check_intact;
	check_intact();
}

/** A reply must have @label and exactly @words. */
static inline void check_reply(struct reply reply, u64 label, struct words words, const char *file, int line)
{
	tap_check_eq(reply.label, label, file, line, "label of the reply");
	tap_check_eq(reply.badge, 0, file, line, "badge of the reply");
	tap_check_eq(reply.length, words.count, file, line, "length of the reply");
	for (unsigned i = 0; i < words.count; i++)
		tap_check_eq(reply.mr[i], words.at[i], file, line, "word of the reply");
}

#define CHECK_REPLY(reply, label, words) check_reply(reply, label, words, __FILE__, __LINE__)
#define OK(error)                        CHECK_EQ(error, seL4_NoError)

/** Type of the capability in slot @index. */
static inline unsigned type_at(u64 index)
{
	return cap_type(world_slot(index)->cap);
}

/** The only message word of a thread that waits or has received. */
static inline u64 message_word_of(const struct tcb *tcb, unsigned index)
{
	return tcb->context.reg[arch_message_register(index)];
}

/** Make every preemption point look for an interrupt, and let the tick come at the @nth look (0: never). */
static inline void interrupt_at(u64 nth)
{
	host.look_always = true;
	kernel.work_units = KERNEL_WORK_UNITS - 1;
	host.interrupt = IRQ_TICK;
	host.interrupt_in = nth;
}

#endif
