/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "kernel_calls.h"

#include <core/errno.h>

struct place place_own(seL4_CPtr slot)
{
	return (struct place){ seL4_CapInitThreadCNode, slot, seL4_WordBits };
}

int kernel_errno(seL4_Error error)
{
	static const unsigned char numbers[seL4_NumErrors] = {
		[seL4_NoError] = 0,
		[seL4_InvalidArgument] = EINVAL,
		[seL4_InvalidCapability] = EBADF,
		[seL4_IllegalOperation] = EPERM,
		[seL4_RangeError] = ERANGE,
		[seL4_AlignmentError] = EFAULT,
		[seL4_FailedLookup] = ENOENT,
		[seL4_TruncatedMessage] = EMSGSIZE,
		[seL4_DeleteFirst] = EEXIST,
		[seL4_RevokeFirst] = EBUSY,
		[seL4_NotEnoughMemory] = ENOMEM,
	};

	return error < seL4_NumErrors ? numbers[error] : EIO;
}

int kernel_retype(seL4_Untyped untyped, seL4_Word type, seL4_Word size_bits, seL4_CPtr first, seL4_Word count)
{
	return -kernel_errno(
		seL4_Untyped_Retype(untyped, type, size_bits, seL4_CapInitThreadCNode, 0, 0, first, count));
}

int kernel_revoke(seL4_CPtr slot)
{
	return -kernel_errno(seL4_CNode_Revoke(seL4_CapInitThreadCNode, slot, seL4_WordBits));
}

int kernel_delete(seL4_CPtr slot)
{
	return -kernel_errno(seL4_CNode_Delete(seL4_CapInitThreadCNode, slot, seL4_WordBits));
}

int kernel_copy(struct place to, seL4_CPtr from, seL4_Word rights)
{
	return -kernel_errno(seL4_CNode_Copy(to.cnode, to.index, to.depth, seL4_CapInitThreadCNode, from,
					     seL4_WordBits, (seL4_CapRights_t){ { rights } }));
}

int kernel_mint(struct place to, seL4_CPtr from, seL4_Word rights, seL4_Word badge)
{
	return -kernel_errno(seL4_CNode_Mint(to.cnode, to.index, to.depth, seL4_CapInitThreadCNode, from,
					     seL4_WordBits, (seL4_CapRights_t){ { rights } }, badge));
}

int kernel_move(struct place to, seL4_CPtr from)
{
	return -kernel_errno(
		seL4_CNode_Move(to.cnode, to.index, to.depth, seL4_CapInitThreadCNode, from, seL4_WordBits));
}

int kernel_save_caller(seL4_CPtr slot)
{
	return -kernel_errno(seL4_CNode_SaveCaller(seL4_CapInitThreadCNode, slot, seL4_WordBits));
}
