/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One component of the system, from its place in the plan to its running threads. */
#ifndef ROOT_COMPONENT_H
#define ROOT_COMPONENT_H

#include <elf/elf.h>
#include <sel4/sel4.h>

#include "abi/kaal/plan.h"
#include "abi/kaal/root.h"
#include "abi/kaal/startup.h"
#include "kernel_calls.h"
#include "pool.h"
#include "supervision.h"
#include "threads.h"
#include "vspace.h"

enum {
	COMPONENT_WHY_BYTES = 160,
	SYSCALLS_NOTED = 512,
};

/** The last fault of a component. */
struct fault_record {
	uint64_t count, type, ip, address;
};

/** Where things are in its address space (layout.c). */
struct component_layout {
	uint64_t startup, startup_bytes;
	uint64_t ipc_buffer, status;
	uint64_t threads; /* two pages for each further thread, the first of them its IPC buffer */
	uint64_t stack, stack_bytes;
	uint64_t heap, heap_bytes;
	uint64_t grants; /* the first area of what grants bring along */
};

/**
 * What others hold of a component: its endpoint and its notification. They stay when it is
 * started again, so that what others send meanwhile waits for it.
 */
struct component_ends {
	struct block *block; /* NULL: it has none */
	seL4_CPtr endpoint, notification;
};

struct component {
	const struct kaal_plan_component *plan; /* checked, constant */
	uint32_t id;                            /* 1.., also its owner number and the badge of its calls */
	enum kaal_component_state state;
	struct elf elf;
	struct fault_record fault;
	struct supervision supervision;
	struct component_ends ends;
	bool ends_are_new;                      /* peers that run have not got them yet */
	char args[KAAL_ARGS_BYTES];             /* that it was last started with */
	seL4_CPtr stop_reply;                   /* own slot: who asked for its end waits for it; 0: nobody */
	bool restart_asked;                     /* and wants it started again */
	uint64_t waits_said[KAAL_STATUS_WAITS]; /* beginnings of long waits that were told of */

	/* from here on: of the running instance */
	struct pool pool;
	struct vspace vspace;
	seL4_CPtr tcb, cnode; /* all 0 when none */
	seL4_CPtr ipc_frame;
	seL4_CPtr wake;         /* the first thread's own notification, if there may be others */
	struct thread *threads; /* further ones, the latest first */
	uint64_t threads_made;
	bool wired;                  /* it has the capabilities to its peers */
	bool tells_fault;            /* it has faulted, and only tells where it was (backtrace.h) */
	struct block *device_blocks; /* of registers mapped into it */
	struct component_layout layout;
	const struct kaal_status *status;           /* mapped here too; it writes it at any time */
	uint8_t syscalls_noted[SYSCALLS_NOTED / 8]; /* unknown system calls already reported */
};

static inline const char *component_name(const struct component *component)
{
	return component->plan->name;
}

/** Is it allowed to manage others? */
static inline bool component_manages(const struct component *component)
{
	return component->plan->flags & KAAL_PLAN_MANAGE;
}

/** Does it have a thread that may run? */
static inline bool component_is_running(const struct component *component)
{
	return component->state == KAAL_STATE_RUNNING || component->state == KAAL_STATE_STARTING;
}

/** Is it loaded, running or about to be started? */
static inline bool component_is_loaded(const struct component *component)
{
	return component->tcb != 0;
}

/** The slot of a component's own CSpace. */
static inline struct place place_of(const struct component *component, seL4_Word slot)
{
	return (struct place){ component->cnode, slot, (seL4_Uint8)component->plan->cnode_bits };
}

#endif
