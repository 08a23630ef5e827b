/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The start-up block: a read-only page that the root task maps into a component
 * and whose address is the entry point's only argument (x86_64: rdi; AArch64: x0).
 *
 * A component starts with its stack pointer at stack_base + stack_bytes and without
 * a thread pointer: its C library places the thread control block and asks for it to
 * be used (KAAL_ROOT_TLS_BASE). Heap and connections' memory are zeroed.
 */
#ifndef ABI_KAAL_STARTUP_H
#define ABI_KAAL_STARTUP_H

#include "abi/kaal/component.h"

enum {
	KAAL_STARTUP_MAGIC = 0x54525453,
	KAAL_STARTUP_VERSION = 1,
	KAAL_GRANTS_MAX = 16,
	KAAL_ARGS_BYTES = 64,
	KAAL_SYSTEM_NAME_BYTES = 32,
};

/** Fixed slots of a component's CSpace; each is usable as a CPtr as it stands. */
enum kaal_component_slot {
	KAAL_SLOT_NULL = 0,
	KAAL_SLOT_ROOT = 1,         /* endpoint to the root task: its services (abi/kaal/root.h) */
	KAAL_SLOT_FAULT = 2,        /* endpoint to the root task: where faults go */
	KAAL_SLOT_NOTIFICATION = 3, /* read: every signal to this component; bit i = grant i */
	KAAL_SLOT_SERVER = 4,       /* receive: calls from all who use what this one provides; the
	                               notification above is bound, so one Recv waits for both */
	KAAL_SLOT_GRANTS = 16,      /* grants' capabilities from here, as the start-up block says */
};

/**
 * One granted connection or resource.
 * A connection appears on both sides, at the client under the name it uses and at the
 * provider once per client. Signalling @signal_slot sets bit @peer's grant index at the peer.
 */
struct kaal_grant {
	uint32_t kind; /* enum kaal_need_kind */
	uint32_t peer; /* provider's side: component id of the client, also the badge of its calls */
	char name[KAAL_NAME_BYTES];
	uint64_t slot;        /* port or IRQ handler capability; client: endpoint of the provider; else 0 */
	uint64_t signal_slot; /* notification capability of the peer (connections), else 0 */
	uint64_t vaddr;       /* shared memory of a connection: two rings (abi/kaal/ring.h), the client's
	                         requests first, the provider's answers at vaddr + bytes / 2.
	                         KAAL_NEED_DT_MMIO: the first register */
	uint64_t bytes;       /* of that memory or of the registers */
	uint64_t a, b;        /* as in the need, but:
	                         KAAL_NEED_DT_MMIO: @a the first register's physical address;
	                         KAAL_NEED_DT_IRQ: @a the interrupt's GIC id, @b 1 edge, 0 level */
};

struct kaal_startup {
	uint32_t magic;
	uint16_t version;
	uint16_t grants_count;
	uint32_t id; /* this component's number, 1.. */
	uint32_t priority;
	char name[KAAL_NAME_BYTES];
	uint64_t ipc_buffer; /* addresses and sizes in bytes, in this component's VSpace */
	uint64_t stack_base, stack_bytes;
	uint64_t heap_base, heap_bytes;
	uint64_t image_phdr, image_phdr_count; /* program headers, in a mapped segment; 0 if not */
	uint64_t tsc_khz;                      /* ticks of the cycle counter per millisecond; it is the
	                                          TSC, on AArch64 the physical counter (CNTPCT_EL0) */
	uint64_t boot_tsc;                     /* cycle counter when the root task began */
	char system[KAAL_SYSTEM_NAME_BYTES];   /* the system's name, as in the bundle; NUL-terminated */
	char args[KAAL_ARGS_BYTES];            /* see KAAL_ROOT_START; NUL-terminated, empty at boot */
	struct kaal_grant grants[KAAL_GRANTS_MAX];
};

_Static_assert(sizeof(struct kaal_startup) <= 4096, "the start-up block is one page");

#endif
