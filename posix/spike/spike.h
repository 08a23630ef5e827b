/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Entering a Linux server, tried out: processes, threads, and the server's part.
 * Like a test, the program ends with one line when its own set-up fails.
 */
#ifndef SPIKE_SPIKE_H
#define SPIKE_SPIKE_H

#include <sel4/root.h>

#include "arch.h"
#include "layout.h"

enum {
	PAGE_BYTES = 1 << seL4_PageBits,
	CPTR_BITS = 64,
	CSPACE = seL4_CapInitThreadCNode,
	PRIORITY = 100,

	PROCESSES = 2,
	THREADS = 3, /* 0 the program's first, 1 cloned, 2 forked */
	FORKED = 2,
	TEXT_PAGES = 4,
	USER_PAGES = 3,
	FRAMES = 8, /* for user pages, copies included */
};

enum mode { MODE_CALL, MODE_TRAP };

/* objects.c ---------------------------------------------------------------- */

void objects_init(const seL4_BootInfo *info, seL4_CPtr first_slot);
seL4_CPtr slot_take(void);
seL4_CPtr object_make(seL4_Word type, seL4_Word size_bits);

/** Frame of the page of this image that @address is in. */
seL4_CPtr image_frame(const void *address);

/** End the program when @error is not 0; @what failed. */
void must(seL4_Error error, const char *what);
_Noreturn void fail(const char *what);
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* process.c ---------------------------------------------------------------- */

struct process {
	seL4_CPtr vspace;
	seL4_CPtr user_table;
	struct user_page {
		unsigned frame;
		seL4_CPtr cap; /* slot; empty while not mapped */
	} page[USER_PAGES];
};

struct memory {
	_Alignas(PAGE_BYTES) unsigned char text[PAGE_BYTES * TEXT_PAGES];
	_Alignas(PAGE_BYTES) unsigned char trampolines[PAGE_BYTES];
	_Alignas(PAGE_BYTES) unsigned char stub[PAGE_BYTES];
	_Alignas(PAGE_BYTES) union {
		struct entry_block block;
		char page[PAGE_BYTES];
	} block[THREADS];
	_Alignas(PAGE_BYTES) char frame[FRAMES][PAGE_BYTES];
};
extern struct memory memory;
extern struct process processes[PROCESSES];

void processes_init(void);

/** Process 0 as at its start, process 1 empty. */
void processes_reset(void);

/** Give process 1 what process 0 has, to be copied when written. */
void process_fork(void);

/** Resolve a fault. @return 0 if there is nothing at @vaddr */
int process_fault(unsigned index, seL4_Word vaddr, int write);

/** @return @bytes of a process's memory, not across pages, writable by the server; NULL if there are none */
void *process_memory(unsigned index, seL4_Word vaddr, seL4_Word bytes);

/** Faults resolved since the reset. */
unsigned process_faults(void);

/* server.c ----------------------------------------------------------------- */

enum after { AFTER_NOTHING, AFTER_SAVED, AFTER_RETURN, AFTER_BORN };
enum waiting { WAITS_NOT, WAITS_SIGNAL, WAITS_CHILD };

struct thread {
	seL4_CPtr tcb;
	seL4_CPtr reply; /* slot for the reply to a call that waits */
	unsigned process;
	struct entry_block *block;
	seL4_Word block_vaddr;
	int by_trap;      /* how its present system call came */
	enum after after; /* what its FPU code was entered for */
	enum waiting waiting;
	seL4_UserContext next; /* how it goes on then */
	seL4_Word clone_flags, clone_stack;
};

struct scenario {
	enum mode mode;
	seL4_Word entry;
	seL4_Word probe; /* address in stub or trampolines where a signal is to hit; 0 for none */
	enum probe_when {
		PROBE_FIRST,   /* set from the start */
		PROBE_WAY_IN,  /* for the call behind sigaction */
		PROBE_WAY_OUT, /* while that call is in the server */
	} probe_when;
};

/** What happened. */
struct outcome {
	seL4_Word code;
	unsigned calls, traps, nulls, signals;
	seL4_Word stopped_at;
};

struct server {
	struct thread thread[THREADS];
	seL4_CPtr endpoint;
	struct outcome outcome;
	struct scenario scenario;
	int ended;
	int child_ended;
	seL4_Word child_code;
	seL4_Word handler, restorer;
};
extern struct server server;

void server_init(void);
struct outcome server_run(struct scenario scenario);

/** Registers that a thread's present system call returns with. */
seL4_UserContext thread_returning(struct thread *thread, seL4_Sint64 result);
void thread_go(struct thread *thread, const seL4_UserContext *regs);

/* signal.c ----------------------------------------------------------------- */

void signal_send(struct thread *thread);

/** The thread stands at a probe: as if it had been stopped there. */
void signal_at_probe(struct thread *thread);
void signal_return(struct thread *thread);

/* arch --------------------------------------------------------------------- */

/** What the system calls that the programs make are called. */
enum linux_call {
	CALL_UNKNOWN,
	CALL_GETPPID,
	CALL_CLONE,
	CALL_EXIT,
	CALL_EXIT_GROUP,
	CALL_TGKILL,
	CALL_PAUSE,
	CALL_WAIT,
	CALL_SIGACTION,
	CALL_SIGRETURN,
};

struct call {
	seL4_Word number;
	seL4_Word arg[3];
};

enum linux_call arch_call_name(seL4_Word number);

/** Rewrite the system calls of the program in memory.text. */
void arch_rewrite(enum mode mode);

/** @return the address of the first trampoline for a call of @name whose site is at or behind @from; 0: none */
seL4_Word arch_trampoline_find(seL4_Word from, enum linux_call name);

/** Make an instruction of stub or trampolines fault, or restore it. */
void arch_probe_set(seL4_Word vaddr);
void arch_probe_clear(void);

/** @return the offset in the page of the stub's @index-th instruction that can be probed; -1 behind the last */
long arch_probe_place(unsigned index);

/** @return the offset of a trampoline's @index-th instruction that can be probed; -1 behind the last */
long arch_trampoline_place(unsigned index);

/** @return the address of the site that belongs to the trampoline at @pc */
seL4_Word arch_trampoline_site(seL4_Word pc);

/** Registers as they will be when the call that @block tells of is done. */
void arch_after_call(seL4_UserContext *regs, const struct entry_block *block, seL4_Sint64 result);
void arch_after_trap(seL4_UserContext *regs, seL4_Sint64 result);

/** If stopped on the way in or out: registers as before the site, or as after it. */
void arch_rewind(seL4_UserContext *regs, const struct entry_block *block);

_Noreturn void arch_power_off(void);

#endif
