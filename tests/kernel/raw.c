/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "raw.h"

#include "suite/check.h"

struct raw_registers raw_pattern(void)
{
	return (struct raw_registers){
		.rax = 0x1001,
		.rbx = 0x1002,
		.rcx = 0x1003,
		.rdx = 0x1004,
		.rsi = 0x1005,
		.rdi = 0x1006,
		.rbp = 0x1007,
		.r8 = 0x1008,
		.r9 = 0x1009,
		.r10 = 0x100a,
		.r11 = 0x100b,
		.r12 = 0x100c,
		.r13 = 0x100d,
		.r14 = 0x100e,
		.r15 = 0x100f,
	};
}

void raw_check_preserved(const struct raw_registers *before, const struct raw_registers *after, unsigned skip)
{
	CHECK_EQ(after->rax, before->rax);
	CHECK_EQ(after->rbx, before->rbx);
	CHECK_EQ(after->rdx, before->rdx);
	CHECK_EQ(after->rbp, before->rbp);
	CHECK_EQ(after->r12, before->r12);
	CHECK_EQ(after->r13, before->r13);
	CHECK_EQ(after->r14, before->r14);
	if (!(skip & RAW_RSI))
		CHECK_EQ(after->rsi, before->rsi);
	if (!(skip & RAW_RDI))
		CHECK_EQ(after->rdi, before->rdi);
	if (skip & RAW_MRS)
		return;
	CHECK_EQ(after->r10, before->r10);
	CHECK_EQ(after->r8, before->r8);
	CHECK_EQ(after->r9, before->r9);
	CHECK_EQ(after->r15, before->r15);
}
