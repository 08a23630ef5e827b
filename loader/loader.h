/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The AArch64 image loader: puts a kernel and a root task into memory as the ABI
 * wants them (docs/spec/loader.md) and enters the kernel.
 *
 * It runs at physical addresses with the MMU off, and anywhere: nothing in it may
 * hold an absolute address, so no initialised pointers.
 */
#ifndef LOADER_LOADER_H
#define LOADER_LOADER_H

#include <dt/dt.h>
#include <stdbool.h>
#include <stdint.h>

#include "abi/kaal/aarch64_image.h"

typedef uint64_t u64;
typedef uint32_t u32;
typedef uint16_t u16;
typedef uint8_t u8;

enum { PAGE = 4096, BLOCK = 1 << 21, BANKS_MAX = 16 };

/** Physical addresses [start, end). */
struct range {
	u64 start, end;
};

static inline bool range_overlaps(struct range a, struct range b)
{
	return a.start < b.end && b.start < a.end;
}

static inline bool range_within(struct range inner, struct range outer)
{
	return inner.start >= outer.start && inner.end <= outer.end && inner.start <= inner.end;
}

static inline u64 align_up(u64 address, u64 align)
{
	return (address + align - 1) & ~(align - 1);
}

static inline u64 align_down(u64 address, u64 align)
{
	return address & ~(align - 1);
}

/** What the device tree tells; filled by machine_read. */
struct machine {
	struct dt tree;
	u64 uart;      /* 0: none is known */
	bool has_uart; /* the tree names it; else it is LOADER_UART */
	bool has_psci, psci_by_smc;
	unsigned bank_count, kept_count;
	struct range bank[BANKS_MAX]; /* RAM */
	struct range kept[BANKS_MAX]; /* reserved by the firmware */
};

/** Read @tree, a blob of unknown size. @return false if it is none */
bool machine_read(struct machine *machine, u64 tree);

/** Is @range RAM, and none of it reserved? */
bool machine_has_ram(const struct machine *machine, struct range range);

/** Print a line on the first UART that is known, and power off or stop. */
_Noreturn void loader_fail(const struct machine *machine, const char *why);

/** A program in an ELF file, checked. */
struct program {
	const u8 *file;
	u64 bytes;
	struct range physical, virtual; /* of all segments that are loaded; whole pages */
	u64 entry;
};

/** @return NULL, or what is wrong with the file */
const char *program_check(struct program *program, const void *file, u64 bytes);

/** Copy the segments to @to, where program->physical.start goes by their physical addresses. */
void program_load_physical(const struct program *program, u64 to);

/** The same by their virtual addresses, @to being that of program->virtual.start. */
void program_load_virtual(const struct program *program, u64 to);

/** Write all of @range back to memory and forget it: for what is written or was read without caches. */
void cache_purge(struct range range);

/** Build the kernel's and the loader's own mapping. @return NULL, or why it cannot be done */
const char *map_build(const struct program *kernel, u64 kernel_at);

/** Turn on MMU and caches and jump. start.S */
_Noreturn void loader_enter(u64 user_start, u64 user_end, u64 user_offset, u64 user_entry, u64 tree,
			    u64 tree_bytes, u64 kernel_entry);

/** From start.S, twice: where the loader must go to be out of the way, then all the rest. */
u64 loader_plan(u64 given, u64 level);
_Noreturn void loader_main(u64 given, u64 level);

/** From start.S after an exception; the way there has ended. */
_Noreturn void loader_trapped(void);

/* loader.ld and start.S: the loader's own addresses, wherever it is */
extern u8 loader_start[], loader_end[];
extern struct image_table loader_image;

#endif
