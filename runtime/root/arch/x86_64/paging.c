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
	return -kernel_errno(seL4_X86_ASIDPool_Assign(seL4_CapInitThreadASIDPool, vspace));
}

int arch_frame_map(seL4_CPtr vspace, seL4_CPtr frame, uint64_t vaddr, access_rights rights,
		   unsigned *missing_bits)
{
	seL4_CapRights_t access = rights & ELF_WRITE ? seL4_ReadWrite : seL4_CanRead;
	seL4_X86_VMAttributes attributes =
		rights & ELF_EXECUTE ? seL4_X86_Default_VMAttributes : seL4_X86_ExecuteNever;
	seL4_Error error;

	if (rights & ACCESS_DEVICE)
		attributes |= seL4_X86_CacheDisabled;
	error = seL4_X86_Page_Map(frame, vspace, vaddr, access, attributes);

	*missing_bits = 0;
	if (error == seL4_FailedLookup && seL4_GetMR(MR_FAILED_LOOKUP_TYPE) == seL4_MissingCapability)
		*missing_bits = (unsigned)seL4_GetMR(MR_FAILED_LOOKUP_BITS);
	return -kernel_errno(error);
}

void arch_frame_unmap(seL4_CPtr frame)
{
	seL4_X86_Page_Unmap(frame);
}

int arch_code_ready(seL4_CPtr first, size_t count)
{
	return 0; /* the processor sees to it */
}

/* The paging structures by what one of them translates, and how each is installed. */
static const struct level {
	unsigned bits;
	seL4_Word type;
	seL4_Error (*map)(seL4_CPtr service, seL4_CPtr vspace, seL4_Word vaddr,
			  seL4_X86_VMAttributes attributes);
} levels[] = {
	{ 39, seL4_X86_PDPTObject, seL4_X86_PDPT_Map },
	{ 30, seL4_X86_PageDirectoryObject, seL4_X86_PageDirectory_Map },
	{ 21, seL4_X86_PageTableObject, seL4_X86_PageTable_Map },
};

int arch_table_add(struct vspace *vspace, uint64_t vaddr, unsigned missing_bits)
{
	for (unsigned i = 0; i < sizeof levels / sizeof levels[0]; i++) {
		seL4_CPtr table;
		int error;

		if (levels[i].bits != missing_bits)
			continue;
		error = pool_object(vspace->pool, levels[i].type, 0, seL4_PageTableBits, &table);
		return error ? error
			     : -kernel_errno(levels[i].map(table, vspace->root, vaddr,
							   seL4_X86_Default_VMAttributes));
	}
	return -EIO;
}
