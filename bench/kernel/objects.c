/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "bench.h"

struct bench bench;

/** Try the smallest untypeds first: the large ones are for large objects. */
static seL4_Error retype_anywhere(seL4_Word type, seL4_Word size_bits, seL4_CPtr slot, seL4_Word count)
{
	const seL4_BootInfo *info = bench.info;
	seL4_Error error = seL4_NotEnoughMemory;

	for (unsigned bits = seL4_MinUntypedBits; bits <= seL4_MaxUntypedBits; bits++) {
		for (seL4_CPtr i = 0; i < sel4_region_count(info->untyped); i++) {
			const seL4_UntypedDesc *desc = &info->untypedList[i];

			if (desc->isDevice || desc->sizeBits != bits)
				continue;
			error = seL4_Untyped_Retype(info->untyped.start + i, type, size_bits, CSPACE, 0, 0,
						    slot, count);
			if (error != seL4_NotEnoughMemory)
				return error;
		}
	}
	return error;
}

seL4_CPtr slots_take(seL4_Word count)
{
	seL4_CPtr first = bench.next_slot;

	if (count > (1ul << CSPACE_BITS) - first)
		fail("the CSpace is full");
	bench.next_slot += count;
	return first;
}

seL4_CPtr object_make(seL4_Word type, seL4_Word size_bits)
{
	seL4_CPtr slot = slots_take(1);

	must(retype_anywhere(type, size_bits, slot, 1), "Untyped_Retype");
	return slot;
}

seL4_CPtr objects_make(seL4_Word type, seL4_Word count)
{
	seL4_CPtr first = slots_take(count);

	for (seL4_Word made = 0; made < count; made++)
		must(retype_anywhere(type, 0, first + made, 1), "Untyped_Retype");
	return first;
}

void cap_copy(seL4_CPtr to, seL4_CPtr from)
{
	must(seL4_CNode_Copy(CSPACE, to, CPTR_BITS, CSPACE, from, CPTR_BITS, seL4_AllRights), "CNode_Copy");
}

void cap_delete(seL4_CPtr slot)
{
	must(seL4_CNode_Delete(CSPACE, slot, CPTR_BITS), "CNode_Delete");
}

/**
 * Make the new CNode and a capability to it that is a whole CSpace.
 * @return the first's slot in the old CSpace; the second's is one higher
 */
static seL4_CPtr cspace_make(void)
{
	seL4_CPtr raw = slots_take(2);
	seL4_CNode_CapData_t guard = seL4_CNode_CapData_new(0, CPTR_BITS - CSPACE_BITS);

	must(retype_anywhere(seL4_CapTableObject, CSPACE_BITS, raw, 1), "a CNode of 8 MiB");
	must(seL4_CNode_Mint(CSPACE, raw + 1, CPTR_BITS, CSPACE, raw, CPTR_BITS, seL4_AllRights,
			     guard.words[0]),
	     "CNode_Mint");
	return raw;
}

/** Move a capability to the same slot of the new CSpace; some fixed slots are empty. */
static void slot_carry(seL4_CPtr raw, seL4_CPtr slot)
{
	seL4_Error error = seL4_CNode_Move(raw, slot, CSPACE_BITS, CSPACE, slot, CPTR_BITS);

	if (error != seL4_FailedLookup)
		must(error, "CNode_Move");
}

void objects_init(void)
{
	seL4_CPtr raw = cspace_make();

	/* these three are used until the change is complete, so they are copied */
	must(seL4_CNode_Copy(raw, seL4_CapInitThreadTCB, CSPACE_BITS, CSPACE, seL4_CapInitThreadTCB,
			     CPTR_BITS, seL4_AllRights),
	     "CNode_Copy of the TCB");
	must(seL4_CNode_Copy(raw, seL4_CapInitThreadVSpace, CSPACE_BITS, CSPACE, seL4_CapInitThreadVSpace,
			     CPTR_BITS, seL4_AllRights),
	     "CNode_Copy of the VSpace");
	must(seL4_CNode_Copy(raw, CSPACE, CSPACE_BITS, CSPACE, raw + 1, CPTR_BITS, seL4_AllRights),
	     "CNode_Copy of the CSpace");
	for (seL4_CPtr slot = seL4_CapIRQControl; slot < raw; slot++)
		slot_carry(raw, slot);
	must(seL4_TCB_SetSpace(seL4_CapInitThreadTCB, 0, raw + 1, 0, seL4_CapInitThreadVSpace, 0),
	     "TCB_SetSpace");
}
