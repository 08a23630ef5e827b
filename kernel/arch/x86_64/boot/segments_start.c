/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "boot_arch.h"
#include "cpu.h"
#include "kernel_tables.h"
#include "segments.h"
#include "trap.h"

enum {
	GATE_INTERRUPT = 0x8e, /* present, 64-bit interrupt gate, for the kernel and hardware alone */
	GATE_USER = 0x60,      /* DPL 3: user code may use int n */

	VECTOR_NMI = 2,
	VECTOR_BREAKPOINT = 3,
	VECTOR_DOUBLE_FAULT = 8,
	VECTOR_MACHINE_CHECK = 18,
};

/* descriptors, Intel SDM vol. 3, 3.4.5 */
#define SEGMENT_KERNEL_CODE 0x00209b0000000000ull
#define SEGMENT_KERNEL_DATA 0x0000930000000000ull
#define SEGMENT_USER_CODE   0x0020fb0000000000ull
#define SEGMENT_USER_DATA   0x0000f30000000000ull
#define SEGMENT_TASK        0x0000890000000000ull

struct table_pointer {
	u16 limit;
	u64 base;
} __attribute__((packed));

static void gate_set(unsigned vector, u8 dpl, u8 ist)
{
	u64 entry = (u64)trap_stubs + (u64)vector * TRAP_STUB_BYTES;

	segments.idt[vector] = (struct gate){
		.offset_low = (u16)entry,
		.offset_middle = (u16)(entry >> 16),
		.offset_high = (u32)(entry >> 32),
		.selector = KERNEL_CS,
		.type_dpl = GATE_INTERRUPT | dpl,
		.ist = ist,
	};
}

static void idt_fill(void)
{
	for (unsigned vector = 0; vector < IDT_ENTRIES; vector++)
		gate_set(vector, vector >= VECTOR_USER_SYSCALL ? GATE_USER : 0, 0);
	gate_set(VECTOR_BREAKPOINT, GATE_USER, 0);
	gate_set(VECTOR_DB, 0, IST_DEBUG);
	gate_set(VECTOR_NMI, 0, IST_NMI);
	gate_set(VECTOR_DOUBLE_FAULT, 0, IST_DOUBLE_FAULT);
	gate_set(VECTOR_MACHINE_CHECK, 0, IST_MACHINE_CHECK);
}

static void task_fill(void)
{
	segments.task.rsp[0] = (u64)kernel_stack_top;
	for (unsigned i = 0; i < IST_COUNT; i++)
		segments.task.ist[i] = (u64)segments.ist_stack[i + 1];
	segments.task.io_map = sizeof(segments.task); /* none: no direct I/O for users */
}

static void gdt_fill(void)
{
	u64 task = (u64)&segments.task;

	segments.gdt[1] = SEGMENT_KERNEL_CODE;
	segments.gdt[2] = SEGMENT_KERNEL_DATA;
	segments.gdt[4] = SEGMENT_USER_DATA; /* the one that sysret uses */
	segments.gdt[5] = SEGMENT_USER_CODE;
	segments.gdt[6] = SEGMENT_USER_DATA;
	segments.gdt[7] = SEGMENT_TASK | (sizeof(segments.task) - 1) | (task & 0xffffff) << 16 |
			  (task >> 24 & 0xff) << 56;
	segments.gdt[8] = task >> 32;
}

void segments_start(void)
{
	struct table_pointer gdt = { sizeof(segments.gdt) - 1, (u64)segments.gdt };
	struct table_pointer idt = { sizeof(segments.idt) - 1, (u64)segments.idt };

	idt_fill();
	task_fill();
	gdt_fill();
	__asm__ volatile("lgdt %0" : : "m"(gdt));
	__asm__ volatile("lidt %0" : : "m"(idt));
	__asm__ volatile("ltr %w0" : : "r"(TSS_SELECTOR));
	__asm__ volatile("lldt %w0" : : "r"(0));
}
