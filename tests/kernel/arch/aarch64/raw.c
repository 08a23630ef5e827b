/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "raw.h"

#include "suite/check.h"

enum { NUM_X8_X30 = 23 };

struct raw_registers raw_pattern(void)
{
	struct raw_registers regs = { 0x1001, 0x1002, 0x1003, 0x1004, 0x1005, 0x1006,
				      0x1007, 0x1008, { 0 },  0,      0 };

	for (unsigned i = 0; i < NUM_X8_X30; i++)
		regs.x8_x30[i] = 0x1009 + i;
	return regs;
}

void raw_check_preserved(const struct raw_registers *before, const struct raw_registers *after, unsigned skip)
{
	CHECK_EQ(after->x6, before->x6);
	CHECK_EQ(after->number, before->number);
	for (unsigned i = 0; i < NUM_X8_X30; i++)
		CHECK_EQ(after->x8_x30[i], before->x8_x30[i]);
	CHECK_EQ(after->sp, after->sp_before);
	if (!(skip & RAW_INFO))
		CHECK_EQ(after->info, before->info);
	if (!(skip & RAW_CAP))
		CHECK_EQ(after->cap, before->cap);
	if (skip & RAW_MRS)
		return;
	CHECK_EQ(after->mr0, before->mr0);
	CHECK_EQ(after->mr1, before->mr1);
	CHECK_EQ(after->mr2, before->mr2);
	CHECK_EQ(after->mr3, before->mr3);
}

void raw_check_trap(const struct raw_registers *after)
{
	CHECK_EQ(after->sp, after->sp_before);
}
