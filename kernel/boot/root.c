/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The root task: its memory, its CSpace in the ABI's order, its boot information
 * (manual chapter 9; ABI sheet section 11).
 */
#include "abi/sel4/bootinfo.h"
#include "arch/arch.h"
#include "boot/boot.h"
#include "boot/image.h"
#include "object/asid.h"
#include "object/cap_ops.h"
#include "object/tcb.h"
#include "sched/sched.h"

enum {
	PAGE = 4096,
	ROOT_RADIX = 16, /* log2 of the slots of the root CNode */
	ROOT_ASID = 1,
};

/** What is being built. */
struct root {
	const struct boot_machine *machine;
	struct boot_image image;
	struct region_list free; /* RAM not handed out yet */
	struct slot *cnode;
	struct cap cnode_cap, vspace;
	seL4_BootInfo *bootinfo;
	u64 image_paddr, ipc_paddr, bootinfo_paddr, extra_paddr; /* physical */
	u64 ipc_vaddr, bootinfo_vaddr, extra_vaddr, end_vaddr;
	u64 extra_bytes; /* size of the extra region */
	u64 next_slot;
};

/** Take zeroed memory from the top of the highest region that has room. @param align power of two */
static u64 root_allocate(struct root *root, u64 bytes, u64 align)
{
	for (unsigned i = root->free.count; i-- > 0;) {
		struct region region = root->free.at[i];
		u64 start = (region.end - bytes) & ~(align - 1);

		if (region.end - region.start < bytes || start < region.start || start > region.end)
			continue;
		region_list_remove(&root->free, (struct region){ start, start + bytes });
		arch_clear_memory(kernel_address(start), bytes);
		return start;
	}
	boot_fail("not enough memory for the root task image and its objects");
}

static void *root_allocate_page(struct root *root)
{
	return kernel_address(root_allocate(root, PAGE, PAGE));
}

static void root_set_slot(struct root *root, u64 slot, struct cap cap)
{
	if (cap_type(cap) != CAP_NULL)
		slot_set_root(&root->cnode[slot], cap);
}

static void root_append(struct root *root, struct cap cap)
{
	if (root->next_slot >> ROOT_RADIX)
		boot_fail("the root task image is too large: the root CNode has no slot left");
	root_set_slot(root, root->next_slot++, cap);
}

/** Decide the layout of the root VSpace and take the memory that it needs. */
static void root_lay_out(struct root *root)
{
	u64 extra_bytes = arch_extra_bootinfo(NULL), image_bytes = root->image.end - root->image.start;

	if (image_bytes / PAGE >= 1ull << ROOT_RADIX)
		boot_fail(
			"the root task image is too large: the root CNode has no slot for each of its pages");
	for (root->extra_bytes = extra_bytes ? PAGE : 0; root->extra_bytes < extra_bytes;)
		root->extra_bytes *= 2;

	root->ipc_vaddr = root->image.end;
	root->bootinfo_vaddr = root->ipc_vaddr + PAGE;
	root->extra_vaddr = root->bootinfo_vaddr + PAGE;
	root->end_vaddr = root->extra_vaddr + root->extra_bytes;
	if (root->end_vaddr > arch_user_top())
		boot_fail("the root task image leaves no room for its boot information");

	root->image_paddr = root->machine->image_is_loaded ? root->machine->image.start
							   : root_allocate(root, image_bytes, PAGE);
	root->ipc_paddr = root_allocate(root, PAGE, PAGE);
	root->bootinfo_paddr = root_allocate(root, PAGE, PAGE);
	if (root->extra_bytes)
		root->extra_paddr = root_allocate(root, root->extra_bytes, root->extra_bytes);
}

static void root_create_cspace(struct root *root)
{
	u64 bytes = 1ull << (ROOT_RADIX + seL4_SlotBits);

	/* told by the kernel's file to those who make images for it */
	__asm__(".globl kernel_root_cnode_radix\n.set kernel_root_cnode_radix, %c0" : : "i"(ROOT_RADIX));

	root->cnode = kernel_address(root_allocate(root, bytes, bytes));
	root->cnode_cap = cap_cnode(root->cnode, ROOT_RADIX, seL4_WordBits - ROOT_RADIX);
	root->next_slot = seL4_NumInitialCaps;
	root_set_slot(root, seL4_CapInitThreadCNode, root->cnode_cap);
	root_set_slot(root, seL4_CapIRQControl, cap_make(CAP_IRQ_CONTROL, 0, 0, 0));
	root_set_slot(root, seL4_CapDomain, cap_make(CAP_DOMAIN, 0, 0, 0));
	root_set_slot(root, seL4_CapASIDControl, cap_make(CAP_ASID_CONTROL, 0, 0, 0));
	root_set_slot(root, seL4_CapIOPortControl, arch_root_ioport_control());
}

static void root_create_vspace(struct root *root)
{
	u64 start = root->image.start, count = arch_root_paging_count(start, root->end_vaddr);
	seL4_BootInfo *info = root->bootinfo;

	root_set_slot(root, seL4_CapInitThreadASIDPool, asid_pool_create(root_allocate_page(root), 0));
	root->vspace = asid_assign(arch_root_vspace_create(root_allocate_page(root)), ROOT_ASID);
	root_set_slot(root, seL4_CapInitThreadVSpace, root->vspace);

	info->userImagePaging.start = root->next_slot;
	for (u64 i = 0; i < count; i++)
		root_append(root, arch_root_paging_create(root->vspace, start, root->end_vaddr, i,
							  root_allocate_page(root)));
	info->userImagePaging.end = root->next_slot;
}

static void root_append_frames(struct root *root, seL4_SlotRegion *slots, u64 paddr, u64 vaddr, u64 bytes,
			       bool executable)
{
	slots->start = root->next_slot;
	for (u64 at = 0; at < bytes; at += PAGE)
		root_append(root, arch_root_frame_create(root->vspace, paddr + at, vaddr + at, executable));
	slots->end = root->next_slot;
}

static void root_create_frames(struct root *root)
{
	seL4_BootInfo *info = root->bootinfo;

	root_set_slot(root, seL4_CapInitThreadIPCBuffer,
		      arch_root_frame_create(root->vspace, root->ipc_paddr, root->ipc_vaddr, false));
	root_set_slot(
		root, seL4_CapBootInfoFrame,
		arch_root_frame_create(root->vspace, root->bootinfo_paddr, root->bootinfo_vaddr, false));
	root_append_frames(root, &info->extraBIPages, root->extra_paddr, root->extra_vaddr,
			   arch_extra_frame_bytes(arch_extra_bootinfo(NULL), root->extra_bytes), false);
	root_append_frames(root, &info->userImageFrames, root->image_paddr, root->image.start,
			   root->image.end - root->image.start, true);
}

static void root_fill_bootinfo(struct root *root)
{
	seL4_BootInfo *info = root->bootinfo;

	info->numNodes = 1;
	info->numIOPTLevels = arch_num_iopt_levels();
	info->ipcBuffer = (seL4_IPCBuffer *)root->ipc_vaddr;
	info->initThreadCNodeSizeBits = ROOT_RADIX;
	if (root->extra_bytes)
		info->extraLen = arch_extra_bootinfo(kernel_address(root->extra_paddr));
}

static struct tcb *root_create_thread(struct root *root)
{
	struct tcb *tcb = kernel_address(root_allocate(root, 1 << seL4_TCBBits, 1 << seL4_TCBBits));
	struct slot *buffer = &root->cnode[seL4_CapInitThreadIPCBuffer];

	root_set_slot(root, seL4_CapInitThreadTCB, cap_thread(tcb));
	tcb_create(tcb);
	slot_insert_derived(&tcb->slots[TCB_CSPACE], root->cnode_cap, &root->cnode[seL4_CapInitThreadCNode]);
	slot_insert_derived(&tcb->slots[TCB_VSPACE], root->vspace, &root->cnode[seL4_CapInitThreadVSpace]);
	slot_insert_derived(&tcb->slots[TCB_BUFFER], cap_derive(buffer, buffer->cap).cap, buffer);
	tcb->ipc_buffer = root->ipc_vaddr;
	tcb->priority = tcb->mcp = seL4_MaxPrio;
	tcb->context.reg[REG_CAP] = root->bootinfo_vaddr;
	arch_set_next_pc(&tcb->context, root->image.entry);
	return tcb;
}

/** The largest naturally aligned piece that starts at @start and ends by @end; log2 of its bytes. */
static unsigned piece_bits(u64 start, u64 end)
{
	unsigned bits = seL4_MaxUntypedBits;

	if (start != 0 && (unsigned)__builtin_ctzll(start) < bits)
		bits = (unsigned)__builtin_ctzll(start);
	while (bits > 0 && (1ull << bits) > end - start)
		bits--;
	return bits;
}

/** Give @region away as untypeds, cut from its start; what no longer fits into the list is lost. */
static void root_append_untypeds(struct root *root, struct region region, bool device)
{
	seL4_BootInfo *info = root->bootinfo;

	while (region.start < region.end) {
		unsigned bits = piece_bits(region.start, region.end);
		u64 count = root->next_slot - info->untyped.start;

		if (bits >= seL4_MinUntypedBits && count < CONFIG_MAX_NUM_BOOTINFO_UNTYPED_CAPS) {
			root_append(root, cap_untyped(region.start, bits, device, 0));
			info->untypedList[count] = (seL4_UntypedDesc){ .paddr = region.start,
								       .sizeBits = (u8)bits,
								       .isDevice = device };
		}
		region.start += 1ull << bits;
	}
}

static void root_create_untypeds(struct root *root)
{
	const struct region_list *reserved = &root->machine->reserved;
	u64 gap = 0;

	root->bootinfo->untyped.start = root->next_slot;
	for (unsigned i = 0; i < reserved->count && reserved->at[i].start < root->machine->device_top; i++) {
		root_append_untypeds(root, (struct region){ gap, reserved->at[i].start }, true);
		gap = reserved->at[i].end;
	}
	root_append_untypeds(root, (struct region){ gap, root->machine->device_top }, true);

	root_append_untypeds(root, root->machine->recycled, false);
	for (unsigned i = 0; i < root->free.count; i++)
		root_append_untypeds(root, root->free.at[i], false);
	root->bootinfo->untyped.end = root->next_slot;
}

/** The root task's image as the machine has it: a file that is yet to be loaded, or loaded already. */
static struct boot_image root_image(const struct boot_machine *machine)
{
	if (!machine->image_is_loaded)
		return image_check(machine->image);
	return (struct boot_image){ .start = machine->image_vaddr,
				    .end = machine->image_vaddr + machine->image.end - machine->image.start,
				    .entry = machine->image_entry };
}

void boot_root_task(const struct boot_machine *machine)
{
	struct root root = { .machine = machine, .image = root_image(machine), .free = machine->ram };
	struct tcb *tcb;

	sched_init();
	root_lay_out(&root);
	root.bootinfo = kernel_address(root.bootinfo_paddr);
	root_create_cspace(&root);
	root_create_vspace(&root);
	root_create_frames(&root);
	root_fill_bootinfo(&root);
	if (!machine->image_is_loaded)
		image_load(&root.image, root.image_paddr);
	tcb = root_create_thread(&root);

	/* nothing is allocated any more: the image's file is free, and so is all the rest */
	if (!machine->image_is_loaded)
		region_list_add(&root.free,
				(struct region){ machine->image.start & ~(u64)(PAGE - 1),
						 (machine->image.end + PAGE - 1) & ~(u64)(PAGE - 1) });
	root_create_untypeds(&root);
	root.bootinfo->empty = (seL4_SlotRegion){ root.next_slot, 1ull << ROOT_RADIX };

	sched_set_state(tcb, THREAD_RUNNING);
	sched_wake(tcb);
	sched_finish();
}
