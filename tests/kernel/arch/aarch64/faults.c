/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Every kind of fault: its message, and what a reply does (sheet sections 8, A1, A9). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"
#include "suite/vspace.h"

enum {
	HIGHER = TEST_PRIORITY + 10,
	HANDLER_BADGE = 0x4a,
	STACK = 0x7100,
	NUMBER = 0x7777,
};

/* Snippets that fault, and what follows them; faults_aarch64.S. */
extern const char fault_unknown_syscall[], fault_unknown_syscall_end[];
extern const char fault_undefined[], fault_break[], fault_privileged[];
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
	struct victim victim = { .thread = thread_new(HIGHER, no_code, (void *)0),
				 .handler = make_endpoint() };
	seL4_Word *words = (seL4_Word *)&victim.regs;

	for (seL4_Word i = 0; i < SEL4_USER_CONTEXT_WORDS; i++)
		words[i] = 0x2000 + i;
	victim.regs.pc = (seL4_Word)code;
	victim.regs.sp = STACK;
	victim.regs.spsr = 0x60000000;
	victim.regs.x7 = NUMBER;
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

static void test_unknown_syscall(void)
{
	struct victim victim = make_victim(fault_unknown_syscall);
	seL4_Fault_t fault = fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
	const seL4_Word *x = &victim.regs.x0;

	for (int i = 0; i < 8; i++)
		check_equal("faults.c register", i, "register in the message", fault.words[i], x[i]);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_FaultIP], (seL4_Word)fault_unknown_syscall);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_SP], STACK);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_LR], (seL4_Word)fault_unknown_syscall_end);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_SPSR], 0x60000000 | ARCH_FLAGS_DEFAULT);
	CHECK_EQ(fault.words[seL4_UnknownSyscall_Syscall], NUMBER);
}

static void test_syscall_numbers(void)
{
	static const seL4_Word numbers[] = { 0, 1, ~8ul, ~29ul, 1ul << 63, 0xffffffff };

	for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		struct victim victim = make_victim(fault_unknown_syscall);
		seL4_Fault_t fault;

		victim.regs.x7 = numbers[i];
		fault = fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
		CHECK_EQ(fault.words[seL4_UnknownSyscall_Syscall], numbers[i]);
	}
}

/* A reply writes twelve registers; the thread goes on at FaultIP, whatever LR says. */
static void test_syscall_reply(void)
{
	struct victim victim = make_victim(fault_unknown_syscall);
	seL4_UserContext regs;

	fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
	for (int i = 0; i < 8; i++)
		seL4_SetMR(i, 0x300u + (seL4_Word)i);
	seL4_SetMR(seL4_UnknownSyscall_FaultIP, (seL4_Word)fault_spin);
	seL4_SetMR(seL4_UnknownSyscall_SP, 0x8800);
	seL4_SetMR(seL4_UnknownSyscall_LR, 0x123);
	seL4_SetMR(seL4_UnknownSyscall_SPSR, ~0ul);
	thread_set_priority(victim.thread, TEST_PRIORITY);
	reply(0, seL4_UnknownSyscall_Syscall);
	seL4_Yield();
	CHECK(!has_fault(&victim));
	regs = thread_registers(victim.thread);
	CHECK_EQ(regs.pc, (seL4_Word)fault_spin);
	CHECK_EQ(regs.sp, 0x8800);
	CHECK_EQ(regs.spsr, 0xf0000000 | ARCH_FLAGS_DEFAULT);
	CHECK_EQ(regs.x0, 0x300);
	CHECK_EQ(regs.x7, 0x307);
	CHECK_EQ(regs.x8, victim.regs.x8);
	CHECK_EQ(regs.x30, victim.regs.x30);
}

/* A reply without words makes the call again; one with a label stops the thread. */
static void test_syscall_reply_variants(void)
{
	struct victim victim = make_victim(fault_unknown_syscall);

	fault_of(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
	reply(0, 0);
	take_fault(&victim, seL4_Fault_UnknownSyscall, seL4_UnknownSyscall_Length);
	reply(1, 0);
	CHECK(!has_fault(&victim));
	CHECK_EQ(thread_registers(victim.thread).pc, (seL4_Word)fault_unknown_syscall);
}

static void test_exceptions(void)
{
	static const struct {
		const char *code;
		seL4_Word number;
	} cases[] = {
		{ fault_undefined, 0x02000000 },
		{ fault_break, 0xf2000005 },
	};

	for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct victim victim = make_victim(cases[i].code);
		seL4_Fault_t fault = fault_of(&victim, seL4_Fault_UserException, seL4_UserException_Length);

		CHECK_EQ(fault.words[seL4_UserException_FaultIP], (seL4_Word)cases[i].code);
		CHECK_EQ(fault.words[seL4_UserException_SP], STACK);
		CHECK_EQ(fault.words[seL4_UserException_SPSR], 0x60000000 | ARCH_FLAGS_DEFAULT);
		CHECK_EQ(fault.words[seL4_UserException_Number], cases[i].number);
		CHECK_EQ(fault.words[seL4_UserException_Code], 0);
	}
}

/* System registers of EL1: undefined at EL0, or trapped, as the processor likes. */
static void test_privileged(void)
{
	struct victim victim = make_victim(fault_privileged);
	seL4_Fault_t fault = fault_of(&victim, seL4_Fault_UserException, seL4_UserException_Length);

	CHECK_EQ(fault.words[seL4_UserException_FaultIP], (seL4_Word)fault_privileged);
}

static void test_exception_reply(void)
{
	struct victim victim = make_victim(fault_break);
	seL4_UserContext regs;

	fault_of(&victim, seL4_Fault_UserException, seL4_UserException_Length);
	seL4_SetMR(seL4_UserException_FaultIP, (seL4_Word)fault_spin);
	seL4_SetMR(seL4_UserException_SP, 0x9900);
	seL4_SetMR(seL4_UserException_SPSR, 0x80000000);
	thread_set_priority(victim.thread, TEST_PRIORITY);
	reply(0, 3);
	seL4_Yield();
	regs = thread_registers(victim.thread);
	CHECK_EQ(regs.pc, (seL4_Word)fault_spin);
	CHECK_EQ(regs.sp, 0x9900);
	CHECK_EQ(regs.spsr, 0x80000000 | ARCH_FLAGS_DEFAULT);
	CHECK_EQ(regs.x0, victim.regs.x0);
}

static void check_vm_fault(seL4_Fault_t fault, seL4_Word ip, seL4_Word address, seL4_Word fetch,
			   seL4_Word status)
{
	CHECK_EQ(fault.words[seL4_VMFault_IP], ip);
	CHECK_EQ(fault.words[seL4_VMFault_Addr], address);
	CHECK_EQ(fault.words[seL4_VMFault_PrefetchFault], fetch);
	CHECK_EQ(fault.words[seL4_VMFault_FSR], status);
}

/* A data abort without a table of level 2 (as Arm counts): ISS says translation fault, read. */
static void test_read_fault(void)
{
	struct victim victim = make_victim(fault_read);

	map_pdpt(seL4_CapInitThreadVSpace, TEST_VADDR);
	map_directory(seL4_CapInitThreadVSpace, TEST_VADDR);
	victim.regs.x0 = TEST_VADDR + 8;
	check_vm_fault(fault_of(&victim, seL4_Fault_VMFault, seL4_VMFault_Length), (seL4_Word)fault_read,
		       TEST_VADDR + 8, 0, 0x92000006);
	/* any reply makes it try again */
	reply(7, 3);
	check_vm_fault(take_fault(&victim, seL4_Fault_VMFault, seL4_VMFault_Length), (seL4_Word)fault_read,
		       TEST_VADDR + 8, 0, 0x92000006);
	map_table(seL4_CapInitThreadVSpace, TEST_VADDR);
	map_new(ARCH_SMALL_PAGE, seL4_CapInitThreadVSpace, TEST_VADDR);
	thread_set_priority(victim.thread, TEST_PRIORITY);
	reply(0, 0);
	seL4_Yield();
	CHECK(!has_fault(&victim));
	CHECK_EQ(thread_registers(victim.thread).pc, (seL4_Word)fault_spin);
	CHECK_EQ(thread_registers(victim.thread).x1, 0);
}

static void test_write_fault(void)
{
	struct victim victim = make_victim(fault_write);
	seL4_CPtr frame;

	map_path(seL4_CapInitThreadVSpace, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, seL4_CapInitThreadVSpace, TEST_VADDR);
	map_frame(frame, seL4_CapInitThreadVSpace, TEST_VADDR, seL4_CanRead);
	victim.regs.x0 = TEST_VADDR;
	/* permission fault at the last level, write */
	check_vm_fault(fault_of(&victim, seL4_Fault_VMFault, seL4_VMFault_Length), (seL4_Word)fault_write,
		       TEST_VADDR, 0, 0x9200004f);
}

static void test_fetch_fault(void)
{
	struct victim victim = make_victim((const char *)TEST_VADDR);

	map_pdpt(seL4_CapInitThreadVSpace, TEST_VADDR);
	map_directory(seL4_CapInitThreadVSpace, TEST_VADDR);
	check_vm_fault(fault_of(&victim, seL4_Fault_VMFault, seL4_VMFault_Length), TEST_VADDR, TEST_VADDR, 1,
		       0x82000006);
}

/* Execute-never is honoured: a permission fault of the fetch. */
static void test_execute_never(void)
{
	struct victim victim = make_victim((const char *)TEST_VADDR);
	seL4_CPtr frame = make_frame();

	map_path(seL4_CapInitThreadVSpace, TEST_VADDR);
	REQUIRE(arch_page_map_as(frame, seL4_CapInitThreadVSpace, TEST_VADDR, seL4_ReadWrite,
				 seL4_ARM_PageCacheable | seL4_ARM_ExecuteNever) == seL4_NoError);
	check_vm_fault(fault_of(&victim, seL4_Fault_VMFault, seL4_VMFault_Length), TEST_VADDR, TEST_VADDR, 1,
		       0x8200000f);
}

static void test_cap_fault(void)
{
	struct victim victim = make_victim(fault_unknown_syscall);
	seL4_Fault_t fault;

	victim.regs.x7 = (seL4_Word)seL4_SysSend;
	victim.regs.x0 = 1ul << 60;
	fault = fault_of(&victim, seL4_Fault_CapFault, 7);
	CHECK_EQ(fault.words[seL4_CapFault_IP], (seL4_Word)fault_unknown_syscall);
	CHECK_EQ(fault.words[seL4_CapFault_Addr], 1ul << 60);
	CHECK_EQ(fault.words[seL4_CapFault_InRecvPhase], 0);
	CHECK_EQ(fault.words[seL4_CapFault_LookupFailureType], seL4_GuardMismatch);
}

/* The handler needs Write, and Grant or GrantReply; else nobody is told. */
static int delivers_with(seL4_CapRights_t rights)
{
	struct victim victim = make_victim(fault_undefined);

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

static const struct test tests[] = {
	{ "an unknown system call's message", test_unknown_syscall },
	{ "numbers that are no system calls", test_syscall_numbers },
	{ "a reply to it writes twelve registers", test_syscall_reply },
	{ "replies without words, and with a label", test_syscall_reply_variants },
	{ "exceptions tell the syndrome", test_exceptions },
	{ "system registers of the kernel", test_privileged },
	{ "a reply to an exception writes three registers", test_exception_reply },
	{ "reading an unmapped page", test_read_fault },
	{ "writing a read-only page", test_write_fault },
	{ "executing an unmapped page", test_fetch_fault },
	{ "executing a page that is not executable", test_execute_never },
	{ "a capability fault", test_cap_fault },
	{ "which handlers are told", test_handler_rights },
};

const struct test_group fault_tests = TEST_GROUP("faults", tests);
