/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "raw.h"

#include "suite/check.h"

struct raw_registers raw_pattern(void)
{
	return (struct raw_registers){
		.rax = 0x1001,
		.rbx = 0x1002,
		.rcx = 0x1003,
		.number = 0x1004,
		.info = 0x1005,
		.cap = 0x1006,
		.rbp = 0x1007,
		.mr1 = 0x1008,
		.mr2 = 0x1009,
		.mr0 = 0x100a,
		.r11 = 0x100b,
		.r12 = 0x100c,
		.r13 = 0x100d,
		.r14 = 0x100e,
		.mr3 = 0x100f,
	};
}

void raw_check_preserved(const struct raw_registers *before, const struct raw_registers *after, unsigned skip)
{
	CHECK_EQ(after->rax, before->rax);
	CHECK_EQ(after->rbx, before->rbx);
	CHECK_EQ(after->number, before->number);
	CHECK_EQ(after->rbp, before->rbp);
	CHECK_EQ(after->r12, before->r12);
	CHECK_EQ(after->r13, before->r13);
	CHECK_EQ(after->r14, before->r14);
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
	CHECK_EQ(after->rcx, (seL4_Word)raw_syscall_return);
	CHECK_EQ(after->r11 & 0x202, 0x202);
	CHECK_EQ(after->rsp, 0);
}
