/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/env.h"

#include "suite/check.h"

enum { KEEP_BITS = 16 }; /* memory for objects that outlive tests */

/* What the boot left for the suite. */
static struct {
	const seL4_BootInfo *info;
	seL4_Untyped scratch, keep;
	seL4_CPtr first, next; /* slots of the running test: [first, next) */
} env;

extern const char _start[]; /* lowest address of the image */

static seL4_CPtr retype_from(seL4_Untyped untyped, seL4_Word type, seL4_Word size_bits, seL4_CPtr slot)
{
	return seL4_Untyped_Retype(untyped, type, size_bits, seL4_CapInitThreadCNode, 0, 0, slot, 1);
}

/* The smallest RAM untyped that holds both the scratch and the keep area. */
static seL4_CPtr find_memory(const seL4_BootInfo *info)
{
	seL4_CPtr best = 0;
	seL4_Word best_bits = seL4_WordBits;

	for (seL4_Word i = 0; i < sel4_region_count(info->untyped); i++) {
		const seL4_UntypedDesc *desc = &info->untypedList[i];

		if (desc->isDevice || desc->sizeBits <= SCRATCH_BITS || desc->sizeBits >= best_bits)
			continue;
		best = info->untyped.start + i;
		best_bits = desc->sizeBits;
	}
	return best;
}

void env_init(const seL4_BootInfo *info)
{
	seL4_CPtr memory = find_memory(info);

	env.info = info;
	env.first = env.next = info->empty.start;
	env.scratch = env_keep_slot();
	retype_from(memory, seL4_UntypedObject, SCRATCH_BITS, env.scratch);
	env.keep = env_keep_slot();
	retype_from(memory, seL4_UntypedObject, KEEP_BITS, env.keep);
}

const seL4_BootInfo *env_bootinfo(void)
{
	return env.info;
}

seL4_Untyped env_scratch(void)
{
	return env.scratch;
}

seL4_CPtr env_keep_slot(void)
{
	env.next = env.first + 1;
	return env.first++;
}

seL4_CPtr env_keep_object(seL4_Word type, seL4_Word size_bits)
{
	seL4_CPtr slot = env_keep_slot();

	retype_from(env.keep, type, size_bits, slot);
	return slot;
}

void env_reset(void)
{
	while (env.next > env.first)
		slot_delete(--env.next);
	slot_revoke(env.scratch);
}

seL4_CPtr slots_new(unsigned n)
{
	seL4_CPtr slot = env.next;

	REQUIRE(env.next + n <= env.info->empty.end);
	env.next += n;
	return slot;
}

seL4_CPtr slot_new(void)
{
	return slots_new(1);
}

seL4_CPtr make(seL4_Word type, seL4_Word size_bits)
{
	seL4_CPtr slot = slot_new();

	REQUIRE(retype_from(env.scratch, type, size_bits, slot) == seL4_NoError);
	return slot;
}

seL4_CPtr make_endpoint(void)
{
	return make(seL4_EndpointObject, 0);
}

seL4_CPtr make_notification(void)
{
	return make(seL4_NotificationObject, 0);
}

seL4_CPtr make_tcb(void)
{
	return make(seL4_TCBObject, 0);
}

seL4_CPtr make_frame(void)
{
	return make(ARCH_SMALL_PAGE, 0);
}

seL4_CPtr make_cnode(seL4_Word radix)
{
	return make(seL4_CapTableObject, radix);
}

seL4_CPtr make_untyped(seL4_Word bits)
{
	return make(seL4_UntypedObject, bits);
}

seL4_CPtr make_parent_untyped(void)
{
	seL4_CPtr parent = make_untyped(seL4_PageBits);

	REQUIRE(retype_from(parent, seL4_EndpointObject, 0, slot_new()) == seL4_NoError);
	return parent;
}

seL4_CPtr minted(seL4_CPtr cap, seL4_CapRights_t rights, seL4_Word badge)
{
	seL4_CPtr slot = slot_new();

	REQUIRE(seL4_CNode_Mint(seL4_CapInitThreadCNode, slot, ROOT_DEPTH, seL4_CapInitThreadCNode, cap,
				ROOT_DEPTH, rights, badge) == seL4_NoError);
	return slot;
}

seL4_CPtr badged(seL4_CPtr cap, seL4_Word badge)
{
	return minted(cap, seL4_AllRights, badge);
}

seL4_CPtr copy_of(seL4_CPtr cap, seL4_CapRights_t rights)
{
	seL4_CPtr slot = slot_new();

	REQUIRE(seL4_CNode_Copy(seL4_CapInitThreadCNode, slot, ROOT_DEPTH, seL4_CapInitThreadCNode, cap,
				ROOT_DEPTH, rights) == seL4_NoError);
	return slot;
}

seL4_Error slot_copy(seL4_CPtr dest, seL4_CPtr src)
{
	return seL4_CNode_Copy(seL4_CapInitThreadCNode, dest, ROOT_DEPTH, seL4_CapInitThreadCNode, src,
			       ROOT_DEPTH, seL4_AllRights);
}

seL4_Error slot_move(seL4_CPtr dest, seL4_CPtr src)
{
	return seL4_CNode_Move(seL4_CapInitThreadCNode, dest, ROOT_DEPTH, seL4_CapInitThreadCNode, src,
			       ROOT_DEPTH);
}

seL4_Error slot_delete(seL4_CPtr slot)
{
	return seL4_CNode_Delete(seL4_CapInitThreadCNode, slot, ROOT_DEPTH);
}

seL4_Error slot_revoke(seL4_CPtr slot)
{
	return seL4_CNode_Revoke(seL4_CapInitThreadCNode, slot, ROOT_DEPTH);
}

/* A move onto itself tells occupied (DeleteFirst) from empty (source missing). */
int slot_is_empty(seL4_CPtr slot)
{
	return slot_move(slot, slot) == seL4_FailedLookup;
}

const seL4_UntypedDesc *device_untyped(seL4_Word bits, seL4_CPtr *cptr)
{
	for (seL4_Word i = 0; i < sel4_region_count(env.info->untyped); i++) {
		const seL4_UntypedDesc *desc = &env.info->untypedList[i];

		if (desc->isDevice && desc->sizeBits >= bits) {
			*cptr = env.info->untyped.start + i;
			return desc;
		}
	}
	return (void *)0;
}

seL4_CPtr make_device_frame(void)
{
	seL4_CPtr slot = slot_new();
	seL4_CPtr untyped = 0;

	REQUIRE(device_untyped(seL4_PageBits, &untyped));
	REQUIRE(retype_from(untyped, ARCH_SMALL_PAGE, 0, slot) == seL4_NoError);
	return slot;
}

seL4_CPtr image_frame(const void *page)
{
	return env.info->userImageFrames.start + ((seL4_Word)page - (seL4_Word)_start) / 4096;
}

seL4_Word root_radix(void)
{
	return env.info->initThreadCNodeSizeBits;
}
