/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A small running system for tests of the core: a root thread with a CSpace, an
 * address space and untyped memory, and a processor that executes its traps.
 *
 * Programs have no code: a test writes the registers of the current thread and lets
 * it trap. So that restarts show, trap instructions stand at odd addresses and are one
 * byte long: a thread that is to go on at an odd address does its system call again.
 */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include "abi/sel4/objects.h"
#include "abi/sel4/syscalls.h"
#include "arch/arch.h"
#include "host.h"
#include "object/cap_ops.h"
#include "sel4_arch/constants.h"

/** Slots of the root CNode beside those of abi/sel4/bootinfo.h. */
enum {
	ROOT_TCB = 1,
	ROOT_CNODE = 2,
	ROOT_VSPACE = 3,
	ROOT_IRQ_CONTROL = 4,
	ROOT_ASID_CONTROL = 5,
	ROOT_ASID_POOL = 6,
	ROOT_BUFFER = 10,
	ROOT_DOMAIN = 11,
	ROOT_UNTYPED = 12, /* five of them: 2^16, 2^17, 2^18, 2^19, 2^20 bytes */
	ROOT_DEVICE = 17,  /* device memory, 2^31 bytes at WORLD_DEVICE */
	ROOT_FREE = 18,    /* first free slot */

	UNTYPED_64K = ROOT_UNTYPED,
	UNTYPED_128K,
	UNTYPED_256K,
	UNTYPED_512K,
	UNTYPED_1M,

	ALL_RIGHTS = seL4_RightsMask,
};

#define WORLD_DEVICE 0x80000000ull

struct words {
	unsigned count;
	const u64 *at;
};

#define W(...) \
	((struct words){ sizeof((const u64[]){ __VA_ARGS__ }) / sizeof(u64), (const u64[]){ __VA_ARGS__ } })
#define NONE ((struct words){ 0, NULL })

/** What a thread got: an error or reply, or a message. */
struct reply {
	u64 badge, label, length, caps, unwrapped;
	u64 mr[seL4_MsgMaxLength];
};

/** Called after each trap and interrupt, if set. */
extern void (*world_after)(void);

/** Use entry_call and entry_reply_recv, as an architecture does? */
extern bool world_fast_path;

/**
 * Start anew: RAM is 2 MiB, the root thread runs with priority 255 and MCP 255.
 *
 * @param radix  log2 of the slots of the root CNode, 5..8; its guard uses up the other bits
 */
void world_start(unsigned radix);

struct tcb *world_root(void);

/** Slot @index of the root CNode. */
struct slot *world_slot(u64 index);

/** The object that slot @index of the root CNode names. */
void *world_object(u64 index);

/** Write a message for the current thread to send: info, words, capabilities. */
void world_message(u64 label, struct words caps, struct words words);

/** The current thread executes one trap instruction; then interrupts are taken. @return the thread that did it */
struct tcb *world_trap(int64_t number, u64 cptr);

/** As world_trap, but the thread repeats the trap while it is told to and stays current. */
struct tcb *world_syscall(int64_t number, u64 cptr);

/** Is @tcb to repeat its trap when it runs next? */
bool world_repeats(const struct tcb *tcb);

/** What stands in @tcb's message registers. */
struct reply world_reply(struct tcb *tcb);

/** Call by the current thread. */
struct reply world_call(u64 cptr, u64 label, struct words caps, struct words words);

/** Take interrupt @irq now. */
void world_interrupt(u64 irq);

/** The current thread and others of its priority yield until @tcb runs. @return whether it does */
bool world_run(struct tcb *tcb);

/* frequent calls; each returns the error label */

u64 world_retype(u64 untyped, u64 type, u64 size_bits, u64 slot, u64 count);
u64 world_copy(u64 dest, u64 source, u64 rights);
u64 world_mint(u64 dest, u64 source, u64 rights, u64 data);
u64 world_move(u64 dest, u64 source);
u64 world_mutate(u64 dest, u64 source, u64 data);
u64 world_delete(u64 slot);
u64 world_revoke(u64 slot);

/**
 * Make a thread out of 1 MiB of untyped memory that shares the root's CSpace and VSpace.
 * Uses two slots: TCB and IPC buffer frame.
 */
struct tcb *world_thread(u64 slot, u8 priority);

#endif
