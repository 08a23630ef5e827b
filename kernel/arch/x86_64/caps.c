/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the core asks about capabilities of this architecture's types. */
#include "arch/arch.h"
#include "cap_arch.h"
#include "ioport.h"
#include "object/asid.h"
#include "table.h"

struct derived arch_cap_derive(const struct slot *slot, struct cap cap)
{
	struct derived derived = { result_ok(), cap };

	switch (cap_arch_type(cap)) {
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

bool arch_cap_revocable(struct cap derived, struct cap source)
{
	return cap_arch_type(derived) == CAP_IO_PORT && cap_arch_type(source) == CAP_IO_PORT_CONTROL;
}

bool arch_cap_range(struct cap cap, u64 *paddr, u64 *bytes)
{
	switch (cap_arch_type(cap)) {
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

bool arch_cap_covers(struct cap a, struct cap b)
{
	if (cap_arch_type(a) == CAP_IO_PORT_CONTROL && cap_arch_type(b) == CAP_IO_PORT)
		return true;
	return arch_cap_same_object(a, b);
}

bool arch_cap_same_object(struct cap a, struct cap b)
{
	if (cap_arch_type(a) != cap_arch_type(b))
		return false;
	switch (cap_arch_type(a)) {
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
