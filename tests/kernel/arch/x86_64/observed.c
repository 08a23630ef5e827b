/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Replies seen on seL4 16.0.0 itself (sheet section 13), as they were asked there:
 * from the root CNode. Sizes that differ from kernel to kernel come from bootinfo.
 */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/vspace.h"

#define ROOT seL4_CapInitThreadCNode

/* Compare an error and the words behind it with what was seen. */
static void seen(int line, seL4_Error got, seL4_Error want, unsigned words, seL4_Word w0, seL4_Word w1,
		 seL4_Word w2, seL4_Word w3)
{
	const seL4_Word expected[] = { w0, w1, w2, w3 };

	check_equal("observed.c", line, "error", got, want);
	for (unsigned i = 0; i < words && got == want; i++)
		check_equal("observed.c", line, "word of the reply", seL4_GetMR((int)i), expected[i]);
}

#define SEEN0(call, error)             seen(__LINE__, call, error, 0, 0, 0, 0, 0)
#define SEEN1(call, error, a)          seen(__LINE__, call, error, 1, a, 0, 0, 0)
#define SEEN2(call, error, a, b)       seen(__LINE__, call, error, 2, a, b, 0, 0)
#define SEEN3(call, error, a, b, c)    seen(__LINE__, call, error, 3, a, b, c, 0)
#define SEEN4(call, error, a, b, c, d) seen(__LINE__, call, error, 4, a, b, c, d)

static seL4_Error retype(seL4_CPtr untyped, seL4_Word type, seL4_Word size, seL4_Word index, seL4_Word depth,
			 seL4_Word offset, seL4_Word count)
{
	return seL4_Untyped_Retype(untyped, type, size, ROOT, index, depth, offset, count);
}

static void test_retype(void)
{
	seL4_CPtr untyped = make_untyped(20);
	seL4_CPtr slot = slot_new();
	seL4_Word slots = 1ul << root_radix();
	const seL4_Word endpoint = seL4_EndpointObject;

	SEEN1(retype(untyped, 99, 0, 0, 0, slot, 1), seL4_InvalidArgument, 0);
	SEEN2(retype(untyped, endpoint, 64, 0, 0, slot, 1), seL4_RangeError, 0, 47);
	SEEN1(retype(untyped, seL4_CapTableObject, 0, 0, 0, slot, 1), seL4_InvalidArgument, 1);
	SEEN1(retype(untyped, seL4_UntypedObject, 3, 0, 0, slot, 1), seL4_InvalidArgument, 1);
	SEEN2(retype(untyped, endpoint, 0, 0, 65, slot, 1), seL4_RangeError, 1, 64);
	SEEN3(retype(untyped, endpoint, 0, seL4_CapInitThreadTCB, 64, 0, 1), seL4_FailedLookup, 0,
	      seL4_MissingCapability, 64);
	SEEN2(retype(untyped, endpoint, 0, 0, 0, slots, 1), seL4_RangeError, 0, slots - 1);
	SEEN2(retype(untyped, endpoint, 0, 0, 0, slot, 0), seL4_RangeError, 1, 256);
	SEEN2(retype(untyped, endpoint, 0, 0, 0, slot, 257), seL4_RangeError, 1, 256);
	SEEN2(retype(untyped, endpoint, 0, 0, 0, slots - 2, 5), seL4_RangeError, 1, 2);
	SEEN0(retype(untyped, endpoint, 0, 0, 0, seL4_CapInitThreadTCB, 1), seL4_DeleteFirst);
	SEEN1(retype(untyped, seL4_UntypedObject, 40, 0, 0, slot, 1), seL4_NotEnoughMemory, 1ul << 20);
	SEEN0(sel4_invoke4(untyped, UntypedRetype, 0, 6, endpoint, 0, 0, 0), seL4_TruncatedMessage);
	SEEN0(sel4_invoke0(untyped, TCBSuspend), seL4_IllegalOperation);
}

static seL4_Error mint(seL4_CPtr dest, seL4_CPtr src, seL4_Word data)
{
	return seL4_CNode_Mint(ROOT, dest, 64, ROOT, src, 64, seL4_AllRights, data);
}

static seL4_Error copy(seL4_CPtr dest, seL4_CPtr src_root, seL4_Word src, seL4_Uint8 depth)
{
	return seL4_CNode_Copy(ROOT, dest, 64, src_root, src, depth, seL4_AllRights);
}

static void test_cnode(void)
{
	seL4_CPtr endpoint = make_endpoint();
	seL4_CPtr cap = slot_new(), slot = slot_new();
	const seL4_Word guard_bits = 64 - root_radix();

	SEEN0(mint(cap, endpoint, 77), seL4_NoError);
	SEEN0(mint(slot, cap, 0), seL4_IllegalOperation);
	SEEN0(seL4_CNode_Mutate(ROOT, slot, 64, ROOT, cap, 64, 0), seL4_IllegalOperation);
	SEEN0(copy(cap, ROOT, endpoint, 64), seL4_DeleteFirst);
	SEEN3(copy(slot, ROOT, slot, 64), seL4_FailedLookup, 1, seL4_MissingCapability, 64);
	SEEN2(copy(slot, ROOT, endpoint, 0), seL4_RangeError, 1, 64);
	SEEN4(copy(slot, ROOT, endpoint, 63), seL4_FailedLookup, 1, seL4_DepthMismatch, 63, 64);
	SEEN4(copy(slot, ROOT, endpoint, 10), seL4_FailedLookup, 1, seL4_GuardMismatch, 10, 0);
	CHECK_EQ(seL4_GetMR(4), guard_bits);
	SEEN2(copy(slot, seL4_CapInitThreadTCB, endpoint, 64), seL4_FailedLookup, 1, seL4_InvalidRoot);
	SEEN0(copy(slot, ROOT, seL4_CapIRQControl, 64), seL4_IllegalOperation);
	seL4_SetCap(0, ROOT);
	SEEN0(sel4_invoke4(ROOT, CNodeMove, 1, 3, slot, 64, endpoint, 0), seL4_TruncatedMessage);
	SEEN0(sel4_invoke4(ROOT, UntypedRetype, 0, 2, slot, 64, 0, 0), seL4_IllegalOperation);
	SEEN0(seL4_CNode_SaveCaller(ROOT, slot, 64), seL4_NoError);
	SEEN0(seL4_CNode_Delete(ROOT, slot, 64), seL4_NoError);
	SEEN0(seL4_CNode_Revoke(ROOT, slot, 64), seL4_NoError);
	SEEN0(seL4_CNode_CancelBadgedSends(ROOT, make_notification(), 64), seL4_IllegalOperation);
}

static void test_tcb(void)
{
	seL4_CPtr tcb = make_tcb(), frame = make_frame();
	seL4_UserContext regs;

	SEEN2(seL4_TCB_ReadRegisters(tcb, 0, 0, 0, &regs), seL4_RangeError, 1, 20);
	SEEN2(seL4_TCB_ReadRegisters(tcb, 0, 0, 99, &regs), seL4_RangeError, 1, 20);
	SEEN2(seL4_TCB_SetPriority(tcb, seL4_CapInitThreadTCB, 256), seL4_RangeError, 0, 255);
	SEEN1(seL4_TCB_SetPriority(tcb, ROOT, 1), seL4_InvalidCapability, 1);
	SEEN0(sel4_invoke4(tcb, TCBSetPriority, 0, 1, 1, 0, 0, 0), seL4_TruncatedMessage);
	SEEN0(seL4_TCB_UnbindNotification(tcb), seL4_IllegalOperation);
	SEEN0(sel4_invoke0(tcb, 200), seL4_IllegalOperation);
	SEEN0(seL4_TCB_Configure(tcb, 0, ROOT, 0, seL4_CapInitThreadVSpace, 0, 0x100, frame),
	      seL4_AlignmentError);
	SEEN0(seL4_TCB_Configure(tcb, 0, ROOT, 0, seL4_CapInitThreadVSpace, 0, 0x400, ROOT),
	      seL4_IllegalOperation);
	SEEN0(seL4_TCB_Configure(tcb, 0, seL4_CapInitThreadVSpace, 0, seL4_CapInitThreadVSpace, 0, 0x400,
				 frame),
	      seL4_IllegalOperation);
	SEEN1(seL4_DomainSet_Set(seL4_CapDomain, 255, tcb), seL4_InvalidArgument, 0);
	SEEN1(seL4_DomainSet_Set(seL4_CapDomain, 0, ROOT), seL4_InvalidArgument, 1);
	SEEN1(seL4_DomainSet_ScheduleConfigure(seL4_CapDomain, 0, 0, 0), seL4_InvalidArgument, 2);
	SEEN1(seL4_DomainSet_ScheduleSetStart(seL4_CapDomain, 1), seL4_InvalidArgument, 0);
}

static void test_devices(void)
{
	const seL4_CPtr irq = seL4_CapIRQControl, ports = seL4_CapIOPortControl;
	seL4_CPtr handler = slot_new(), two = slot_new(), slot = slot_new();

	SEEN0(seL4_IRQControl_Get(irq, 27, ROOT, slot, 64), seL4_IllegalOperation);
	SEEN0(seL4_IRQControl_Get(irq, 160, ROOT, slot, 64), seL4_IllegalOperation);
	SEEN2(seL4_IRQControl_GetIOAPIC(irq, ROOT, slot, 64, 0, 20, 0, 0, 108), seL4_RangeError, 0, 107);
	SEEN2(seL4_IRQControl_GetIOAPIC(irq, ROOT, slot, 64, 0, 99, 0, 0, 50), seL4_RangeError, 0, 23);
	SEEN2(seL4_IRQControl_GetIOAPIC(irq, ROOT, slot, 64, 0, 20, 2, 0, 50), seL4_RangeError, 0, 1);
	SEEN2(seL4_IRQControl_GetMSI(irq, ROOT, slot, 64, 0, 32, 0, 0, 50), seL4_RangeError, 0, 31);
	SEEN0(seL4_IRQControl_GetMSI(irq, ROOT, handler, 64, 0, 0, 0, 0, 50), seL4_NoError);
	SEEN0(seL4_IRQControl_GetMSI(irq, ROOT, slot, 64, 0, 0, 0, 0, 50), seL4_RevokeFirst);
	SEEN0(sel4_invoke0(handler, IRQSetIRQHandler), seL4_TruncatedMessage);
	SEEN1(seL4_IRQHandler_SetNotification(handler, make_endpoint()), seL4_InvalidCapability, 0);
	SEEN1(seL4_X86_IOPortControl_Issue(ports, 5, 4, ROOT, slot, 64), seL4_InvalidArgument, 1);
	SEEN0(seL4_X86_IOPortControl_Issue(ports, 0xe00, 0xe01, ROOT, two, 64), seL4_NoError);
	SEEN0(seL4_X86_IOPortControl_Issue(ports, 0xe01, 0xe02, ROOT, slot, 64), seL4_RevokeFirst);
	SEEN0(seL4_X86_IOPort_Out32(two, 0xe00, 0), seL4_IllegalOperation);
}

static seL4_Error map(seL4_CPtr frame, seL4_CPtr vspace, seL4_Word vaddr)
{
	return seL4_X86_Page_Map(frame, vspace, vaddr, seL4_ReadWrite, 0);
}

static void test_paging(void)
{
	const seL4_CPtr vspace = seL4_CapInitThreadVSpace;
	seL4_CPtr frame = make_frame(), second = make_frame();
	seL4_CPtr table = make(seL4_X86_PageTableObject, 0), other;

	SEEN3(map(frame, vspace, TEST_VADDR), seL4_FailedLookup, 0, seL4_MissingCapability, 39);
	map_pdpt(vspace, TEST_VADDR);
	SEEN3(map(frame, vspace, TEST_VADDR), seL4_FailedLookup, 0, seL4_MissingCapability, 30);
	map_directory(vspace, TEST_VADDR);
	SEEN3(map(frame, vspace, TEST_VADDR), seL4_FailedLookup, 0, seL4_MissingCapability, 21);
	SEEN0(slot_copy(slot_new(), table), seL4_IllegalOperation);
	SEEN0(seL4_X86_PageTable_Map(table, vspace, TEST_VADDR, 0), seL4_NoError);
	SEEN1(seL4_X86_PageTable_Map(table, vspace, TEST_VADDR, 0), seL4_InvalidCapability, 0);
	other = make(seL4_X86_PageTableObject, 0);
	SEEN0(seL4_X86_PageTable_Map(other, vspace, TEST_VADDR, 0), seL4_DeleteFirst);
	SEEN0(map(frame, vspace, TEST_VADDR + 8), seL4_AlignmentError);
	SEEN1(map(frame, vspace, 0x800000000000), seL4_InvalidArgument, 0);
	SEEN1(map(frame, ROOT, TEST_VADDR), seL4_InvalidCapability, 1);
	SEEN1(map(frame, vspace_unassigned(), TEST_VADDR), seL4_InvalidCapability, 1);
	SEEN0(map(frame, vspace, TEST_VADDR), seL4_NoError);
	SEEN1(map(frame, vspace, TEST_VADDR + PAGE_BYTES), seL4_InvalidArgument, 0);
	SEEN0(map(second, vspace, TEST_VADDR), seL4_NoError);
	SEEN0(seL4_X86_Page_Unmap(frame), seL4_NoError);
}

static void test_asids(void)
{
	seL4_CPtr vspace = vspace_unassigned();

	SEEN0(seL4_X86_ASIDPool_Assign(seL4_CapInitThreadASIDPool, vspace), seL4_NoError);
	SEEN1(seL4_X86_ASIDPool_Assign(seL4_CapInitThreadASIDPool, vspace), seL4_InvalidCapability, 1);
	SEEN1(seL4_X86_ASIDControl_MakePool(seL4_CapASIDControl, make_notification(), ROOT, slot_new(), 64),
	      seL4_InvalidCapability, 1);
}

static const struct test tests[] = {
	{ "Untyped", test_retype },      { "CNode", test_cnode },
	{ "TCB and domains", test_tcb }, { "interrupts and ports", test_devices },
	{ "paging", test_paging },       { "address-space identifiers", test_asids },
};

const struct test_group observed_tests = TEST_GROUP("seen on seL4", tests);
