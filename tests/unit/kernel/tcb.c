/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Invocations of threads: ABI sheet 10.1. */
#include "kernel_test.h"

enum { A = 110, B = 112, FREE = 120, EP = 100 };

static struct tcb *a, *b;

static void start_tcb(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, EP, 1));
	a = world_thread(A, 255);
	b = world_thread(B, 255);
}

static void reading_registers(void)
{
	struct reply got;

	start_tcb();
	a->context.reg[REG_RIP] = 0x4000;
	a->context.reg[REG_GS_BASE] = 0x77;
	CHECK_REPLY(world_call(A, TCBReadRegisters, NONE, W(0)), seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(A, TCBReadRegisters, NONE, W(0, 0)), seL4_RangeError, W(1, 20));
	CHECK_REPLY(world_call(A, TCBReadRegisters, NONE, W(0, 21)), seL4_RangeError, W(1, 20));
	CHECK_REPLY(world_call(ROOT_TCB, TCBReadRegisters, NONE, W(0, 1)), seL4_IllegalOperation, NONE);
	got = world_call(A, TCBReadRegisters, NONE, W(0, 20));
	CHECK_EQ(got.length, 20);
	CHECK_EQ(got.mr[0], 0x4000);
	CHECK_EQ(got.mr[19], 0x77);
	CHECK(tcb_is_runnable(a));
	CHECK_EQ(world_call(A, TCBReadRegisters, NONE, W(1, 2)).length, 2);
	CHECK_EQ(a->state, THREAD_INACTIVE);
}

static void writing_registers(void)
{
	start_tcb();
	CHECK_REPLY(world_call(A, TCBWriteRegisters, NONE, W(0)), seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(A, TCBWriteRegisters, NONE, W(0, 3, 1, 2)), seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(ROOT_TCB, TCBWriteRegisters, NONE, W(0, 0)), seL4_IllegalOperation, NONE);
	OK(world_call(A, TCBWriteRegisters, NONE, W(0, 0)).label);
	OK(world_call(A, TCBSuspend, NONE, NONE).label);
	OK(world_call(A, TCBWriteRegisters, NONE, W(0, 4, 0x6000, 0x7000, ~0ull, 5)).label);
	CHECK_EQ(a->state, THREAD_INACTIVE);
	CHECK_EQ(a->context.reg[REG_NEXT_IP], 0x6000);
	CHECK_EQ(a->context.reg[REG_RFLAGS], 0xed7);
	CHECK_EQ(a->context.reg[REG_RAX], 5);
	OK(world_call(A, TCBWriteRegisters, NONE, W(1, 1, 1ull << 47)).label); /* not canonical */
	CHECK_EQ(a->context.reg[REG_RIP], 0);
	CHECK(tcb_is_runnable(a));
}

static void more_registers_than_there_are(void)
{
	u64 words[30] = { 0, 28 };

	start_tcb();
	for (unsigned i = 2; i < 30; i++)
		words[i] = 0x1000 + i;
	OK(world_call(A, TCBWriteRegisters, NONE, (struct words){ 30, words }).label);
	CHECK_EQ(a->context.reg[REG_R15], 0x1000 + 19);
	CHECK_EQ(a->context.reg[REG_GS_BASE], 0x1000 + 21);
}

static void copying_registers(void)
{
	start_tcb();
	CHECK_EQ(world_call(A, TCBCopyRegisters, NONE, W(0)).label, seL4_TruncatedMessage);
	CHECK_EQ(world_call(A, TCBCopyRegisters, W(B), NONE).label, seL4_TruncatedMessage);
	CHECK_REPLY(world_call(A, TCBCopyRegisters, W(EP), W(0)), seL4_InvalidCapability, W(1));
	b->context.reg[REG_RAX] = 0x11;
	b->context.reg[REG_FS_BASE] = 0x22;
	b->context.reg[REG_RIP] = 0x3000;
	OK(world_call(A, TCBCopyRegisters, W(B), W(4)).label);
	CHECK_EQ(a->context.reg[REG_RAX], 0x11);
	CHECK_EQ(a->context.reg[REG_NEXT_IP], 0x3000);
	CHECK_EQ(a->context.reg[REG_FS_BASE], 0);
	OK(world_call(A, TCBCopyRegisters, W(B), W(8 | 1)).label);
	CHECK_EQ(a->context.reg[REG_FS_BASE], 0x22);
	CHECK_EQ(b->state, THREAD_INACTIVE);
	OK(world_call(B, TCBCopyRegisters, W(A), W(2)).label);
	CHECK(tcb_is_runnable(b));
}

static void order_of_configure_checks(void)
{
	start_tcb();
	OK(world_retype(UNTYPED_64K, seL4_X64_PML4Object, 0, FREE, 1));
	CHECK_REPLY(world_call(A, TCBConfigure, W(EP, EP, EP), W(0, 0, 0)), seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(A, TCBConfigure, W(EP, EP), W(0, 0, 0, 0x100)), seL4_TruncatedMessage, NONE);
	CHECK_REPLY(world_call(A, TCBConfigure, W(EP, EP, EP), W(0, 0, 0, 0x100)), seL4_IllegalOperation,
		    NONE);
	CHECK_REPLY(world_call(A, TCBConfigure, W(EP, EP, A + 1), W(0, 0, 0, 0x100)), seL4_AlignmentError,
		    NONE);
	CHECK_REPLY(world_call(A, TCBConfigure, W(EP, EP, A + 1), W(0, 0, 0, 0x400)), seL4_IllegalOperation,
		    NONE);
	CHECK_REPLY(world_call(A, TCBConfigure, W(ROOT_CNODE, EP, A + 1), W(0, 61, 0, 0x400)),
		    seL4_IllegalOperation, NONE);
	CHECK_REPLY(world_call(A, TCBConfigure, W(ROOT_CNODE, FREE, A + 1), W(0, 0, 0, 0x400)),
		    seL4_IllegalOperation, NONE);
	CHECK_EQ(a->ipc_buffer, 0x20000); /* nothing has changed */
	OK(world_call(A, TCBConfigure, W(ROOT_CNODE, ROOT_VSPACE, A + 1), W(9, 0, 0, 0x400)).label);
	CHECK_EQ(a->ipc_buffer, 0x400);
	CHECK_EQ(a->fault_handler, 9);
	OK(world_call(A, TCBConfigure, W(ROOT_CNODE, ROOT_VSPACE, EP), W(9, 0, 0, 0))
		   .label); /* address 0: no check */
	CHECK(slot_is_empty(&a->slots[TCB_BUFFER]));
}

static void cspace_data_is_a_guard(void)
{
	start_tcb();
	OK(world_call(A, TCBSetSpace, W(ROOT_CNODE, ROOT_VSPACE), W(0, 0, 0)).label);
	CHECK_EQ(cap_cnode_guard_bits(a->slots[TCB_CSPACE].cap), 64 - RADIX); /* 0: as it is */
	OK(world_call(A, TCBSetSpace, W(ROOT_CNODE, ROOT_VSPACE), W(0, 5 << 6 | 3, 0)).label);
	CHECK_EQ(cap_cnode_guard_bits(a->slots[TCB_CSPACE].cap), 3);
	CHECK_EQ(cap_cnode_guard(a->slots[TCB_CSPACE].cap), 5);
	CHECK_EQ(world_call(A, TCBSetSpace, W(ROOT_CNODE, ROOT_VSPACE), W(0, 0)).label,
		 seL4_TruncatedMessage);
	CHECK_EQ(world_call(A, TCBSetSpace, W(ROOT_CNODE), W(0, 0, 0)).label, seL4_TruncatedMessage);
}

static void buffers(void)
{
	start_tcb();
	CHECK_EQ(world_call(A, TCBSetIPCBuffer, W(A + 1), NONE).label, seL4_TruncatedMessage);
	CHECK_EQ(world_call(A, TCBSetIPCBuffer, NONE, W(0x400)).label, seL4_TruncatedMessage);
	CHECK_EQ(world_call(A, TCBSetIPCBuffer, W(A + 1), W(0x401)).label, seL4_AlignmentError);
	CHECK_EQ(world_call(A, TCBSetIPCBuffer, W(EP), W(0x400)).label, seL4_IllegalOperation);
	OK(world_call(A, TCBSetIPCBuffer, W(A + 1), W(0xc00)).label);
	CHECK((u8 *)tcb_ipc_buffer(a, true) ==
	      (u8 *)kernel_address(cap_paddr(world_slot(A + 1)->cap)) + 0xc00);
	OK(world_copy(FREE, A + 1, seL4_RightRead));
	OK(world_call(A, TCBSetIPCBuffer, W(FREE), W(0x400)).label);
	CHECK(tcb_ipc_buffer(a, false) != NULL);
	CHECK(tcb_ipc_buffer(a, true) == NULL);
	OK(world_call(A, TCBSetIPCBuffer, W(EP), W(0)).label);
	CHECK(tcb_ipc_buffer(a, false) == NULL);
}

static void suspending_and_resuming(void)
{
	start_tcb();
	CHECK(world_run(a));
	CHECK(world_run(world_root()));
	OK(world_call(A, TCBResume, NONE, NONE).label); /* runs already: nothing */
	CHECK_EQ(a->state, THREAD_RUNNING);
	CHECK(world_run(a));
	world_trap(seL4_SysRecv, EP);
	CHECK(world_run(world_root()));
	OK(world_call(A, TCBSuspend, NONE, NONE).label);
	CHECK_EQ(a->state, THREAD_INACTIVE);
	CHECK(((struct endpoint *)world_object(EP))->head == NULL);
	OK(world_call(A, TCBResume, NONE, NONE).label);
	CHECK(world_run(a));
	CHECK(world_repeats(a));
}

static void a_thread_that_was_running_goes_on(void)
{
	start_tcb();
	CHECK(world_run(a));
	world_trap(seL4_SysYield, 0);
	CHECK(world_run(world_root()));
	OK(world_call(A, TCBSuspend, NONE, NONE).label);
	OK(world_call(A, TCBResume, NONE, NONE).label);
	CHECK(world_run(a));
	CHECK(!world_repeats(a));
}

static void suspending_oneself(void)
{
	start_tcb();
	world_message(TCBSuspend, NONE, NONE);
	world_trap(seL4_SysCall, ROOT_TCB);
	CHECK(kernel.current != world_root());
	CHECK_EQ(world_root()->state, THREAD_INACTIVE);
}

static void flags_and_tls(void)
{
	start_tcb();
	CHECK_EQ(world_call(A, TCBSetFlags, NONE, W(0)).label, seL4_TruncatedMessage);
	CHECK_REPLY(world_call(A, TCBSetFlags, NONE, W(0, 0xff)), seL4_NoError, W(1));
	CHECK_REPLY(world_call(A, TCBSetFlags, NONE, W(1, 0)), seL4_NoError, W(0));
	CHECK_EQ(world_call(A, TCBSetTLSBase, NONE, NONE).label, seL4_TruncatedMessage);
	OK(world_call(A, TCBSetTLSBase, NONE, W(0x123000)).label);
	CHECK_EQ(a->context.reg[REG_FS_BASE], 0x123000);
	CHECK_EQ(world_call(A, 200, NONE, NONE).label, seL4_IllegalOperation);
}

static void send_reports_nothing(void)
{
	start_tcb();
	world_message(TCBReadRegisters, NONE, W(0, 4));
	world_trap(seL4_SysSend, A);
	CHECK_EQ(message_word_of(world_root(), 0), 0);
	CHECK_EQ(message_word_of(world_root(), 1), 4);
	CHECK_EQ(world_root()->context.reg[REG_CAP], A);
	world_message(200, NONE, W(3));
	world_trap(seL4_SysNBSend, A);
	CHECK_EQ(world_root()->context.reg[REG_INFO], 200 << 12 | 1);
}

TAP_MAIN(TAP(reading_registers), TAP(writing_registers), TAP(more_registers_than_there_are),
	 TAP(copying_registers), TAP(order_of_configure_checks), TAP(cspace_data_is_a_guard), TAP(buffers),
	 TAP(suspending_and_resuming), TAP(a_thread_that_was_running_goes_on), TAP(suspending_oneself),
	 TAP(flags_and_tls), TAP(send_reports_nothing))
