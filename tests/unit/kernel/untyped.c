/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Untyped_Retype: ABI sheet 6.6. */
#include "kernel_test.h"

enum { FREE = 100, NODE = 90, BYTES = 1 << 16 };

static struct reply retype(u64 untyped, u64 type, u64 size_bits, u64 index, u64 depth, u64 offset, u64 count)
{
	return world_call(untyped, UntypedRetype, W(ROOT_CNODE),
			  W(type, size_bits, index, depth, offset, count));
}

static struct reply retype_here(u64 type, u64 size_bits, u64 offset, u64 count)
{
	return retype(UNTYPED_64K, type, size_bits, 0, 0, offset, count);
}

/* Each call breaks the check in question and those behind it. */
static void order_of_checks(void)
{
	start();
	CHECK_REPLY(world_call(UNTYPED_64K, CNodeCopy, NONE, NONE), seL4_IllegalOperation, NONE);
	CHECK_REPLY(world_call(UNTYPED_64K, UntypedRetype, W(ROOT_TCB), W(99, 64, 0, 65, 999)),
		    seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(UNTYPED_64K, UntypedRetype, NONE, W(99, 64, 0, 65, 999, 0)),
		    seL4_TruncatedMessage, NONE);
	CHECK_REPLY(retype_here(seL4_ObjectTypeCount, 64, 999, 0), seL4_InvalidArgument, W(0));
	CHECK_REPLY(retype_here(seL4_EndpointObject, 64, 999, 0), seL4_RangeError, W(0, 47));
	CHECK_REPLY(retype_here(seL4_CapTableObject, 43, 999, 0), seL4_RangeError, W(0, 47));
	CHECK_REPLY(retype_here(seL4_UntypedObject, 48, 999, 0), seL4_RangeError, W(0, 47));
	CHECK_REPLY(retype_here(seL4_CapTableObject, 0, 999, 0), seL4_InvalidArgument, W(1));
	CHECK_REPLY(retype_here(seL4_UntypedObject, 3, 999, 0), seL4_InvalidArgument, W(1));
	CHECK_REPLY(retype(UNTYPED_64K, seL4_EndpointObject, 0, 0, 65, 999, 0), seL4_RangeError, W(1, 64));
	CHECK_REPLY(retype(UNTYPED_64K, seL4_EndpointObject, 0, ROOT_TCB, 64, 999, 0), seL4_FailedLookup,
		    W(0, seL4_MissingCapability, 64));
	CHECK_REPLY(
		world_call(UNTYPED_64K, UntypedRetype, W(ROOT_TCB), W(seL4_EndpointObject, 0, 0, 0, 999, 0)),
		seL4_FailedLookup, W(0, seL4_MissingCapability, 0));
	CHECK_REPLY(retype_here(seL4_EndpointObject, 0, SLOTS, 0), seL4_RangeError, W(0, SLOTS - 1));
	CHECK_REPLY(retype_here(seL4_EndpointObject, 0, 1, 0), seL4_RangeError, W(1, 256));
	CHECK_REPLY(retype_here(seL4_EndpointObject, 0, 1, 257), seL4_RangeError, W(1, 256));
	CHECK_REPLY(retype_here(seL4_EndpointObject, 0, SLOTS - 2, 3), seL4_RangeError, W(1, 2));
	CHECK_REPLY(retype_here(seL4_CapTableObject, 30, 1, 1), seL4_DeleteFirst, NONE);
	CHECK_REPLY(retype_here(seL4_UntypedObject, 40, FREE, 1), seL4_NotEnoughMemory, W(BYTES));
	CHECK_REPLY(retype(ROOT_DEVICE, seL4_UntypedObject, 40, 0, 0, FREE, 1), seL4_NotEnoughMemory,
		    W(1ull << 31));
	CHECK_REPLY(retype(ROOT_DEVICE, seL4_TCBObject, 0, 0, 0, FREE, 1), seL4_InvalidArgument, W(1));
}

static void the_fan_out_is_256(void)
{
	start();
	OK(retype_here(seL4_CapTableObject, 8, NODE, 1).label);
	CHECK_REPLY(retype(UNTYPED_128K, seL4_EndpointObject, 0, NODE, 64, 0, 256), seL4_NoError, NONE);
	for (unsigned i = 0; i < 256; i++)
		CHECK_EQ(cap_type(((struct slot *)world_object(NODE))[i].cap), CAP_ENDPOINT);
}

static void objects_are_aligned_and_in_order(void)
{
	u64 first;

	start();
	OK(retype_here(seL4_EndpointObject, 0, FREE, 1).label);
	OK(retype_here(seL4_TCBObject, 0, FREE + 1, 2).label);
	OK(retype_here(seL4_EndpointObject, 0, FREE + 3, 1).label);
	first = physical_address(world_object(FREE));
	CHECK_EQ(first, cap_paddr(world_slot(UNTYPED_64K)->cap));
	CHECK_EQ(physical_address(world_object(FREE + 1)), first + 2048);
	CHECK_EQ(physical_address(world_object(FREE + 2)), first + 4096);
	CHECK_EQ(physical_address(world_object(FREE + 3)), first + 6144);
	CHECK_EQ(cap_untyped_used(world_slot(UNTYPED_64K)->cap), 6160);
}

static void room_is_checked_before_alignment(void)
{
	start();
	OK(retype_here(seL4_UntypedObject, 15, FREE, 1).label);
	OK(retype_here(seL4_EndpointObject, 0, FREE + 1, 1).label);
	CHECK_REPLY(retype_here(seL4_UntypedObject, 15, FREE + 2, 1), seL4_NotEnoughMemory,
		    W(BYTES / 2 - 16));
	OK(retype_here(seL4_UntypedObject, 14, FREE + 2, 1).label);
	CHECK_EQ(cap_untyped_used(world_slot(UNTYPED_64K)->cap), BYTES);
	CHECK_REPLY(retype_here(seL4_EndpointObject, 0, FREE + 3, 1), seL4_NotEnoughMemory, W(0));
}

static void an_untyped_without_children_starts_again(void)
{
	start();
	OK(retype_here(seL4_UntypedObject, 16, FREE, 1).label);
	OK(world_delete(FREE));
	OK(retype_here(seL4_UntypedObject, 15, FREE, 2).label);
	OK(world_delete(FREE));
	CHECK_EQ(retype_here(seL4_EndpointObject, 0, FREE + 2, 1).label, seL4_NotEnoughMemory);
	OK(world_delete(FREE + 1));
	OK(retype_here(seL4_EndpointObject, 0, FREE + 2, 1).label);
	CHECK_EQ(physical_address(world_object(FREE + 2)), cap_paddr(world_slot(UNTYPED_64K)->cap));
}

static bool is_zero(const u8 *at, u64 bytes)
{
	for (u64 i = 0; i < bytes; i++)
		if (at[i])
			return false;
	return true;
}

static void used_memory_is_zero_when_made_again(void)
{
	u8 *at;

	start();
	OK(retype_here(seL4_X86_4K, 0, FREE, 16).label);
	at = kernel_address(cap_paddr(world_slot(UNTYPED_64K)->cap));
	memset(at, 0xaa, BYTES); /* by users, through frames */
	OK(world_revoke(UNTYPED_64K));
	OK(retype_here(seL4_EndpointObject, 0, FREE, 1).label);
	OK(retype_here(seL4_CapTableObject, 8, FREE + 1, 1).label);
	OK(retype_here(seL4_X86_4K, 0, FREE + 2, 1).label);
	CHECK(is_zero(kernel_address(cap_paddr(world_slot(FREE + 2)->cap)), 4096));
	/* through two levels of untyped memory too */
	OK(retype_here(seL4_UntypedObject, 13, FREE + 3, 1).label);
	OK(world_retype(FREE + 3, seL4_UntypedObject, 12, FREE + 4, 2));
	OK(world_retype(FREE + 5, seL4_X86_4K, 0, FREE + 6, 1));
	CHECK(is_zero(kernel_address(cap_paddr(world_slot(FREE + 6)->cap)), 4096));
}

static void new_objects(void)
{
	const struct tcb *tcb;

	start();
	OK(retype_here(seL4_TCBObject, 0, FREE, 1).label);
	OK(retype_here(seL4_CapTableObject, 5, FREE + 1, 1).label);
	OK(retype_here(seL4_EndpointObject, 0, FREE + 2, 1).label);
	tcb = world_object(FREE);
	CHECK_EQ(tcb->state, THREAD_INACTIVE);
	CHECK_EQ(tcb->priority, 0);
	CHECK_EQ(tcb->mcp, 0);
	CHECK_EQ(tcb->ticks, KERNEL_SLICE_TICKS);
	CHECK_EQ(tcb->context.reg[REG_RFLAGS], 0x202);
	CHECK_EQ(cap_cnode_radix(world_slot(FREE + 1)->cap), 5);
	CHECK_EQ(cap_cnode_guard_bits(world_slot(FREE + 1)->cap), 0);
	CHECK_EQ(cap_rights(world_slot(FREE + 2)->cap), ALL_RIGHTS);
	CHECK_EQ(cap_badge(world_slot(FREE + 2)->cap), 0);
	CHECK_EQ(world_slot(FREE + 2)->next_flags & SLOT_FLAGS, SLOT_FLAGS);
}

static void device_memory(void)
{
	start();
	CHECK_EQ(retype(ROOT_DEVICE, seL4_EndpointObject, 0, 0, 0, FREE, 1).label, seL4_InvalidArgument);
	OK(retype(ROOT_DEVICE, seL4_X64_HugePageObject, 0, 0, 0, FREE, 1).label);
	OK(retype(ROOT_DEVICE, seL4_UntypedObject, 30, 0, 0, FREE + 1, 1).label);
	CHECK(cap_untyped_device(world_slot(FREE + 1)->cap));
	OK(world_retype(FREE + 1, seL4_X86_LargePageObject, 0, FREE + 2, 3));
	CHECK(cap_frame_device(world_slot(FREE + 4)->cap));
	CHECK_EQ(cap_paddr(world_slot(FREE + 4)->cap), WORLD_DEVICE + (1u << 30) + (2u << 21));
	CHECK_EQ(world_call(ROOT_TCB, TCBSetIPCBuffer, W(FREE + 2), W(0x400)).label, seL4_IllegalOperation);
}

static void size_bits_of_fixed_types_is_ignored(void)
{
	start();
	OK(retype_here(seL4_EndpointObject, 63, FREE, 1).label);
	CHECK_EQ(cap_untyped_used(world_slot(UNTYPED_64K)->cap), 16);
}

static void preempted_and_repeated(void)
{
	u8 *at;

	/* 1 MiB takes several steps to clear; the interrupt comes at each of them in turn */
	for (u64 nth = 1;; nth++) {
		struct tcb *root;

		start();
		at = kernel_address(cap_paddr(world_slot(UNTYPED_1M)->cap));
		memset(at, 0x55, 1 << 20);
		interrupt_at(nth);
		world_message(UntypedRetype, W(ROOT_CNODE), W(seL4_CapTableObject, 15, 0, 0, FREE, 1));
		root = world_trap(seL4_SysCall, UNTYPED_1M);
		if (host.interrupt_in != 0) {
			CHECK(nth > 1); /* it did come to preemption points */
			break;
		}
		CHECK(kernel.current == root && world_repeats(root));
		CHECK_EQ(type_at(FREE), CAP_NULL);
		CHECK_EQ(host.ends[IRQ_TICK], 1);
		world_syscall(seL4_SysCall, UNTYPED_1M);
		CHECK_EQ(world_reply(root).label, seL4_NoError);
		CHECK(is_zero(at, 1 << 20));
	}
}

static void preempted_and_abandoned(void)
{
	u8 *at;

	start();
	at = kernel_address(cap_paddr(world_slot(UNTYPED_1M)->cap));
	memset(at, 0x55, 1 << 20);
	interrupt_at(1);
	world_message(UntypedRetype, W(ROOT_CNODE), W(seL4_CapTableObject, 15, 0, 0, FREE, 1));
	world_trap(seL4_SysCall, UNTYPED_1M);
	/* another size and a user's writes in between: nothing that was cleared may count any more */
	OK(world_retype(UNTYPED_1M, seL4_X86_4K, 0, FREE, 4));
	memset(at, 0x66, 4ul * 4096);
	OK(world_revoke(UNTYPED_1M));
	OK(world_retype(UNTYPED_1M, seL4_CapTableObject, 14, FREE, 1));
	CHECK(is_zero(at, 1 << 19));
}

/** What was cleared behind children says nothing about the memory from the start. */
static void preempted_then_started_again(void)
{
	u8 *at;

	start();
	at = kernel_address(cap_paddr(world_slot(UNTYPED_1M)->cap));
	OK(world_retype(UNTYPED_1M, seL4_X86_4K, 0, FREE, 4));
	memset(at, 0x77, 4ul * 4096);
	interrupt_at(1);
	world_message(UntypedRetype, W(ROOT_CNODE), W(seL4_CapTableObject, 14, 0, 0, FREE + 4, 1));
	world_trap(seL4_SysCall, UNTYPED_1M);
	CHECK_EQ(type_at(FREE + 4), CAP_NULL);
	OK(world_revoke(UNTYPED_1M));
	OK(world_retype(UNTYPED_1M, seL4_CapTableObject, 14, FREE, 1));
	CHECK(is_zero(at, 1 << 19));
}

TAP_MAIN(TAP(order_of_checks), TAP(the_fan_out_is_256), TAP(objects_are_aligned_and_in_order),
	 TAP(room_is_checked_before_alignment), TAP(an_untyped_without_children_starts_again),
	 TAP(used_memory_is_zero_when_made_again), TAP(new_objects), TAP(device_memory),
	 TAP(size_bits_of_fixed_types_is_ignored), TAP(preempted_and_repeated), TAP(preempted_and_abandoned),
	 TAP(preempted_then_started_again))
