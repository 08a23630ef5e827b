/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the core asks about capabilities of this architecture's types. */
#include "arch/arch.h"
#include "cap_arch.h"
#include "object/asid.h"
#include "sgi.h"
#include "table.h"
#include "vspace.h"

struct derived arch_cap_derive(const struct slot *slot, struct cap cap)
{
	struct derived derived = { result_ok(), cap };

	switch (cap_arch_type(cap)) {
	case CAP_PAGE_TABLE:
	case CAP_VSPACE:
		if (!cap.w1)
			derived.result = result_error(seL4_IllegalOperation);
		break;
	}
	return derived;
}

bool arch_cap_revocable(struct cap derived, struct cap source)
{
	return cap_arch_type(derived) == CAP_SGI && cap_type(source) == CAP_IRQ_CONTROL;
}

bool arch_cap_range(struct cap cap, u64 *paddr, u64 *bytes)
{
	switch (cap_arch_type(cap)) {
	case CAP_PAGE_TABLE:
	case CAP_VSPACE:
		*paddr = physical_address(cap_object(cap));
		*bytes = 1 << seL4_PageBits;
		return true;
	default:
		return false;
	}
}

bool arch_cap_covers(struct cap a, struct cap b)
{
	if (cap_type(a) == CAP_IRQ_CONTROL)
		return cap_arch_type(b) == CAP_SGI;
	return arch_cap_same_object(a, b);
}

bool arch_cap_same_object(struct cap a, struct cap b)
{
	if (cap_arch_type(a) != cap_arch_type(b))
		return false;
	switch (cap_arch_type(a)) {
	case CAP_SGI:
		return a.w1 == b.w1;
	default:
		return a.w0 == b.w0;
	}
}

void arch_cap_finalise(struct cap cap, bool final)
{
	switch (cap_arch_type(cap)) {
	case CAP_PAGE_TABLE:
		if (final)
			table_unlink(cap);
		break;
	case CAP_VSPACE:
		if (final)
			asid_free(cap_object(cap), cap_vspace_asid(cap));
		break;
	}
}

struct result arch_invoke(const struct invocation *inv)
{
	switch (cap_arch_type(inv->cap)) {
	case CAP_PAGE_TABLE:
		return table_invoke(inv);
	case CAP_VSPACE:
		return vspace_invoke(inv);
	default:
		return sgi_invoke(inv);
	}
}

bool arch_cap_is_vspace(struct cap cap)
{
	return cap_arch_type(cap) == CAP_VSPACE && cap.w1;
}

bool arch_cap_is_unassigned_vspace(struct cap cap)
{
	return cap_arch_type(cap) == CAP_VSPACE && !cap.w1;
}
