/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Faults as messages, and what replies to them do: ABI sheet 8. */
#include "api/entry.h"
#include "kernel_test.h"

enum { EP = 100, WEAK, SAVED, A = 110 };

static struct tcb *a;

/** Thread a reports its faults to EP with badge 6. */
static void start_fault(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, EP, 1));
	OK(world_mint(WEAK, EP, ALL_RIGHTS, 6));
	a = world_thread(A, 255);
	OK(world_call(A, TCBSetSpace, W(ROOT_CNODE, ROOT_VSPACE), W(WEAK, 0, 0)).label);
	for (unsigned i = REG_RSP; i <= REG_R15; i++)
		a->context.reg[i] = 0x100 + i;
	CHECK(world_run(a));
	a->context.reg[REG_RIP] = a->context.reg[REG_NEXT_IP] = 0x5000;
}

/** The root receives the fault. */
static struct reply get_fault(void)
{
	struct reply got;

	check_intact();
	CHECK(world_run(world_root()));
	got = world_reply(world_trap(seL4_SysRecv, EP));
	CHECK_EQ(got.badge, 6);
	CHECK_EQ(got.caps, 0);
	CHECK_EQ(a->state, THREAD_BLOCKED_ON_REPLY);
	return got;
}

static void answer(u64 label, struct words words)
{
	world_message(label, NONE, words);
	world_trap(seL4_SysReply, 0);
	check_intact();
}

static void check_words(struct reply got, u64 label, struct words words)
{
	CHECK_EQ(got.label, label);
	CHECK_EQ(got.length, words.count);
	for (unsigned i = 0; i < words.count; i++)
		CHECK_EQ(got.mr[i], words.at[i]);
}

static void unknown_syscall(void)
{
	struct reply got;

	start_fault();
	entry_unknown_syscall(0x7777);
	got = get_fault();
	CHECK_EQ(got.label, seL4_Fault_UnknownSyscall);
	CHECK_EQ(got.length, seL4_UnknownSyscall_Length);
	CHECK_EQ(got.mr[seL4_UnknownSyscall_RAX], 0x100 + REG_RAX);
	CHECK_EQ(got.mr[seL4_UnknownSyscall_R15], 0x100 + REG_R15);
	CHECK_EQ(got.mr[seL4_UnknownSyscall_FaultIP], 0x5000);
	CHECK_EQ(got.mr[seL4_UnknownSyscall_SP], 0x100 + REG_RSP);
	CHECK_EQ(got.mr[seL4_UnknownSyscall_Syscall], 0x7777);
	answer(0, W(1, 2));
	CHECK(world_run(a));
	CHECK_EQ(a->context.reg[REG_RAX], 1);
	CHECK_EQ(a->context.reg[REG_RBX], 2);
	CHECK_EQ(a->context.reg[REG_RCX], 0x100 + REG_RCX);
	CHECK_EQ(a->context.reg[REG_NEXT_IP], 0x5000);
}

static void a_reply_moves_the_thread(void)
{
	start_fault();
	entry_unknown_syscall(1);
	get_fault();
	answer(0, W(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x6000, 0x7000, ~0ull, 99));
	CHECK(world_run(a));
	CHECK_EQ(a->context.reg[REG_NEXT_IP], 0x6000);
	CHECK_EQ(a->context.reg[REG_RSP], 0x7000);
	CHECK_EQ(a->context.reg[REG_RFLAGS] & (1 << 8), 0); /* no single step */
	CHECK_EQ(a->context.reg[REG_RFLAGS] & 0x202, 0x202);
}

static void a_label_leaves_it_stopped(void)
{
	start_fault();
	entry_unknown_syscall(1);
	get_fault();
	answer(1, W(5));
	CHECK_EQ(a->state, THREAD_INACTIVE);
	CHECK_EQ(a->context.reg[REG_RAX], 5);
	CHECK_EQ(a->fault.type, seL4_Fault_NullFault);
}

static void user_exception(void)
{
	start_fault();
	entry_user_exception(13, 42);
	check_words(get_fault(), seL4_Fault_UserException,
		    W(0x5000, 0x100 + REG_RSP, 0x100 + REG_RFLAGS, 13, 42));
	answer(0, W(0x8000, 0x9000, 0, 1, 2));
	CHECK(world_run(a));
	CHECK_EQ(a->context.reg[REG_NEXT_IP], 0x8000);
	CHECK_EQ(a->context.reg[REG_RSP], 0x9000);
	CHECK_EQ(a->context.reg[REG_RAX], 0x100 + REG_RAX);
}

static void vm_fault(void)
{
	start_fault();
	entry_vm_fault(0xdead000, true, 0x14);
	check_words(get_fault(), seL4_Fault_VMFault, W(0x5000, 0xdead000, 1, 0x14));
	answer(1, W(1, 2, 3)); /* label and words are ignored */
	CHECK(world_run(a));
	CHECK_EQ(a->context.reg[REG_NEXT_IP], 0x5000);
	CHECK_EQ(a->context.reg[REG_RAX], 0x100 + REG_RAX);
}

static void cap_faults(void)
{
	start_fault();
	world_trap(seL4_SysSend, 1 << RADIX);
	check_words(get_fault(), seL4_Fault_CapFault,
		    W(0x5001, 1 << RADIX, 0, seL4_GuardMismatch, 64, 0, 64 - RADIX));
	answer(9, W(1));
	CHECK(world_run(a));
	CHECK(world_repeats(a));

	world_trap(seL4_SysRecv, 250);
	check_words(get_fault(), seL4_Fault_CapFault, W(0x5001, 250, 1, seL4_MissingCapability, 0));
	answer(0, NONE);
	CHECK(world_run(a));
	world_trap(seL4_SysNBRecv, ROOT_TCB);
	check_words(get_fault(), seL4_Fault_CapFault, W(0x5001, ROOT_TCB, 1, seL4_MissingCapability, 0));
}

static void cap_fault_of_a_depth(void)
{
	start_fault();
	/* a CSpace that uses up fewer bits than there are, with a CNode in it whose guard is too long */
	CHECK(world_run(world_root()));
	OK(world_retype(UNTYPED_64K, seL4_CapTableObject, 4, 120, 1));
	OK(world_mint(121, 120, ALL_RIGHTS, 8));
	OK(world_mint(122, ROOT_CNODE, ALL_RIGHTS, 64 - RADIX - 10));
	OK(world_call(A, TCBSetSpace, W(122, ROOT_VSPACE), W(WEAK << 10, 0, 0)).label);
	CHECK(world_run(a));
	a->context.reg[REG_NEXT_IP] = 0x5000;
	world_trap(seL4_SysSend, 121 << 10);
	check_words(get_fault(), seL4_Fault_CapFault, W(0x5001, 121 << 10, 0, seL4_DepthMismatch, 10, 12));
}

static void without_buffer_four_words(void)
{
	start_fault();
	CHECK(world_run(world_root()));
	OK(world_call(ROOT_TCB, TCBSetIPCBuffer, W(ROOT_BUFFER), W(0)).label);
	CHECK(world_run(a));
	entry_unknown_syscall(1);
	CHECK_EQ(get_fault().length, 4);
}

static void double_faults(void)
{
	static const u64 handlers[] = { 0, ROOT_TCB, 250, ~0ull };

	for (unsigned i = 0; i < 4; i++) {
		start_fault();
		a->fault_handler = handlers[i];
		entry_vm_fault(0, false, 4);
		check_intact();
		CHECK_EQ(a->state, THREAD_INACTIVE);
		CHECK_EQ(a->fault.type, seL4_Fault_NullFault);
	}
}

static u64 state_with_handler_rights(u64 rights)
{
	start_fault();
	CHECK(world_run(world_root()));
	OK(world_copy(SAVED, EP, rights));
	a->fault_handler = SAVED;
	CHECK(world_run(a));
	entry_vm_fault(0, false, 4);
	check_intact();
	return a->state;
}

static void a_handler_needs_rights(void)
{
	CHECK_EQ(state_with_handler_rights(seL4_RightWrite), THREAD_INACTIVE);
	CHECK_EQ(state_with_handler_rights(seL4_RightGrant | seL4_RightGrantReply), THREAD_INACTIVE);
	CHECK_EQ(state_with_handler_rights(seL4_RightWrite | seL4_RightGrant), THREAD_BLOCKED_ON_SEND);
	CHECK_EQ(state_with_handler_rights(seL4_RightWrite | seL4_RightGrantReply), THREAD_BLOCKED_ON_SEND);
}

static void a_saved_reply_answers_too(void)
{
	start_fault();
	entry_unknown_syscall(1);
	get_fault();
	OK(world_call(ROOT_CNODE, CNodeSaveCaller, NONE, W(SAVED, 64)).label);
	world_message(0, NONE, W(77));
	world_trap(seL4_SysSend, SAVED);
	CHECK_EQ(type_at(SAVED), CAP_NULL);
	CHECK(world_run(a));
	CHECK_EQ(a->context.reg[REG_RAX], 77);
}

static void resuming_ends_the_fault(void)
{
	start_fault();
	entry_vm_fault(0x1000, false, 4);
	get_fault();
	OK(world_call(A, TCBResume, NONE, NONE).label);
	CHECK(slot_is_empty(&world_root()->slots[TCB_CALLER]));
	CHECK(world_run(a));
	CHECK_EQ(a->context.reg[REG_NEXT_IP], 0x5000);
}

static void losing_the_reply_leaves_it_waiting(void)
{
	start_fault();
	entry_vm_fault(0x1000, false, 4);
	get_fault();
	OK(world_call(ROOT_CNODE, CNodeSaveCaller, NONE, W(SAVED, 64)).label);
	OK(world_delete(SAVED));
	CHECK_EQ(a->state, THREAD_BLOCKED_ON_REPLY);
	OK(world_call(A, TCBSuspend, NONE, NONE).label);
	CHECK_EQ(a->fault.type, seL4_Fault_NullFault);
}

static void deleting_the_handlers_endpoint(void)
{
	start_fault();
	entry_vm_fault(0x1000, false, 4);
	CHECK_EQ(a->state, THREAD_BLOCKED_ON_SEND);
	OK(world_revoke(EP));
	OK(world_delete(EP));
	CHECK(world_run(a)); /* it would fault again, now without a handler */
	CHECK_EQ(a->context.reg[REG_NEXT_IP], 0x5000);
}

static void a_waiting_handler_runs_at_once(void)
{
	start_fault();
	CHECK(world_run(world_root()));
	world_trap(seL4_SysRecv, EP);
	CHECK(kernel.current == a);
	a->context.reg[REG_RIP] = 0x5000;
	entry_vm_fault(0x3000, false, 6);
	check_intact();
	CHECK(kernel.current == world_root());
	check_words(world_reply(world_root()), seL4_Fault_VMFault, W(0x5000, 0x3000, 0, 6));
	world_message(0, NONE, NONE);
	world_trap(seL4_SysReplyRecv, EP);
	CHECK(kernel.current == a);
}

#define ALL_TESTS                                                                                \
	TAP(unknown_syscall), TAP(a_reply_moves_the_thread), TAP(a_label_leaves_it_stopped),     \
		TAP(user_exception), TAP(vm_fault), TAP(cap_faults), TAP(cap_fault_of_a_depth),  \
		TAP(without_buffer_four_words), TAP(double_faults), TAP(a_handler_needs_rights), \
		TAP(a_saved_reply_answers_too), TAP(resuming_ends_the_fault),                    \
		TAP(losing_the_reply_leaves_it_waiting), TAP(deleting_the_handlers_endpoint),    \
		TAP(a_waiting_handler_runs_at_once)

static void fast_path(void)
{
	world_fast_path = true;
}

TAP_MAIN(ALL_TESTS, TAP(fast_path), ALL_TESTS)
