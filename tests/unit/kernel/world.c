/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "world.h"

#include <stdlib.h>

#include "abi/sel4/labels.h"
#include "api/entry.h"
#include "arch_switch.h"
#include "cap_arch.h"
#include "object/asid.h"
#include "object/tcb.h"
#include "sched/sched.h"

enum {
	RAM_BYTES = 1 << 21,

	/* places in RAM; untyped memory begins at the first one's own size */
	AT_TCB = 0,
	AT_VSPACE = 0x1000,
	AT_POOL = 0x2000,
	AT_BUFFER = 0x3000,
	AT_CNODE = 0x4000,
	AT_UNTYPED = 0x10000,

	BUFFER_MESSAGE = 1,
	BUFFER_CAPS = 122,
	REPEATS_MAX = 1000000,
};

void (*world_after)(void);
bool world_fast_path;
static struct slot *root_cnode;

static u64 ram(u64 offset)
{
	return HOST_RAM_START + offset;
}

static void create_caps(unsigned radix)
{
	struct cap vspace, pool;

	root_cnode = kernel_address(ram(AT_CNODE));
	pool = asid_pool_create(kernel_address(ram(AT_POOL)), 0);
	vspace = asid_assign(arch_root_vspace_create(kernel_address(ram(AT_VSPACE))), 1);
	slot_set_root(world_slot(ROOT_TCB), cap_thread(world_root()));
	slot_set_root(world_slot(ROOT_CNODE), cap_cnode(root_cnode, radix, seL4_WordBits - radix));
	slot_set_root(world_slot(ROOT_VSPACE), vspace);
	slot_set_root(world_slot(ROOT_IRQ_CONTROL), cap_make(CAP_IRQ_CONTROL, 0, 0, 0));
	slot_set_root(world_slot(ROOT_ASID_CONTROL), cap_make(CAP_ASID_CONTROL, 0, 0, 0));
	slot_set_root(world_slot(ROOT_ASID_POOL), pool);
	slot_set_root(world_slot(ROOT_BUFFER),
		      cap_frame(ram(AT_BUFFER), 0, false, seL4_RightRead | seL4_RightWrite, 0));
	slot_set_root(world_slot(ROOT_DOMAIN), cap_make(CAP_DOMAIN, 0, 0, 0));
	for (unsigned i = 0; i < 5; i++)
		slot_set_root(world_slot(ROOT_UNTYPED + i),
			      cap_untyped(ram((u64)AT_UNTYPED << i), 16 + i, false, 0));
	slot_set_root(world_slot(ROOT_DEVICE), cap_untyped(WORLD_DEVICE, 31, true, 0));
}

static void install(struct tcb *tcb, enum tcb_slot index, u64 source)
{
	slot_insert_derived(&tcb->slots[index], world_slot(source)->cap, world_slot(source));
}

static void create_root(void)
{
	struct tcb *root = world_root();

	tcb_create(root);
	install(root, TCB_CSPACE, ROOT_CNODE);
	install(root, TCB_VSPACE, ROOT_VSPACE);
	install(root, TCB_BUFFER, ROOT_BUFFER);
	root->priority = root->mcp = seL4_MaxPrio;
	arch_set_next_pc(&root->context, 0x1000);
	sched_set_state(root, THREAD_RUNNING);
	sched_wake(root);
	sched_finish();
}

void world_start(unsigned radix)
{
	host_reset(RAM_BYTES);
	sched_init();
	create_caps(radix);
	create_root();
}

struct tcb *world_root(void)
{
	return kernel_address(ram(AT_TCB));
}

struct slot *world_slot(u64 index)
{
	return &root_cnode[index];
}

void *world_object(u64 index)
{
	return cap_object(world_slot(index)->cap);
}

void world_message(u64 label, struct words caps, struct words words)
{
	struct tcb *tcb = kernel.current;
	u64 *buffer = tcb_ipc_buffer(tcb, true);

	for (unsigned i = 0; i < words.count; i++) {
		if (i < seL4_FastMessageRegisters)
			tcb->context.reg[arch_message_register(i)] = words.at[i];
		else if (buffer)
			buffer[BUFFER_MESSAGE + i] = words.at[i];
	}
	for (unsigned i = 0; buffer && i < caps.count; i++)
		buffer[BUFFER_CAPS + i] = caps.at[i];
	tcb->context.reg[REG_INFO] =
		label << seL4_MsgInfoLabelShift | (u64)caps.count << seL4_MsgInfoExtraCapsShift | words.count;
}

static void take_interrupts(void)
{
	u64 irq;

	while ((irq = host_take_interrupt()) != ARCH_IRQ_NONE)
		entry_interrupt(irq);
	if (world_after)
		world_after();
}

bool world_repeats(const struct tcb *tcb)
{
	return tcb->context.reg[REG_NEXT_IP] & 1;
}

static void execute_trap(int64_t number)
{
	u64 *reg = kernel.current->context.reg;

	reg[REG_RIP] = reg[REG_NEXT_IP] | 1;
	reg[REG_NEXT_IP] = reg[REG_RIP] + 1;
	if (world_fast_path && number == seL4_SysCall)
		entry_call(reg[REG_CAP], reg[REG_INFO]);
	else if (world_fast_path && number == seL4_SysReplyRecv)
		entry_reply_recv(reg[REG_CAP], reg[REG_INFO]);
	else
		entry_syscall(number);
	take_interrupts();
}

struct tcb *world_trap(int64_t number, u64 cptr)
{
	struct tcb *tcb = kernel.current;

	tcb->context.reg[REG_RDX] = (u64)number;
	tcb->context.reg[REG_CAP] = cptr;
	execute_trap(number);
	return tcb;
}

struct tcb *world_syscall(int64_t number, u64 cptr)
{
	struct tcb *tcb = world_trap(number, cptr);

	for (unsigned i = 0; kernel.current == tcb && world_repeats(tcb); i++) {
		if (i == REPEATS_MAX)
			abort(); /* the long operation makes no progress */
		execute_trap(number);
	}
	return tcb;
}

struct reply world_reply(struct tcb *tcb)
{
	u64 info = tcb->context.reg[REG_INFO], *buffer = tcb_ipc_buffer(tcb, false);
	struct reply reply = {
		.badge = tcb->context.reg[REG_CAP],
		.label = info >> seL4_MsgInfoLabelShift,
		.length = info & 127,
		.caps = info >> seL4_MsgInfoExtraCapsShift & 3,
		.unwrapped = info >> seL4_MsgInfoCapsUnwrappedShift & 7,
	};

	for (unsigned i = 0; i < reply.length && i < seL4_MsgMaxLength; i++) {
		if (i < seL4_FastMessageRegisters)
			reply.mr[i] = tcb->context.reg[arch_message_register(i)];
		else if (buffer)
			reply.mr[i] = buffer[BUFFER_MESSAGE + i];
	}
	return reply;
}

struct reply world_call(u64 cptr, u64 label, struct words caps, struct words words)
{
	world_message(label, caps, words);
	return world_reply(world_syscall(seL4_SysCall, cptr));
}

void world_interrupt(u64 irq)
{
	host.irq_raised |= 1u << irq;
	take_interrupts();
}

bool world_run(struct tcb *tcb)
{
	for (unsigned i = 0; i < 1000 && kernel.current != tcb && kernel.current != &kernel.idle; i++)
		world_trap(seL4_SysYield, 0);
	return kernel.current == tcb;
}

u64 world_retype(u64 untyped, u64 type, u64 size_bits, u64 slot, u64 count)
{
	return world_call(untyped, UntypedRetype, W(ROOT_CNODE), W(type, size_bits, 0, 0, slot, count)).label;
}

u64 world_copy(u64 dest, u64 source, u64 rights)
{
	return world_call(ROOT_CNODE, CNodeCopy, W(ROOT_CNODE), W(dest, 64, source, 64, rights)).label;
}

u64 world_mint(u64 dest, u64 source, u64 rights, u64 data)
{
	return world_call(ROOT_CNODE, CNodeMint, W(ROOT_CNODE), W(dest, 64, source, 64, rights, data)).label;
}

u64 world_move(u64 dest, u64 source)
{
	return world_call(ROOT_CNODE, CNodeMove, W(ROOT_CNODE), W(dest, 64, source, 64)).label;
}

u64 world_mutate(u64 dest, u64 source, u64 data)
{
	return world_call(ROOT_CNODE, CNodeMutate, W(ROOT_CNODE), W(dest, 64, source, 64, data)).label;
}

u64 world_delete(u64 slot)
{
	return world_call(ROOT_CNODE, CNodeDelete, NONE, W(slot, 64)).label;
}

u64 world_revoke(u64 slot)
{
	return world_call(ROOT_CNODE, CNodeRevoke, NONE, W(slot, 64)).label;
}

struct tcb *world_thread(u64 slot, u8 priority)
{
	const u64 buffer_vaddr = 0x20000;

	if (world_retype(UNTYPED_1M, seL4_TCBObject, 0, slot, 1) != 0 ||
	    world_retype(UNTYPED_1M, seL4_X86_4K, 0, slot + 1, 1) != 0)
		abort();
	world_call(slot, TCBConfigure, W(ROOT_CNODE, ROOT_VSPACE, slot + 1), W(0, 0, 0, buffer_vaddr));
	world_call(slot, TCBWriteRegisters, NONE, W(0, 1, 0x2000));
	world_call(slot, TCBSetPriority, W(ROOT_TCB), W(priority));
	world_call(slot, TCBResume, NONE, NONE);
	return world_object(slot);
}
