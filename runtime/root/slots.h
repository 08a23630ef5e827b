/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The root task's own capability slots: who owns each. An owner is a small number,
 * so that everything a component ever caused can be found and given back.
 */
#ifndef ROOT_SLOTS_H
#define ROOT_SLOTS_H

#include <stddef.h>
#include <stdint.h>

#include <sel4/sel4.h>

enum {
	SLOTS_MAX = 1 << 17, /* slots beyond stay unused: 512 MiB in pages of 4 KiB need no more */
	OWNER_NOBODY = 0,
	OWNER_ROOT = 255, /* other owners: component ids */
	OWNERS_MAX = 256,
};

/** Zeroed: no slots at all. */
struct slots {
	seL4_CPtr first;
	size_t count, free;
	size_t next; /* where to look first */
	size_t used[OWNERS_MAX];
	size_t limit[OWNERS_MAX]; /* of what each may use; 0: none */
	uint8_t owner[SLOTS_MAX];
};

/** Manage the empty slots [first, end). Nobody has a limit. */
void slots_init(struct slots *slots, seL4_CPtr first, seL4_CPtr end);

/**
 * Take @count (at least 1) slots in a row.
 *
 * @param owner  not OWNER_NOBODY
 * @param first  out, set on success only
 * @return 0, -ENOSPC, or -EDQUOT: the owner may not have so many
 * @time O(slots)
 */
int slots_take(struct slots *slots, uint8_t owner, size_t count, seL4_CPtr *first);

/** Give slots back; they must be empty and taken. */
void slots_give(struct slots *slots, seL4_CPtr first, size_t count);

/**
 * Walk an owner's slots: the first one at or after @from.
 *
 * @return 0 when there is none (slot 0 is never managed)
 */
seL4_CPtr slots_next(const struct slots *slots, uint8_t owner, seL4_CPtr from);

#endif
