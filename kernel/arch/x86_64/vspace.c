/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "vspace.h"

#include "arch/arch.h"
#include "arch_memory.h"
#include "kernel_map.h"
#include "object/asid.h"

enum { CR3_KEEP_TLB = 63 }; /* bit: the load keeps what the TLB has of the new PCID */

u64 *arch_vspace_root(struct cap cap)
{
	return cap_pml4_root(cap);
}

struct cap arch_vspace_assign(struct cap cap, u64 asid)
{
	u64 *root = cap_pml4_root(cap), cr3 = physical_address(root);

	if (kernel.arch.pcid)
		cr3 |= asid | 1ull << CR3_KEEP_TLB;
	cap = cap_pml4(root, asid, cr3);
	root[PML4_OWNER] = cap.w0;
	return cap;
}

/** Is @root the VSpace that is loaded? */
static bool vspace_is_loaded(const u64 *root)
{
	return kernel.arch.vspace && kernel.arch.vspace == root[PML4_OWNER];
}

void arch_vspace_retire(u64 *root)
{
	u64 asid = cap_pml4_asid((struct cap){ root[PML4_OWNER], 0 });

	vspace_flush(root, asid);
	if (vspace_is_loaded(root))
		vspace_unload();
	root[PML4_OWNER] = 0;
}

void vspace_unload(void)
{
	kernel.arch.vspace = 0;
	cr3_write(kernel_map_root());
}

void vspace_flush_page(const u64 *root, u64 asid, u64 vaddr)
{
	if (kernel.arch.pcid)
		cpu_invpcid(INVPCID_ADDRESS, asid, vaddr);
	else if (vspace_is_loaded(root))
		cpu_invlpg(vaddr);
}

void vspace_flush(const u64 *root, u64 asid)
{
	if (kernel.arch.pcid)
		cpu_invpcid(INVPCID_CONTEXT, asid, 0);
	else if (vspace_is_loaded(root))
		cr3_write(cr3_read());
}

struct vspace_lookup vspace_check(struct cap cap)
{
	u64 *root = asid_root(cap_pml4_asid(cap));

	if (!root)
		return (struct vspace_lookup){ result_invalid_root(), NULL };
	if (root != cap_pml4_root(cap))
		return (struct vspace_lookup){ result_invalid_cap(1), NULL };
	return (struct vspace_lookup){ result_ok(), root };
}
