/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/errno.h>

#include "arch.h"
#include "kernel_calls.h"

enum {
	MR_FAILED_LOOKUP_TYPE = 1,
	MR_FAILED_LOOKUP_BITS = 2,
};

int arch_vspace_assign(seL4_CPtr vspace)
{
	return -kernel_errno(seL4_ARM_ASIDPool_Assign(seL4_CapInitThreadASIDPool, vspace));
}

int arch_frame_map(seL4_CPtr vspace, seL4_CPtr frame, uint64_t vaddr, access_rights rights,
		   unsigned *missing_bits)
{
	seL4_CapRights_t access = rights & ELF_WRITE ? seL4_ReadWrite : seL4_CanRead;
	unsigned attributes = 0;
	seL4_Error error;

	if (!(rights & ACCESS_DEVICE))
		attributes |= seL4_ARM_PageCacheable;
	if (!(rights & ELF_EXECUTE))
		attributes |= seL4_ARM_ExecuteNever;
	error = seL4_ARM_Page_Map(frame, vspace, vaddr, access, (seL4_ARM_VMAttributes)attributes);
	*missing_bits = 0;
	if (error == seL4_FailedLookup && seL4_GetMR(MR_FAILED_LOOKUP_TYPE) == seL4_MissingCapability)
		*missing_bits = (unsigned)seL4_GetMR(MR_FAILED_LOOKUP_BITS);
	return -kernel_errno(error);
}

void arch_frame_unmap(seL4_CPtr frame)
{
	seL4_ARM_Page_Unmap(frame);
}

/* One kind of table serves all levels; the kernel puts it where one is missing. */
int arch_table_add(struct vspace *vspace, uint64_t vaddr, unsigned missing_bits)
{
	seL4_CPtr table;
	int error = pool_object(vspace->pool, seL4_ARM_PageTableObject, 0, seL4_PageTableBits, &table);

	return error ? error
		     : -kernel_errno(seL4_ARM_PageTable_Map(table, vspace->root, vaddr,
							    seL4_ARM_Default_VMAttributes));
}

int arch_code_ready(seL4_CPtr first, size_t count)
{
	seL4_Error error = seL4_NoError;

	for (size_t i = 0; !error && i < count; i++)
		error = seL4_ARM_Page_Unify_Instruction(first + i, 0, 1ul << seL4_PageBits);
	return -kernel_errno(error);
}
