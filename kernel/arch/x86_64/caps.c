/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the core asks about capabilities of this architecture's types. */
#include "arch/arch.h"
#include "cap_arch.h"
#include "frame.h"
#include "ioport.h"
#include "object/asid.h"
#include "table.h"

struct derived arch_cap_derive(const struct slot *slot, struct cap cap)
{
	struct derived derived = { result_ok(), cap };

	switch (cap_arch_type(cap)) {
	case CAP_FRAME:
		derived.cap.w1 = 0;
		break;
	case CAP_PML4:
	case CAP_PAGE_TABLE:
	case CAP_PAGE_DIRECTORY:
	case CAP_PDPT:
		if (!cap.w1)
			derived.result = result_error(seL4_IllegalOperation);
		break;
	case CAP_IO_PORT_CONTROL:
		derived.cap = cap_null();
		break;
	}
	return derived;
}

struct cap arch_cap_mask(struct cap cap, u64 rights)
{
	unsigned left;

	if (cap_arch_type(cap) != CAP_FRAME)
		return cap;
	left = cap_frame_rights(cap) & (unsigned)rights;
	cap.w0 &= ~((u64)(FRAME_READ | FRAME_WRITE) << FRAME_RIGHTS_SHIFT);
	cap.w0 |= (u64)left << FRAME_RIGHTS_SHIFT;
	return cap;
}

struct cap arch_cap_update(struct cap cap, u64 data, bool preserve)
{
	return cap; /* no type of this architecture has data of the user's */
}

bool arch_cap_revocable(struct cap derived, struct cap source)
{
	return cap_arch_type(derived) == CAP_IO_PORT && cap_arch_type(source) == CAP_IO_PORT_CONTROL;
}

bool arch_cap_range(struct cap cap, u64 *paddr, u64 *bytes)
{
	switch (cap_arch_type(cap)) {
	case CAP_FRAME:
		*paddr = cap_paddr(cap);
		*bytes = 1ull << cap_frame_size_bits(cap);
		return true;
	case CAP_PAGE_TABLE:
	case CAP_PAGE_DIRECTORY:
	case CAP_PDPT:
		*paddr = physical_address(cap_object(cap));
		*bytes = 1 << seL4_PageBits;
		return true;
	case CAP_PML4:
		*paddr = physical_address(cap_pml4_root(cap));
		*bytes = 1 << seL4_PML4Bits;
		return true;
	default:
		return false;
	}
}

static u64 frame_end(struct cap frame)
{
	return cap_paddr(frame) + (1ull << cap_frame_size_bits(frame));
}

bool arch_cap_covers(struct cap a, struct cap b)
{
	if (cap_arch_type(a) == CAP_IO_PORT_CONTROL && cap_arch_type(b) == CAP_IO_PORT)
		return true;
	if (cap_arch_type(a) != CAP_FRAME || cap_arch_type(b) != CAP_FRAME)
		return arch_cap_same_object(a, b);
	return cap_paddr(b) >= cap_paddr(a) && frame_end(b) <= frame_end(a);
}

bool arch_cap_same_object(struct cap a, struct cap b)
{
	u64 frame_identity = ~((u64)(FRAME_READ | FRAME_WRITE) << FRAME_RIGHTS_SHIFT);

	if (cap_arch_type(a) != cap_arch_type(b))
		return false;
	switch (cap_arch_type(a)) {
	case CAP_FRAME: /* equal base, size and device flag */
		return ((a.w0 ^ b.w0) & frame_identity) == 0;
	case CAP_PML4:
		return cap_pml4_root(a) == cap_pml4_root(b);
	case CAP_IO_PORT:
		return a.w1 == b.w1;
	default:
		return a.w0 == b.w0;
	}
}

void arch_cap_finalise(struct cap cap, bool final)
{
	switch (cap_arch_type(cap)) {
	case CAP_FRAME:
		frame_unmap(cap);
		break;
	case CAP_PAGE_TABLE:
	case CAP_PAGE_DIRECTORY:
	case CAP_PDPT:
		if (final)
			table_unlink(cap);
		break;
	case CAP_PML4:
		if (final)
			asid_free(cap_pml4_root(cap), cap_pml4_asid(cap));
		break;
	case CAP_IO_PORT:
		if (final)
			ioport_finalise(cap);
		break;
	}
}

struct result arch_invoke(const struct invocation *inv)
{
	switch (cap_arch_type(inv->cap)) {
	case CAP_FRAME:
		return frame_invoke(inv);
	case CAP_PAGE_TABLE:
	case CAP_PAGE_DIRECTORY:
	case CAP_PDPT:
		return table_invoke(inv);
	case CAP_IO_PORT:
		return ioport_invoke(inv);
	case CAP_IO_PORT_CONTROL:
		return ioport_control_invoke(inv);
	default: /* PML4 has none */
		return result_error(seL4_IllegalOperation);
	}
}

bool arch_cap_is_vspace(struct cap cap)
{
	return cap_arch_type(cap) == CAP_PML4 && cap.w1;
}

bool arch_cap_is_unassigned_vspace(struct cap cap)
{
	return cap_arch_type(cap) == CAP_PML4 && !cap.w1;
}

struct result arch_ipc_buffer_check(struct cap cap, u64 vaddr)
{
	if (cap_arch_type(cap) != CAP_FRAME || cap_frame_device(cap))
		return result_error(seL4_IllegalOperation);
	if (vaddr & ((1 << seL4_IPCBufferSizeBits) - 1))
		return result_error(seL4_AlignmentError);
	return result_ok();
}
