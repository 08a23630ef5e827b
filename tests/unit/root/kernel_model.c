/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "kernel_model.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel_calls.h"

/* One capability; type seL4_ObjectTypeCount: none. */
struct model_cap {
	bool used;
	seL4_Word type;
	uint64_t paddr, bytes, next_free;
	uint64_t parent; /* slot of the untyped it was made from; 0: the kernel's own */
};

static struct model_cap caps[MODEL_SLOTS];

int model_retypes_left = -1;

static _Noreturn void model_abort(const char *what)
{
	fprintf(stderr, "kernel model: %s\n", what);
	abort();
}

static struct model_cap *cap_at(uint64_t slot)
{
	if (slot == 0 || slot >= MODEL_SLOTS)
		model_abort("no such slot");
	return &caps[slot];
}

void model_reset(void)
{
	memset(caps, 0, sizeof caps);
	model_retypes_left = -1;
}

void model_untyped(uint64_t slot, uint64_t paddr, unsigned bits)
{
	*cap_at(slot) = (struct model_cap){
		.used = true, .type = seL4_UntypedObject, .paddr = paddr, .bytes = 1ull << bits
	};
}

size_t model_used(void)
{
	size_t count = 0;

	for (size_t i = 0; i < MODEL_SLOTS; i++)
		count += caps[i].used;
	return count;
}

bool model_slot_used(uint64_t slot)
{
	return cap_at(slot)->used;
}

uint64_t model_paddr(uint64_t slot)
{
	return cap_at(slot)->paddr;
}

static bool has_children(uint64_t slot)
{
	for (size_t i = 0; i < MODEL_SLOTS; i++)
		if (caps[i].used && caps[i].parent == slot)
			return true;
	return false;
}

static unsigned object_bits(seL4_Word type, seL4_Word size_bits)
{
	switch (type) {
	case seL4_UntypedObject:
		return (unsigned)size_bits;
	case seL4_CapTableObject:
		return (unsigned)size_bits + seL4_SlotBits;
	case seL4_TCBObject:
		return seL4_TCBBits;
	case seL4_EndpointObject:
		return seL4_EndpointBits;
	case seL4_NotificationObject:
		return seL4_NotificationBits;
	case seL4_X86_LargePageObject:
		return seL4_LargePageBits;
	default:
		return seL4_PageBits;
	}
}

int kernel_retype(seL4_Untyped untyped, seL4_Word type, seL4_Word size_bits, seL4_CPtr first, seL4_Word count)
{
	struct model_cap *parent = cap_at(untyped);
	uint64_t bytes = 1ull << object_bits(type, size_bits), start;

	if (!parent->used || parent->type != seL4_UntypedObject)
		model_abort("retype of something else than an untyped");
	if (count < 1 || count > seL4_UntypedRetypeMaxObjects)
		model_abort("retype of too many objects");
	if (model_retypes_left == 0)
		return -ENOMEM;
	if (model_retypes_left > 0)
		model_retypes_left--;
	if (!has_children(untyped))
		parent->next_free = 0;
	start = (parent->next_free + bytes - 1) / bytes * bytes;
	if ((parent->bytes - parent->next_free) / bytes < count || start + count * bytes > parent->bytes)
		return -ENOMEM;
	for (seL4_Word i = 0; i < count; i++) {
		if (cap_at(first + i)->used)
			model_abort("retype into an occupied slot");
		caps[first + i] = (struct model_cap){ .used = true,
						      .type = type,
						      .paddr = parent->paddr + start + i * bytes,
						      .bytes = bytes,
						      .parent = untyped };
	}
	parent->next_free = start + count * bytes;
	return 0;
}

int kernel_revoke(seL4_CPtr slot)
{
	for (size_t i = 1; i < MODEL_SLOTS; i++)
		if (caps[i].used && caps[i].parent == slot) {
			kernel_revoke(i);
			caps[i].used = false;
		}
	return 0;
}

/* Children of a deleted untyped become its parent's. */
int kernel_delete(seL4_CPtr slot)
{
	for (size_t i = 1; i < MODEL_SLOTS; i++)
		if (caps[i].used && caps[i].parent == slot)
			caps[i].parent = cap_at(slot)->parent;
	cap_at(slot)->used = false;
	return 0;
}
