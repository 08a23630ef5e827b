/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What all rows share: objects, address spaces, threads, samples and the console.
 *
 * The program is single-minded: whatever goes wrong ends it with one line that
 * says what, so set-up functions return no errors.
 */
#ifndef BENCH_KERNEL_BENCH_H
#define BENCH_KERNEL_BENCH_H

#include <console/console.h>
#include <sel4/root.h>

#include "arch_objects.h"
#include "trap.h"

enum {
	WARM_UP = 8,  /* runs before the first that counts */
	SAMPLES = 65, /* runs that count; their median is the row */
	RUNS = WARM_UP + SAMPLES,

	THREADS = 3,
	PRIORITY_LOW = 200,
	PRIORITY = 201,
	PRIORITY_HIGH = 202,

	/* the CSpace of all threads: one CNode, every slot number is a CPtr */
	CSPACE_BITS = 18,
	CPTR_BITS = 64,
	CSPACE = seL4_CapInitThreadCNode,

	FRAME_BYTES = 1 << seL4_PageBits,
	TABLE_BYTES = 1 << seL4_LargePageBits, /* what one page table maps */
};

/** Ticks of each run; written by whichever thread ends the run. */
struct samples {
	seL4_Uint32 count;
	seL4_Uint32 ticks[RUNS];
};

struct bench {
	const seL4_BootInfo *info;
	struct console console;
	seL4_CPtr next_slot;
	seL4_CPtr root_vspace;
	seL4_CPtr other_vspace; /* holds the whole image at the same addresses */
	seL4_CPtr done;         /* notification: the row's threads have finished */
	seL4_CPtr never;        /* notification that nobody signals */
	seL4_CPtr tcb[THREADS];
	seL4_Uint32 overhead; /* ticks of trap_blank */
};

/** The one instance; threads of both address spaces see it. */
extern struct bench bench;

/* objects.c ---------------------------------------------------------------- */

/** Move the initial capabilities, at their numbers, to a CSpace that is large enough. */
void objects_init(void);

/** @return the first of @count empty slots in a row */
seL4_CPtr slots_take(seL4_Word count);

/** Make an object. @return its slot */
seL4_CPtr object_make(seL4_Word type, seL4_Word size_bits);

/** Make objects of fixed size. @return the first of their slots, which are in a row */
seL4_CPtr objects_make(seL4_Word type, seL4_Word count);

/** Copy with all rights. */
void cap_copy(seL4_CPtr to, seL4_CPtr from);
void cap_delete(seL4_CPtr slot);

/* space.c ------------------------------------------------------------------ */

/** Make an address space whose page tables at @vaddr (and up to the next GiB) are still to come. */
seL4_CPtr vspace_make_bare(seL4_Word vaddr);

/** Make an address space with page tables for @bytes at @vaddr (multiples of TABLE_BYTES, within 1 GiB). */
seL4_CPtr vspace_make(seL4_Word vaddr, seL4_Word bytes);

/** Make and map page tables for @bytes at @vaddr of @vspace. @return the first of their slots */
seL4_CPtr page_tables_make(seL4_CPtr vspace, seL4_Word vaddr, seL4_Word bytes);

/** Make an address space that holds this program as the first one does. */
seL4_CPtr vspace_clone(void);

/** @return the frame capability of the page of this image that @address is in */
seL4_CPtr image_frame(const void *address);

/* thread.c ----------------------------------------------------------------- */

struct thread {
	void (*run)(void);
	seL4_CPtr vspace;
	seL4_CPtr fault_handler;
	seL4_Uint8 priority;
};

void threads_init(void);

/** Start thread @index (0..THREADS-1) from the beginning. It runs when the initial thread waits. */
void thread_start(unsigned index, struct thread thread);

/** Wait until one calls threads_finish, then stop all. */
void threads_run(void);

/** Called by a row's thread: the row is complete. */
_Noreturn void threads_finish(void);

/* report.c ----------------------------------------------------------------- */

void report_init(void);

/** Note one run. @return whether more are wanted */
static inline int sample_add(struct samples *samples, seL4_Uint32 ticks)
{
	if (samples->count < RUNS)
		samples->ticks[samples->count++] = ticks;
	return samples->count < RUNS;
}

/** Print a row: the median of @samples less @overhead ticks each. Says so if they differ. */
void report_samples(const char *name, struct samples *samples, seL4_Uint32 overhead);

void report_value(const char *name, seL4_Word value);

/** End the program when @error is not 0; @what failed. */
void must(seL4_Error error, const char *what);
_Noreturn void fail(const char *what);

/* power.c ------------------------------------------------------------------ */

_Noreturn void power_off(void);

/* the rows ----------------------------------------------------------------- */

void rows_ipc(void);
void rows_signal(void);
void rows_fault(void);
void rows_yield(void);
void rows_memory(void);
void rows_share(void);
void rows_fork(void);
void rows_spawn(void);

#endif
