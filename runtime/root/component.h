/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One component of the system, from its file in the bundle to its running thread. */
#ifndef ROOT_COMPONENT_H
#define ROOT_COMPONENT_H

#include <elf/elf.h>
#include <sel4/sel4.h>

#include "abi/kaal/bundle.h"
#include "abi/kaal/root.h"
#include "abi/kaal/startup.h"
#include "kernel_calls.h"
#include "pool.h"
#include "vspace.h"

enum {
	COMPONENT_CNODE_BITS = 6,
	COMPONENT_GRANTS_MAX = 16,
	COMPONENT_WHY_BYTES = 160,
	SYSCALLS_NOTED = 512,
};

/** The last fault of a component. */
struct fault_record {
	uint64_t count, type, ip, address;
};

struct component {
	char name[KAAL_NAME_BYTES];
	uint32_t id; /* 1.., also its owner number and the badge of its calls */
	enum kaal_component_state state;
	struct elf elf;
	struct kaal_component descriptor; /* checked */
	struct kaal_grant grants[COMPONENT_GRANTS_MAX];
	char matches[COMPONENT_GRANTS_MAX][KAAL_MATCH_BYTES]; /* devices wanted, by grant */
	unsigned grants_count;
	struct fault_record fault;

	/* from here on: of the running instance */
	struct pool pool;
	struct vspace vspace;
	seL4_CPtr tcb, cnode, notification, endpoint; /* all 0 when none */
	seL4_CPtr ipc_frame;
	struct block *device_blocks; /* of registers mapped into it */
	uint64_t startup_vaddr, ipc_vaddr, status_vaddr;
	uint64_t stack_base, stack_bytes, heap_base, heap_bytes;
	uint8_t syscalls_noted[SYSCALLS_NOTED / 8]; /* unknown system calls already reported */
};

/** Is it allowed to manage others? */
bool component_manages(const struct component *component);

static inline bool component_is_running(const struct component *component)
{
	return component->state == KAAL_STATE_RUNNING;
}

/** The slot of a component's own CSpace. */
static inline struct place place_of(const struct component *component, seL4_Word slot)
{
	return (struct place){ component->cnode, slot, COMPONENT_CNODE_BITS };
}

#endif
