/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a component may ask of the root task: a call on KAAL_SLOT_ROOT whose label is
 * the operation. The reply's label is 0 or a positive Linux errno. Strings travel
 * packed into message registers, eight bytes a word, NUL-padded.
 */
#ifndef ABI_KAAL_ROOT_H
#define ABI_KAAL_ROOT_H

#include "abi/kaal/component.h"

enum kaal_root_op {
	KAAL_ROOT_LOG = 1, /* MR0 bytes (1..800), MR1.. text -> nothing. Written to the root console */
	KAAL_ROOT_EXIT,    /* MR0 status -> does not return */
	KAAL_ROOT_UNKNOWN_SYSCALL, /* MR0 Linux call number: libc asked for what the runtime lacks; logged once each */
	KAAL_ROOT_TLS_BASE, /* MR0 address: the caller's thread pointer from now on (FS base, TPIDR_EL0). The call that
	                       libc makes first; a component's own instruction for it depends on the CPU */
	KAAL_ROOT_CONSOLE_HANDOVER, /* the caller now owns the console: root keeps it for faults only.
	                               EPERM unless it was granted the console's device */

	KAAL_ROOT_READY, /* the caller serves from now on; those who wait for it are started */

	/* threads: abi/kaal/thread.h */
	KAAL_ROOT_THREAD, /* MR0 entry, MR1 stack pointer, MR2 argument, MR3 thread pointer, MR4 priority (0: the caller's; never above
	                     the component's) -> MR0 thread number, MR1 slot of the thread's own notification, MR2
	                     address of its IPC buffer. EDQUOT: threads_max */
	KAAL_ROOT_THREAD_EXIT, /* MR0 thread number: ends that thread; the caller's own: does not return. ESRCH: it has ended */
	KAAL_ROOT_THREAD_PRIORITY, /* MR0 thread number, 0: the first; MR1 priority 1..the component's. ESRCH, EPERM: above it */
	KAAL_ROOT_PANIC, /* MR0 bytes of text (0..512), MR1 count of addresses (0..32), then the text, then the addresses: the
	                    component finds itself broken. Its words and the functions that the return addresses lie in are
	                    written to the root console, and it ends as after a fault. Does not return */

	/* the rest needs KAAL_NEED_MANAGE, else EPERM */
	KAAL_ROOT_INFO,  /* MR0 index from 0 -> struct kaal_root_info; ENOENT past the last */
	KAAL_ROOT_MEM,   /* -> struct kaal_root_mem */
	KAAL_ROOT_CAP,   /* MR0 component id, MR1 index -> struct kaal_root_cap; ENOENT past the last */
	KAAL_ROOT_START, /* MR0.. text "name[ arguments]" -> MR0 id: load and start an on-demand component;
	                       what follows the first space becomes its start-up block's @args. ENOENT: no such
	                       component, EBUSY: it runs already,
	                       ENOMEM: not enough memory or slots, EIO: see the console */
	KAAL_ROOT_STOP, /* MR0.. name: ask it to end, and end it if it does not; it is not restarted. ENOENT, EALREADY */
	KAAL_ROOT_RESTART, /* MR0.. name: stop and start it again -> MR0 id */
	KAAL_ROOT_PLANNED, /* MR0 component id, MR1 index -> struct kaal_root_cap as the plan wants it; ENOENT past the last */
	KAAL_ROOT_HOLDS, /* MR0 component id, MR1 slot of its CSpace -> MR0 1: a capability is there, 0: none, found
	                       out by asking the kernel; ENOENT past the last slot */
	KAAL_ROOT_WAIT,     /* MR0 component id -> struct kaal_root_wait: what its threads wait for */
	KAAL_ROOT_POWEROFF, /* does not return */
	KAAL_ROOT_REBOOT,   /* does not return */
};

enum kaal_component_state {
	KAAL_STATE_STOPPED, /* on demand, and not asked for so far */
	KAAL_STATE_RUNNING,
	KAAL_STATE_EXITED,
	KAAL_STATE_FAULTED,
	KAAL_STATE_REJECTED, /* its image or its part of the plan was not acceptable */
	KAAL_STATE_STARTING, /* runs, and is not ready yet */
	KAAL_STATE_WAITING,  /* to be started: others must be ready first, or a restart is due later */
	KAAL_STATE_GIVEN_UP, /* faulted or ended too often */
};

struct kaal_root_info {
	uint64_t id, state, priority, memory_bytes, faults;
	uint64_t fault_type;    /* of the last fault: seL4_FaultType, 0 if none */
	uint64_t fault_ip;      /* instruction pointer of it */
	uint64_t fault_address; /* VM fault: address; user exception: vector; unknown system call: number */
	uint64_t restarts, memory_max_bytes, slots, threads;
	char name[KAAL_NAME_BYTES];
};

/** What a component waits for longer than a moment; text for people, empty: for nothing. */
struct kaal_root_wait {
	uint64_t waits_ms;
	char text[120]; /* e.g. "call 3 on vfs (storage), which has faulted" */
};

struct kaal_root_mem {
	uint64_t ram_bytes, free_bytes, largest_free_bytes, slots, slots_free, untypeds;
};

enum kaal_root_cap_type {
	KAAL_CAP_ENDPOINT = 1, /* detail: badge */
	KAAL_CAP_NOTIFICATION, /* detail: badge */
	KAAL_CAP_IOPORTS,      /* detail: first << 16 | last port */
	KAAL_CAP_IRQ,          /* detail: ISA interrupt or GIC id */
	KAAL_CAP_MMIO,         /* detail: physical address of the first register */
	KAAL_CAP_CNODE,        /* its own */
	KAAL_CAP_REPLY,        /* room for a call that is answered later; only ever planned */
};

struct kaal_root_cap {
	uint64_t slot, type, rights, detail; /* enum kaal_root_cap_type; rights: abi/sel4/rights.h */
	char text[64];                       /* for people, e.g. "endpoint of serial, badge 3, send" */
};

#endif
