/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The plan: what a system consists of and who holds what, resolved on the host by
 * sel4-compose from system.toml and the built components, and carried out by the root
 * task to the letter. It is the bundle's file KAAL_PLAN_FILE. All numbers are
 * little-endian; tables follow the header in the order of their fields, without gaps.
 * docs/spec/plan.md says what the root task refuses.
 */
#ifndef ABI_KAAL_PLAN_H
#define ABI_KAAL_PLAN_H

#include <stdint.h>

#include "abi/kaal/component.h"
#include "abi/kaal/startup.h"

#define KAAL_PLAN_FILE "plan"

enum {
	KAAL_PLAN_MAGIC = 0x4e414c50, /* "PLAN" */
	KAAL_PLAN_VERSION = 1,
	KAAL_PLAN_COMPONENTS_MAX = 250,
	KAAL_PLAN_GRANTS_MAX = 8192,
	KAAL_PLAN_CONNECTIONS_MAX = 4096,
	KAAL_PLAN_CNODE_BITS_MIN = 6,
	KAAL_PLAN_CNODE_BITS_MAX = 12,
	KAAL_PLAN_RING_BYTES_MAX = 1 << 20, /* of one ring's data */
	KAAL_PLAN_DATA_BYTES_MAX = 64 << 20,
};

#define KAAL_PLAN_NONE 0xffffffffu /* no such index */

enum kaal_plan_component_flags {
	KAAL_PLAN_ON_DEMAND = 1 << 0, /* started when asked for, not at boot */
	KAAL_PLAN_MANAGE = 1 << 1,    /* may use the managing services of the root task (abi/kaal/root.h) */
};

enum kaal_restart {
	KAAL_RESTART_NEVER,
	KAAL_RESTART_ON_FAULT, /* after a fault, a missed heartbeat or an exit status other than 0 */
	KAAL_RESTART_ALWAYS,   /* and after any exit that was not asked for */
};

/** One component. Its number (in the badge of its calls) is its index + 1. */
struct kaal_plan_component {
	char name[KAAL_NAME_BYTES];
	char args[KAAL_ARGS_BYTES]; /* at boot; NUL-terminated */
	uint32_t file;              /* its ELF file: index in the bundle's table. Several may share one */
	uint32_t flags;             /* enum kaal_plan_component_flags */
	uint32_t priority;          /* 1..254 */
	uint32_t rank;              /* started after all of lower rank are ready; equal ranks together */
	uint32_t cnode_bits;        /* log2 of slots in its CSpace */
	uint32_t threads_max;       /* 1..: with the first */
	uint64_t stack_bytes, heap_bytes;
	uint64_t memory_max_bytes; /* of everything made for it, at any time; 0: no limit of its own */
	uint64_t dma_max_bytes;    /* of that, in DMA pools */
	uint32_t slots_max;        /* capability slots that it may cause to be used; 0: no limit of its own */
	uint32_t log_level;        /* enum kaal_log_level: what is less important is not sent */
	uint32_t restart;          /* enum kaal_restart */
	uint32_t restart_limit;    /* so many restarts within the window, then given up; 0: no limit */
	uint32_t restart_window_ms;
	uint32_t backoff_ms, backoff_max_ms; /* wait before a restart, doubled each time up to the second */
	uint32_t heartbeat_ms;               /* must show life so often; 0: not watched */
	uint32_t ready_ms; /* must be ready so soon after its start, else a message; 0: no limit */
	uint32_t grants_first, grants_count; /* in the table of grants */
	uint32_t reserved;
};

/**
 * One thing granted to a component: a resource, or its end of a connection. Where
 * capabilities go and which signal bits stand for them is decided here, not at run time.
 */
struct kaal_plan_grant {
	uint32_t kind; /* enum kaal_need_kind */
	uint32_t
		signal; /* bit of the component's notification, 0..KAAL_SIGNAL_GRANTS_LAST, that stands for it;
	                         unique for interrupts, else maybe shared; KAAL_PLAN_NONE: never signalled */
	uint32_t slot;  /* as in struct kaal_grant; 0: none */
	uint32_t signal_slot; /* as in struct kaal_grant; 0: none */
	uint32_t connection;  /* index; KAAL_PLAN_NONE: a resource */
	uint32_t flags;       /* enum kaal_need_flags */
	uint64_t a, b, c;     /* as in struct kaal_need */
	char name[KAAL_NAME_BYTES];
	char interface[KAAL_NAME_BYTES];
	char match[KAAL_MATCH_BYTES];
};

/** A client's end tied to a provider. */
struct kaal_plan_connection {
	uint32_t client;   /* component index; KAAL_PLAN_NONE: the root task itself */
	uint32_t provider; /* component index */
	uint32_t client_grant,
		provider_grant; /* indices in the table of grants; KAAL_PLAN_NONE for the root task's end */
	uint64_t forward_bytes, backward_bytes; /* of the rings' data, powers of two; 0: no ring that way */
	uint64_t data_bytes;                    /* of the shared buffer region; 0: none */
};

struct kaal_plan {
	uint32_t magic;
	uint16_t version;
	uint16_t header_bytes; /* of this struct */
	uint64_t bytes;        /* of the whole plan */
	char system[KAAL_SYSTEM_NAME_BYTES];
	char system_version[KAAL_NAME_BYTES];
	uint32_t components_count, grants_count, connections_count;
	uint32_t crc32; /* of the whole plan with this field 0 */
};

#endif
