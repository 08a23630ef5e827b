/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers of this architecture's own: PSTATE and thread pointers (sheet sections A1, A8). */
#include "groups.h"
#include "raw.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

static seL4_UserContext read_all(seL4_CPtr tcb)
{
	seL4_UserContext regs = { 0 };

	REQUIRE(seL4_TCB_ReadRegisters(tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &regs) == seL4_NoError);
	return regs;
}

static void write_all(seL4_CPtr tcb, const seL4_UserContext *regs)
{
	REQUIRE(seL4_TCB_WriteRegisters(tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, regs) == seL4_NoError);
}

static void test_default_flags(void)
{
	/* FIQ masked, EL0; release builds mask asynchronous aborts too */
	CHECK_EQ(ARCH_FLAGS_DEFAULT & ~0x100ul, 0x40);
}

/* The condition flags are the user's, all else is not. */
static void test_sanitise_flags(void)
{
	static const seL4_Word written[] = { 0, ~0ul, 0x80000000, 0x3c5, 0x10, 0x200000, 1ul << 32 };
	const seL4_Word fixed = ARCH_FLAGS_DEFAULT;
	seL4_CPtr tcb = make_tcb();

	for (unsigned i = 0; i < sizeof written / sizeof written[0]; i++) {
		seL4_UserContext regs = { .spsr = written[i] };

		write_all(tcb, &regs);
		check_equal("registers.c flags", (int)i, "spsr", read_all(tcb).spsr,
			    (written[i] & 0xf0000000) | fixed);
	}
}

/** What a thread finds in registers it was started with. */
struct seen {
	volatile seL4_Word tpidr, tpidrro;
};

static void look_at_pointers(void *arg)
{
	struct seen *seen = arg;
	seL4_Word tpidr, tpidrro;

	__asm__ volatile("mrs %0, tpidr_el0\n\tmrs %1, tpidrro_el0" : "=r"(tpidr), "=r"(tpidrro));
	seen->tpidr = tpidr;
	seen->tpidrro = tpidrro;
	for (;;)
		;
}

static void test_thread_pointers(void)
{
	struct seen seen = { 0, 0 };
	struct thread *thread = thread_new(TEST_PRIORITY, look_at_pointers, &seen);
	seL4_UserContext regs = thread_registers(thread);

	regs.tpidrro_el0 = 0x65;
	write_all(thread->tcb, &regs);
	CHECK_EQ(seL4_TCB_SetTLSBase(thread->tcb, 0xf5), seL4_NoError);
	CHECK_EQ(thread_registers(thread).tpidr_el0, 0xf5);
	thread_resume(thread);
	seL4_Yield();
	seL4_Yield();
	CHECK_EQ(seen.tpidr, 0xf5);
	CHECK_EQ(seen.tpidrro, 0x65);
	/* and this thread's own is as it was */
	CHECK(seL4_GetIPCBuffer() == thread_self()->ipc_buffer);
}

/* A pointer that a thread sets itself stays with it. */
static void set_own_pointer(void *arg)
{
	__asm__ volatile("msr tpidr_el0, %0" : : "r"(arg));
	for (;;)
		seL4_Yield();
}

static void test_own_pointer(void)
{
	struct thread *a = thread_start(TEST_PRIORITY, set_own_pointer, (void *)0x1234000);
	struct thread *b = thread_start(TEST_PRIORITY, set_own_pointer, (void *)0x5678000);

	for (int i = 0; i < 4; i++)
		seL4_Yield();
	CHECK_EQ(thread_registers(a).tpidr_el0, 0x1234000);
	CHECK_EQ(thread_registers(b).tpidr_el0, 0x5678000);
}

/** Two threads with other values in all registers, which take turns. */
static void yield_with_all(void *arg)
{
	volatile unsigned *rounds = arg;

	for (;;) {
		struct raw_registers before = raw_pattern(), after;

		before.number = (seL4_Word)seL4_SysYield;
		for (unsigned i = 0; i < sizeof before.x8_x30 / sizeof before.x8_x30[0]; i++)
			before.x8_x30[i] += (seL4_Word)arg;
		after = before;
		raw_syscall(&after);
		raw_check_preserved(&before, &after, 0);
		(*rounds)++;
	}
}

static void test_all_registers(void)
{
	volatile unsigned rounds[2] = { 0, 0 };

	for (unsigned i = 0; i < 2; i++)
		thread_start(TEST_PRIORITY, yield_with_all, (void *)&rounds[i]);
	for (int i = 0; i < 8; i++)
		seL4_Yield();
	CHECK(rounds[0] > 2 && rounds[1] > 2);
}

/* CopyRegisters from the running thread copies what it has set without the kernel, too. */
static void test_copy_own_pointer(void)
{
	seL4_CPtr dest = make_tcb();
	seL4_Word info = seL4_MessageInfo_new(TCBCopyRegisters, 0, 1, 1).words[0], mr[4] = { 1 << 3 }, own;

	seL4_SetCap(0, thread_self()->tcb);
	__asm__ volatile("mrs %0, tpidr_el0" : "=r"(own));
	__asm__ volatile("msr tpidr_el0, %0" : : "r"(0x4321000ul));
	sel4_trap_exchange(seL4_SysCall, dest, &info, &mr[0], &mr[1], &mr[2], &mr[3]);
	__asm__ volatile("msr tpidr_el0, %0" : : "r"(own));
	CHECK_EQ(info >> 12, seL4_NoError);
	CHECK_EQ(read_all(dest).tpidr_el0, 0x4321000);
}

static const struct test tests[] = {
	{ "PSTATE of a fresh thread", test_default_flags },
	{ "PSTATE is sanitised", test_sanitise_flags },
	{ "TPIDR_EL0 and TPIDRRO_EL0", test_thread_pointers },
	{ "a thread pointer set in user mode stays with its thread", test_own_pointer },
	{ "a thread pointer set in user mode can be copied", test_copy_own_pointer },
	{ "all registers survive other threads", test_all_registers },
};

const struct test_group register_tests = TEST_GROUP("registers", tests);
