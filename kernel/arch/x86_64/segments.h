/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the processor reads by itself: descriptor tables, the task state and its interrupt stacks. */
#ifndef X86_SEGMENTS_H
#define X86_SEGMENTS_H

#include "object/cap.h"

enum {
	GDT_ENTRIES = 9,
	IDT_ENTRIES = 256,

	/* stacks of their own for what may come at any instruction */
	IST_DEBUG = 1,
	IST_NMI,
	IST_DOUBLE_FAULT,
	IST_MACHINE_CHECK,
	IST_COUNT = IST_MACHINE_CHECK,
	IST_STACK_BYTES = 2048,
};

/** Intel SDM vol. 3, figure 7-11. */
struct task_state {
	u32 unused0;
	u64 rsp[3];
	u64 unused1;
	u64 ist[7];
	u64 unused2;
	u16 unused3, io_map;
} __attribute__((packed, aligned(4)));

/** Intel SDM vol. 3, figure 6-8. */
struct gate {
	u16 offset_low, selector;
	u8 ist, type_dpl;
	u16 offset_middle;
	u32 offset_high, unused;
};

struct segments {
	_Alignas(16) struct gate idt[IDT_ENTRIES];
	u64 gdt[GDT_ENTRIES];
	struct task_state task;
	_Alignas(16) u8 ist_stack[IST_COUNT][IST_STACK_BYTES];
};

extern struct segments segments;

#endif
