/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The start-up block: read-only pages that the root task maps into a component
 * and whose address is the entry point's only argument (x86_64: rdi; AArch64: x0).
 *
 * A component starts with its stack pointer at stack_base + stack_bytes and without
 * a thread pointer: its C library places the thread control block and asks for it to
 * be used (KAAL_ROOT_TLS_BASE). Heap and connections' memory are zeroed; the latter when the
 * system starts, not when a component does.
 */
#ifndef ABI_KAAL_STARTUP_H
#define ABI_KAAL_STARTUP_H

#include "abi/kaal/component.h"

enum {
	KAAL_STARTUP_MAGIC = 0x54525453,
	KAAL_STARTUP_VERSION = 2,
	KAAL_ARGS_BYTES = 64,
	KAAL_SYSTEM_NAME_BYTES = 32,
};

/** Fixed slots of a component's CSpace; each is usable as a CPtr as it stands. */
enum kaal_component_slot {
	KAAL_SLOT_NULL = 0,
	KAAL_SLOT_ROOT = 1,  /* endpoint to the root task: its services (abi/kaal/root.h) */
	KAAL_SLOT_FAULT = 2, /* endpoint to the root task: where faults go */
	KAAL_SLOT_NOTIFICATION =
		3,            /* read and write: every signal to this component. Bound to its first thread if
	                               it provides something; otherwise any thread of it may wait here */
	KAAL_SLOT_SERVER = 4, /* receive: calls from all who use what this one provides; the
	                               notification above is bound, so one Recv waits for both */
	KAAL_SLOT_CNODE =
		5, /* its own CSpace, depth 64, if it provides something: calls that are answered later
	                               are kept by SaveCaller in the slots REPLIES..REPLIES_LAST */
	KAAL_SLOT_WAKE =
		6, /* read and write: the first thread's own notification, as other threads have one. Only
	                               where threads_max is above 1 */
	KAAL_SLOT_REPLIES = 7,
	KAAL_SLOT_REPLIES_LAST = 15,
	KAAL_SLOT_GRANTS = 16, /* grants' capabilities from here, as the start-up block says; behind them
	                               what is granted at run time */
};

/**
 * In the badge of each call on a component's endpoint, beside the client's id. No signal has this bit, so that one
 * receive can wait for both and tell them apart.
 */
#define KAAL_CALL_BADGE (1ull << 63)

/** Bits of a component's notification. */
enum kaal_signal {
	KAAL_SIGNAL_GRANTS_LAST = 47, /* 0..: grants, as the start-up block says */
	KAAL_SIGNAL_RUNTIME = 48,     /* ..60: what the broker grants at run time */
	KAAL_SIGNAL_RUNTIME_LAST = 60,
	KAAL_SIGNAL_STOP = 61,      /* end in good order: exit soon, or be ended */
	KAAL_SIGNAL_HEARTBEAT = 62, /* show life: count up struct kaal_status.heartbeat */
	KAAL_SIGNAL_RESERVED = 63,  /* marks calls, see KAAL_CALL_BADGE */
};

/**
 * One granted connection or resource.
 * A connection appears on both sides, at the client under its end's name and at the
 * provider once per client, under the interface's. Signalling @signal_slot sets the bit that stands for the
 * connection at the peer. Several connections may share a bit: look at all of them.
 */
struct kaal_grant {
	uint32_t kind; /* enum kaal_need_kind */
	uint32_t
		peer; /* the other side's component id; provider's side: also the badge of the client's calls, with KAAL_CALL_BADGE */
	uint32_t signal; /* bit of this component's notification; 64 and more: never signalled */
	uint32_t flags;  /* enum kaal_need_flags */
	char name[KAAL_NAME_BYTES];
	char interface[KAAL_NAME_BYTES];
	char peer_name[KAAL_NAME_BYTES]; /* the other side's component name, for people; resources: empty */
	uint64_t slot;        /* port or IRQ handler capability; client: endpoint of the provider; else 0 */
	uint64_t signal_slot; /* notification capability of the peer (connections), else 0 */
	uint64_t vaddr; /* connection: ring from client to provider (abi/kaal/ring.h); KAAL_NEED_DT_MMIO: the
	                         first register; 0: none */
	uint64_t bytes; /* of that ring, with its header, or of the registers */
	uint64_t back_vaddr, back_bytes; /* connection: ring from provider to client */
	uint64_t data_vaddr, data_bytes; /* connection: shared buffer region */
	uint64_t data_paddr;             /* provider's side: its physical address; client's side: 0 */
	uint64_t a, b, c;                /* as in the need, but:
	                     KAAL_NEED_DT_MMIO: @a the first register's physical address;
	                     KAAL_NEED_DT_IRQ: @a the interrupt's GIC id, @b 1 edge, 0 level */
};

/** A component's calls that have not returned, for whoever asks why it waits. */
struct kaal_status_wait {
	uint64_t since;     /* cycle counter; 0: not waiting */
	uint32_t grant;     /* index of the connection */
	uint32_t operation; /* label of the call; 0xffffffff: for a signal */
};

enum { KAAL_STATUS_WAITS = 16 };

/** A page that the component writes and the root task reads, trusting nothing in it. */
struct kaal_status {
	uint64_t heartbeat;                               /* counts up */
	struct kaal_status_wait waits[KAAL_STATUS_WAITS]; /* one a thread */
};

struct kaal_startup {
	uint32_t magic;
	uint16_t version;
	uint16_t reserved;
	uint32_t id; /* this component's number, 1.. */
	uint32_t priority;
	uint32_t threads_max; /* with the first */
	uint32_t log_level;   /* enum kaal_log_level; 0: nothing is logged */
	uint32_t restarts;    /* how often it was started before, since boot */
	char name[KAAL_NAME_BYTES];
	uint64_t ipc_buffer; /* addresses and sizes in bytes, in this component's VSpace */
	uint64_t status;     /* its struct kaal_status, writable */
	uint64_t stack_base, stack_bytes;
	uint64_t heap_base, heap_bytes;
	uint64_t image_phdr, image_phdr_count; /* program headers, in a mapped segment; 0 if not */
	uint64_t tsc_khz;                      /* ticks of the cycle counter per millisecond; it is the
	                                          TSC, on AArch64 the physical counter (CNTPCT_EL0) */
	uint64_t boot_tsc;                     /* cycle counter when the root task began */
	char system[KAAL_SYSTEM_NAME_BYTES];   /* the system's name, as in the bundle; NUL-terminated */
	char args[KAAL_ARGS_BYTES];            /* see KAAL_ROOT_START; NUL-terminated, empty at boot */
	uint32_t grants_count;
	uint32_t reserved2;
	struct kaal_grant grants[];
};

#endif
