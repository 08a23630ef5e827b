/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Every kind of fault: its message, and what a reply does (sheet sections 8, X1, X10). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"
#include "suite/vspace.h"

enum { HIGHER = TEST_PRIORITY + 10, HANDLER_BADGE = 0x4a };

/* Snippets that fault, and what follows them; faults_x86_64.S. */
extern const char fault_unknown_syscall[], fault_unknown_syscall_end[];
extern const char fault_int_a5[];
extern const char fault_invalid_opcode[];
extern const char fault_int3[], fault_divide[], fault_int_20[], fault_privileged[];
extern const char fault_read[], fault_write[], fault_spin[];

/** A faulting thread: its code, its registers, and where its faults come. */
struct victim {
	struct thread *thread;
	seL4_CPtr handler;
	seL4_UserContext regs;
};

static void no_code(void *arg)
{
	(void)arg;
}

/* Start a thread at @code with a value of its own in every register. */
static struct victim make_victim(const char *code)
{
	struct victim victim = {
		.thread = thread_new(HIGHER, no_code, (void *)0),
		.handler = make_endpoint(),
		.regs = {
			.rip = (seL4_Word)code, .rsp = 0x7100, .rflags = 0x202,
			.rax = 0x1230a1, .rbx = 0xb1, .rcx = 0xc1, .rdx = 0x7777, .rsi = 0x51,
			.rdi = 0xd1, .rbp = 0xb9, .r8 = 8, .r9 = 9, .r10 = 10, .r11 = 11,
			.r12 = 12, .r13 = 13, .r14 = 14, .r15 = 15,
		},
	};

	thread_set_fault_handler(victim.thread, badged(victim.handler, HANDLER_BADGE));
	return victim;
}

static void start(const struct victim *victim)
{
	REQUIRE(seL4_TCB_WriteRegisters(victim->thread->tcb, 1, 0, SEL4_USER_CONTEXT_WORDS, &victim->regs) ==
		seL4_NoError);
}

/* The fault that must be there by now. */
static seL4_Fault_t take_fault(const struct victim *victim, seL4_Word type, seL4_Word length)
{
	seL4_Word badge;
	seL4_MessageInfo_t info = seL4_NBRecv(victim->handler, &badge);

	CHECK_EQ(badge, HANDLER_BADGE);
	CHECK_EQ(info.words[0], seL4_MessageInfo_new(type, 0, 0, length).words[0]);
	return seL4_getFault(info);
}

static seL4_Fault_t fault_of(const struct victim *victim, seL4_Word type, seL4_Word length)
{
	start(victim);
	return take_fault(victim, type, length);
}

static void reply(seL4_Word label, seL4_Word length)
{
	seL4_Reply(seL4_MessageInfo_new(label, 0, 0, length));
}

static int has_fault(const struct victim *victim)
{
	seL4_Word badge;

	seL4_NBRecv(victim->handler, &badge);
	return badge == HANDLER_BADGE;
}

static void check_general_registers(const seL4_Fault_t *fault, const seL4_UserContext *regs)
{
	const seL4_Word want[] = { regs->rax, regs->rbx, regs->rcx, regs->rdx, regs->rsi,
				   regs->rdi, regs->rbp, regs->r8,  regs->r9,  regs->r10,
				   regs->r11, regs->r12, regs->r13, regs->r14, regs->r15 };

	for (int i = 0; i < 15; i++)
		check_equal("faults.c register", i, "register in the message", fault->words[i], want[i]);
}

/* `syscall` itself changes rcx and r11; the stack pointer is the one written last. */
static void test_unknown_syscall(void)
{
	struct victim victim = make_victim(fault_unknown_syscall);
	seL4_Fault_t fault = fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);

	CHECK_EQ(fault.words[seL4_UnknownSyscall_RAX], victim.regs.rax);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_RDX], 0x7777);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_R15], 15);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_FaultIP], (seL4_Word)fault_unknown_syscall);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_Syscall], 0x7777);
}

static void test_syscall_numbers(void)
{
	static const seL4_Word numbers[] = { 0, 1, ~8ul, ~29ul, 1ul << 63, 0xffffffff };

	for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		struct victim victim = make_victim(fault_unknown_syscall);
		seL4_Fault_t fault;

		victim.regs.rdx = numbers[i];
		fault = fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
		CHECK_EQ(fault.words[seL4_UnknownSyscall_Syscall], numbers[i]);
	}
}

/* `int n` tells every register and the right stack pointer. */
static void test_int_a5(void)
{
	struct victim victim = make_victim(fault_int_a5);
	seL4_Fault_t fault = fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);

	check_general_registers(&fault, &victim.regs);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_FaultIP], (seL4_Word)fault_int_a5);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_SP], 0x7100);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_FLAGS], 0x202);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_Syscall], 0xffffffffa51230a1ul);
}

/* A reply of 18 words sets 18 registers, and the thread goes on where it says. */
static void test_unknown_syscall_reply(void)
{
	struct victim victim = make_victim(fault_int_a5);
	seL4_UserContext regs;

	fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
	for (int i = 0; i < 15; i++)
		seL4_SetMR(i, 0x200u + (seL4_Word)i);
	seL4_SetMR(seL4_UnknownSyscall_FaultIP, (seL4_Word)fault_spin);
	seL4_SetMR(seL4_UnknownSyscall_SP, 0x8800);
	seL4_SetMR(seL4_UnknownSyscall_FLAGS, ~0ul);
	thread_set_priority(victim.thread, TEST_PRIORITY);
	reply(0, seL4_UnknownSyscall_Syscall);
	seL4_Yield();
	regs = thread_registers(victim.thread);
	CHECK_EQ(regs.rip, (seL4_Word)fault_spin);
	CHECK_EQ(regs.rsp, 0x8800);
	CHECK_EQ(regs.rflags, 0xed7);
	CHECK_EQ(regs.rax, 0x200);
	CHECK_EQ(regs.rcx, 0x202);
	CHECK_EQ(regs.rbp, 0x206);
	CHECK_EQ(regs.r11, 0x20a);
	CHECK_EQ(regs.r15, 0x20e);
}

/* Fewer words set fewer registers; the trap is executed again. */
static void test_unknown_syscall_short_reply(void)
{
	struct victim victim = make_victim(fault_int_a5);
	seL4_Fault_t fault;

	fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
	seL4_SetMR(0, 0x1230a2);
	seL4_SetMR(1, 0x999);
	reply(0, 1);
	fault = take_fault(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_RAX], 0x1230a2);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_RBX], 0xb1);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_FaultIP], (seL4_Word)fault_int_a5);
}

/* A label other than 0 writes the registers but leaves the thread inactive. */
static void test_unknown_syscall_reply_label(void)
{
	struct victim victim = make_victim(fault_int_a5);
	seL4_Fault_t fault;

	fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
	seL4_SetMR(0, 0x1230a3);
	reply(1, 1);
	CHECK(!has_fault(&victim));
	thread_resume(victim.thread);
	fault = take_fault(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_RAX], 0x1230a3);
}

static void test_unknown_syscall_skipped(void)
{
	struct victim victim = make_victim(fault_unknown_syscall);

	fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
	seL4_SetMR(seL4_UnknownSyscall_FaultIP, (seL4_Word)fault_unknown_syscall_end);
	thread_set_priority(victim.thread, TEST_PRIORITY);
	reply(0, seL4_UnknownSyscall_Syscall);
	seL4_Yield();
	CHECK_EQ(thread_registers(victim.thread).rip, (seL4_Word)fault_unknown_syscall_end);
}

static void check_exception(const char *code, seL4_Word number, seL4_Word error)
{
	struct victim victim = make_victim(code);
	seL4_Fault_t fault = fault_of(&victim, seL4_Fault_UserException, seL4_UserException_Length);

	CHECK_EQ(fault.words[seL4_UserException_SP], 0x7100);
	CHECK_EQ(fault.words[seL4_UserException_Number], number);
	CHECK_EQ(fault.words[seL4_UserException_Code], error);
}

static void test_exceptions(void)
{
	check_exception(fault_invalid_opcode, 6, 0);
	check_exception(fault_divide, 0, 0);
	check_exception(fault_int3, 3, 0);
	check_exception(fault_privileged, 13, 0);
}

/* The error code names the gate: 8n + 2 on processors, 16n + 2 in QEMU's emulation (to 7.2). */
static void test_forbidden_int(void)
{
	struct victim victim = make_victim(fault_int_20);
	seL4_Fault_t fault = fault_of(&victim, seL4_Fault_UserException, seL4_UserException_Length);
	seL4_Word code = fault.words[seL4_UserException_Code];

	CHECK_EQ(fault.words[seL4_UserException_Number], 13);
	CHECK_EQ(fault.words[seL4_UserException_FaultIP], (seL4_Word)fault_int_20);
	CHECK(code == 8 * 0x20 + 2 || code == 16 * 0x20 + 2);
}

static void test_exception_ip(void)
{
	struct victim victim = make_victim(fault_invalid_opcode);
	seL4_Fault_t fault = fault_of(&victim, seL4_Fault_UserException, seL4_UserException_Length);

	CHECK_EQ(fault.words[seL4_UserException_FaultIP], (seL4_Word)fault_invalid_opcode);
	CHECK_EQ(fault.words[seL4_UserException_FLAGS] & 0xfff, 0x202);
}

static void test_exception_reply(void)
{
	struct victim victim = make_victim(fault_invalid_opcode);
	seL4_UserContext regs;

	fault_of(&victim, seL4_Fault_UserException, seL4_UserException_Length);
	seL4_SetMR(seL4_UserException_FaultIP, (seL4_Word)fault_spin);
	seL4_SetMR(seL4_UserException_SP, 0x9900);
	seL4_SetMR(seL4_UserException_FLAGS, 0x3ff00 | 1);
	seL4_SetMR(seL4_UserException_Number, 0x77);
	thread_set_priority(victim.thread, TEST_PRIORITY);
	reply(0, 5);
	seL4_Yield();
	regs = thread_registers(victim.thread);
	CHECK_EQ(regs.rip, (seL4_Word)fault_spin);
	CHECK_EQ(regs.rsp, 0x9900);
	CHECK_EQ(regs.rflags, 0xe03);
	CHECK_EQ(regs.rbx, 0xb1);
}

static void test_exception_short_reply(void)
{
	struct victim victim = make_victim(fault_invalid_opcode);

	fault_of(&victim, seL4_Fault_UserException, seL4_UserException_Length);
	reply(0, 0);
	take_fault(&victim, seL4_Fault_UserException, seL4_UserException_Length);
	reply(1, 0);
	CHECK(!has_fault(&victim));
}

static void test_vm_read(void)
{
	struct victim victim = make_victim(fault_read);
	seL4_Fault_t fault;

	victim.regs.rdi = TEST_VADDR + 0x18;
	fault = fault_of(&victim, seL4_Fault_VMFault, seL4_VMFault_Length);
	CHECK_EQ(fault.words[seL4_VMFault_IP], (seL4_Word)fault_read);
	CHECK_EQ(fault.words[seL4_VMFault_Addr], TEST_VADDR + 0x18);
	CHECK_EQ(fault.words[seL4_VMFault_PrefetchFault], 0);
	CHECK_EQ(fault.words[seL4_VMFault_FSR], 4);
}

static void test_vm_write(void)
{
	struct victim victim = make_victim(fault_write);
	seL4_Fault_t fault;

	victim.regs.rdi = TEST_VADDR;
	fault = fault_of(&victim, seL4_Fault_VMFault, seL4_VMFault_Length);
	CHECK_EQ(fault.words[seL4_VMFault_FSR], 6);
}

static void test_vm_kernel_address(void)
{
	struct victim victim = make_victim(fault_read);
	seL4_Fault_t fault;

	victim.regs.rdi = 0xffffffff80100000ul;
	fault = fault_of(&victim, seL4_Fault_VMFault, seL4_VMFault_Length);
	CHECK_EQ(fault.words[seL4_VMFault_Addr], 0xffffffff80100000ul);
	CHECK_EQ(fault.words[seL4_VMFault_FSR] & ~1ul, 4);
}

/* The fetch flag follows the processor (SMEP or not): both words must say the same. */
static void test_vm_fetch(void)
{
	struct victim victim = make_victim((const char *)TEST_VADDR);
	seL4_Fault_t fault = fault_of(&victim, seL4_Fault_VMFault, seL4_VMFault_Length);

	CHECK_EQ(fault.words[seL4_VMFault_IP], TEST_VADDR);
	CHECK_EQ(fault.words[seL4_VMFault_Addr], TEST_VADDR);
	CHECK_EQ(fault.words[seL4_VMFault_FSR] & 0xf, 4);
	CHECK_EQ(fault.words[seL4_VMFault_FSR] >> 4, fault.words[seL4_VMFault_PrefetchFault]);
}

/* Any reply restarts at the instruction, which works once the page is there. */
static void test_vm_reply(void)
{
	struct victim victim = make_victim(fault_write);

	victim.regs.rdi = TEST_VADDR;
	victim.regs.rax = 0xabcdef;
	fault_of(&victim, seL4_Fault_VMFault, seL4_VMFault_Length);
	map_path(seL4_CapInitThreadVSpace, TEST_VADDR);
	seL4_SetMR(0, 0);
	reply(0, 0);
	take_fault(&victim, seL4_Fault_VMFault, seL4_VMFault_Length);
	map_new(seL4_X86_4K, seL4_CapInitThreadVSpace, TEST_VADDR);
	thread_set_priority(victim.thread, TEST_PRIORITY);
	seL4_SetMR(0, 0);
	reply(99, 1);
	seL4_Yield();
	CHECK_EQ(*(volatile seL4_Word *)TEST_VADDR, 0xabcdef);
}

/* A CapFault names the system call, the CPtr and the failure, in 4 + n words. */
static struct victim make_cap_victim(seL4_Sint64 number, seL4_CPtr cptr)
{
	struct victim victim = make_victim(fault_unknown_syscall);

	victim.regs.rdx = (seL4_Word)number;
	victim.regs.rdi = cptr;
	victim.regs.rsi = 0;
	return victim;
}

static void check_cap_fault(const seL4_Fault_t *fault, seL4_CPtr cptr, seL4_Word receiving, seL4_Word failure,
			    seL4_Word bits_left)
{
	CHECK_EQ(fault->words[seL4_CapFault_IP], (seL4_Word)fault_unknown_syscall);
	CHECK_EQ(fault->words[seL4_CapFault_Addr], cptr);
	CHECK_EQ(fault->words[seL4_CapFault_InRecvPhase], receiving);
	CHECK_EQ(fault->words[seL4_CapFault_LookupFailureType], failure);
	CHECK_EQ(fault->words[seL4_CapFault_BitsLeft], bits_left);
}

static void test_cap_fault_guard(void)
{
	static const seL4_Sint64 sending[] = { seL4_SysSend, seL4_SysCall };
	static const seL4_Sint64 receiving[] = { seL4_SysRecv, seL4_SysNBRecv, seL4_SysReplyRecv };
	const seL4_CPtr cptr = 0x1234567ul << 32;

	for (unsigned i = 0; i < 5; i++) {
		struct victim victim = make_cap_victim(i < 2 ? sending[i] : receiving[i - 2], cptr);
		seL4_Fault_t fault = fault_of(&victim, seL4_Fault_CapFault, 7);

		check_cap_fault(&fault, cptr, i >= 2, seL4_GuardMismatch, 64);
		CHECK_EQ(fault.words[seL4_CapFault_GuardMismatch_GuardFound], 0);
		CHECK_EQ(fault.words[seL4_CapFault_GuardMismatch_BitsFound], 64 - root_radix());
	}
}

/* Receiving from what is no endpoint or notification, or without the right to. */
static void test_cap_fault_receive(void)
{
	const seL4_CPtr cptrs[] = { slot_new(), make_tcb(), copy_of(make_endpoint(), seL4_NoRead) };

	for (unsigned i = 0; i < 3; i++) {
		struct victim victim = make_cap_victim(i ? seL4_SysRecv : seL4_SysNBRecv, cptrs[i]);
		seL4_Fault_t fault = fault_of(&victim, seL4_Fault_CapFault, 5);

		check_cap_fault(&fault, cptrs[i], 1, seL4_MissingCapability, 0);
	}
}

/* A thread with a CSpace of two nodes, the second one too deep for 64 bits. */
static void test_cap_fault_depth(void)
{
	enum { RADIX = 4 };
	seL4_CPtr first = make_cnode(RADIX), second = make_cnode(RADIX);
	seL4_CNode_CapData_t guard = seL4_CNode_CapData_new(0, 58);
	const seL4_CPtr cptr = 3ul << 60;
	struct victim victim = make_cap_victim(seL4_SysSend, cptr);
	seL4_Fault_t fault;

	REQUIRE(seL4_CNode_Mint(first, 3, RADIX, seL4_CapInitThreadCNode, second, ROOT_DEPTH, seL4_AllRights,
				guard.words[0]) == seL4_NoError);
	REQUIRE(seL4_CNode_Mint(first, 5, RADIX, seL4_CapInitThreadCNode, victim.handler, ROOT_DEPTH,
				seL4_AllRights, HANDLER_BADGE) == seL4_NoError);
	REQUIRE(seL4_TCB_SetSpace(victim.thread->tcb, 5ul << 60, first, 0, seL4_CapInitThreadVSpace, 0) ==
		seL4_NoError);
	fault = fault_of(&victim, seL4_Fault_CapFault, 6);
	check_cap_fault(&fault, cptr, 0, seL4_DepthMismatch, 60);
	CHECK_EQ(fault.words[seL4_CapFault_DepthMismatch_BitsFound], 62);
}

/* Any reply makes the system call again. */
static void test_cap_fault_reply(void)
{
	seL4_CPtr slot = slot_new();
	seL4_CPtr endpoint = make_endpoint();
	struct victim victim = make_cap_victim(seL4_SysRecv, slot);

	fault_of(&victim, seL4_Fault_CapFault, 5);
	reply(7, 0);
	take_fault(&victim, seL4_Fault_CapFault, 5);
	REQUIRE(slot_copy(slot, endpoint) == seL4_NoError);
	reply(0, 0);
	CHECK(!has_fault(&victim));
	/* it waits on the endpoint now, and goes on behind its system call */
	thread_set_priority(victim.thread, TEST_PRIORITY);
	seL4_NBSend(endpoint, seL4_MessageInfo_new(0, 0, 0, 0));
	seL4_Yield();
	CHECK_EQ(thread_registers(victim.thread).rip, (seL4_Word)fault_unknown_syscall_end);
}

/* A saved reply capability answers a fault as well. */
static void test_saved_fault_reply(void)
{
	struct victim victim = make_victim(fault_invalid_opcode);
	seL4_CPtr slot = slot_new();

	fault_of(&victim, seL4_Fault_UserException, seL4_UserException_Length);
	REQUIRE(seL4_CNode_SaveCaller(seL4_CapInitThreadCNode, slot, ROOT_DEPTH) == seL4_NoError);
	seL4_SetMR(0, (seL4_Word)fault_spin);
	thread_set_priority(victim.thread, TEST_PRIORITY);
	seL4_Send(slot, seL4_MessageInfo_new(0, 0, 0, 1));
	seL4_Yield();
	CHECK_EQ(thread_registers(victim.thread).rip, (seL4_Word)fault_spin);
	CHECK(slot_is_empty(slot));
}

/* TCB_Resume ends a fault as well, and the instruction faults again. */
static void test_resume_ends_fault(void)
{
	struct victim victim = make_victim(fault_invalid_opcode);

	fault_of(&victim, seL4_Fault_UserException, seL4_UserException_Length);
	thread_resume(victim.thread);
	take_fault(&victim, seL4_Fault_UserException, seL4_UserException_Length);
}

/* The handler needs Write, and Grant or GrantReply; else nobody is told. */
static int delivers_with(seL4_CapRights_t rights)
{
	struct victim victim = make_victim(fault_invalid_opcode);

	thread_set_fault_handler(victim.thread, minted(victim.handler, rights, HANDLER_BADGE));
	start(&victim);
	if (!has_fault(&victim))
		return 0;
	reply(0, 0); /* it tries again, and faults again */
	CHECK(has_fault(&victim));
	return 1;
}

static void test_handler_rights(void)
{
	CHECK(delivers_with(seL4_AllRights));
	CHECK(delivers_with(seL4_CapRights_new(1, 0, 0, 1)));
	CHECK(delivers_with(seL4_CapRights_new(0, 1, 0, 1)));
	CHECK(!delivers_with(seL4_CapRights_new(0, 0, 1, 1)));
	CHECK(!delivers_with(seL4_CapRights_new(1, 1, 1, 0)));
}

/* Without a handler the thread stops for good. */
static void test_no_handler(void)
{
	static const seL4_CPtr handlers[] = { 0, seL4_CapInitThreadTCB, 1ul << 63 };

	for (unsigned i = 0; i < 3; i++) {
		struct victim victim = make_victim(fault_invalid_opcode);

		thread_set_fault_handler(victim.thread, handlers[i]);
		start(&victim);
		CHECK(!has_fault(&victim));
		CHECK_EQ(thread_registers(victim.thread).rip, (seL4_Word)fault_invalid_opcode);
		/* given one, and resumed, it tells */
		thread_set_fault_handler(victim.thread, badged(victim.handler, HANDLER_BADGE));
		thread_resume(victim.thread);
		CHECK(has_fault(&victim));
	}
}

/* A thread whose handler does not wait, waits for it, in the endpoint's queue. */
static void test_faults_queue(void)
{
	struct victim first = make_victim(fault_invalid_opcode);
	struct victim second = make_victim(fault_divide);
	seL4_Word badge;

	thread_set_fault_handler(first.thread, badged(first.handler, 1));
	thread_set_fault_handler(second.thread, badged(first.handler, 2));
	start(&first);
	start(&second);
	seL4_Recv(first.handler, &badge);
	CHECK_EQ(badge, 1);
	seL4_Recv(first.handler, &badge);
	CHECK_EQ(badge, 2);
}

/* The handler's message is cut to four words when it has no buffer. */
static void test_handler_without_buffer(void)
{
	struct victim victim = make_victim(fault_int_a5);
	struct thread *self = thread_self();
	seL4_MessageInfo_t info;

	start(&victim);
	REQUIRE(seL4_TCB_SetIPCBuffer(self->tcb, 0, self->ipc_frame) == seL4_NoError);
	info = seL4_NBRecv(victim.handler, (void *)0);
	CHECK_EQ(info.words[0], seL4_MessageInfo_new(seL4_Fault_UnknownSyscall, 0, 0, 4).words[0]);
	CHECK_EQ(seL4_GetMR(3), 0x7777);
}

static const struct test tests[] = {
	{ "unknown system call", test_unknown_syscall },
	{ "unknown system call numbers", test_syscall_numbers },
	{ "int 0xa5 tells all registers", test_int_a5 },
	{ "a reply to it sets 18 registers", test_unknown_syscall_reply },
	{ "a short reply sets fewer", test_unknown_syscall_short_reply },
	{ "a reply with a label leaves the thread inactive", test_unknown_syscall_reply_label },
	{ "a system call is skipped by its reply", test_unknown_syscall_skipped },
	{ "exceptions have their number and code", test_exceptions },
	{ "an int that programs may not use", test_forbidden_int },
	{ "an exception's address and flags", test_exception_ip },
	{ "a reply to an exception sets three registers", test_exception_reply },
	{ "an empty reply, and one with a label", test_exception_short_reply },
	{ "reading an unmapped page", test_vm_read },
	{ "writing an unmapped page", test_vm_write },
	{ "reading a kernel address", test_vm_kernel_address },
	{ "executing an unmapped page", test_vm_fetch },
	{ "a reply to a page fault tries again", test_vm_reply },
	{ "a capability fault: guard", test_cap_fault_guard },
	{ "a capability fault: nothing to receive from", test_cap_fault_receive },
	{ "a capability fault: depth", test_cap_fault_depth },
	{ "a reply to a capability fault tries again", test_cap_fault_reply },
	{ "a saved reply answers a fault", test_saved_fault_reply },
	{ "Resume ends a fault", test_resume_ends_fault },
	{ "the rights a handler needs", test_handler_rights },
	{ "a fault without a handler", test_no_handler },
	{ "faults queue at their handler", test_faults_queue },
	{ "a handler without a buffer gets four words", test_handler_without_buffer },
};

const struct test_group fault_tests = TEST_GROUP("faults", tests);
