/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "cache.h"

#include "cpu.h"
#include "kernel.h"
#include "kernel_map.h"

enum {
	CTR_INSTRUCTION_LINE = 0, /* bit positions in CTR_EL0: log2 of words in the smallest line */
	CTR_DATA_LINE = 16,
	CTR_LINE_MASK = 15,
	CTR_WORD = 4,
};

static u64 line_bytes(unsigned field)
{
	return (u64)CTR_WORD << (ctr_read() >> field & CTR_LINE_MASK);
}

static void data_line(enum cache_operation operation, u64 line)
{
	switch (operation) {
	case CACHE_CLEAN:
		__asm__ volatile("dc cvac, %0" : : "r"(line) : "memory");
		break;
	case CACHE_INVALIDATE:
		__asm__ volatile("dc ivac, %0" : : "r"(line) : "memory");
		break;
	case CACHE_CLEAN_INVALIDATE:
		__asm__ volatile("dc civac, %0" : : "r"(line) : "memory");
		break;
	case CACHE_UNIFY:
		__asm__ volatile("dc cvau, %0" : : "r"(line) : "memory");
		break;
	}
}

/** Data lines that the user shares with what is not in the range are cleaned before they are dropped. */
static void data_lines(enum cache_operation operation, u64 first, u64 last)
{
	u64 bytes = line_bytes(CTR_DATA_LINE);

	for (u64 line = first & ~(bytes - 1); line <= last; line += bytes) {
		bool whole = line >= first && line + bytes - 1 <= last;

		data_line(operation == CACHE_INVALIDATE && !whole ? CACHE_CLEAN_INVALIDATE : operation, line);
	}
	cpu_dsb();
}

static void instruction_lines(u64 first, u64 last)
{
	u64 bytes = line_bytes(CTR_INSTRUCTION_LINE);

	for (u64 line = first & ~(bytes - 1); line <= last; line += bytes)
		__asm__ volatile("ic ivau, %0" : : "r"(line) : "memory");
	cpu_dsb();
	cpu_isb();
}

void cache_maintain(u64 ttbr, enum cache_operation operation, u64 first, u64 last)
{
	u64 loaded = kernel.arch.vspace;

	if (loaded != ttbr) {
		ttbr0_write(ttbr);
		cpu_isb();
	}
	data_lines(operation, first, last);
	if (operation == CACHE_UNIFY)
		instruction_lines(first, last);
	if (loaded != ttbr) {
		ttbr0_write(loaded ? loaded : kernel_map_no_vspace());
		cpu_isb();
	}
}
