/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The kernel as the root task's allocators see it: slots, untypeds with their free
 * pointer, and what was made from what. It refuses what seL4 refuses, and aborts on
 * what no correct caller does.
 */
#ifndef KERNEL_MODEL_H
#define KERNEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MODEL_SLOTS = 1 << 12 };

/** Forget everything. */
void model_reset(void);

/** Put an untyped of 2^bits bytes into a slot, as the kernel does at boot. */
void model_untyped(uint64_t slot, uint64_t paddr, unsigned bits);

/** Slots in use. */
size_t model_used(void);

bool model_slot_used(uint64_t slot);

/** Where the object in a slot lies. */
uint64_t model_paddr(uint64_t slot);

/** Retypes that may still succeed, to test what happens when one does not; -1: all. */
extern int model_retypes_left;

#endif
