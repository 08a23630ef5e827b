/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Threads: registers, flags, priorities, spaces (sheet sections 10.1, X9). */
#include "groups.h"
#include "suite/check.h"
#include "suite/cpu.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { HIGHER = TEST_PRIORITY + 10, LOWER = TEST_PRIORITY - 10 };

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

static seL4_UserContext pattern(void)
{
	seL4_UserContext regs = { 0 };
	seL4_Word *words = (seL4_Word *)&regs;

	for (seL4_Word i = 0; i < SEL4_USER_CONTEXT_WORDS; i++)
		words[i] = 0x100000 + i;
	regs.ARCH_FLAGS = ARCH_FLAGS_DEFAULT;
	return regs;
}

static void check_same(const seL4_UserContext *got, const seL4_UserContext *want, seL4_Word first,
		       seL4_Word end)
{
	for (seL4_Word i = first; i < end; i++)
		check_equal("tcb.c register", (int)i, "register", ((const seL4_Word *)got)[i],
			    ((const seL4_Word *)want)[i]);
}

static void test_fresh(void)
{
	seL4_UserContext fresh = { .ARCH_FLAGS = ARCH_FLAGS_DEFAULT };
	seL4_UserContext regs = read_all(make_tcb());

	check_same(&regs, &fresh, 0, SEL4_USER_CONTEXT_WORDS);
}

static void test_write_read(void)
{
	seL4_CPtr tcb = make_tcb();
	seL4_UserContext want = pattern(), got;

	write_all(tcb, &want);
	got = read_all(tcb);
	check_same(&got, &want, 0, SEL4_USER_CONTEXT_WORDS);
}

static void test_write_few(void)
{
	seL4_CPtr tcb = make_tcb();
	seL4_UserContext want = { .ARCH_PC = 0x5000, .ARCH_SP = 0x6000, .ARCH_FLAGS = ARCH_FLAGS_DEFAULT };
	seL4_UserContext got;

	REQUIRE(seL4_TCB_WriteRegisters(tcb, 0, 0, 2, &want) == seL4_NoError);
	got = read_all(tcb);
	check_same(&got, &want, 0, SEL4_USER_CONTEXT_WORDS);
}

/* Words beyond the registers there are, are ignored. */
static void test_write_too_many(void)
{
	enum { MANY = SEL4_USER_CONTEXT_WORDS + 8 };
	seL4_CPtr tcb = make_tcb();
	seL4_UserContext got;

	for (int i = 4; i < MANY + 2; i++)
		seL4_SetMR(i, (seL4_Word)i << 4);
	CHECK_EQ(sel4_invoke4(tcb, TCBWriteRegisters, 0, MANY + 2, 0, MANY, 0x1000, 0x2000), seL4_NoError);
	got = read_all(tcb);
	CHECK_EQ(got.ARCH_PC, 0x1000);
	CHECK_EQ(got.ARCH_LAST, (SEL4_USER_CONTEXT_WORDS + 1) << 4);
}

static void test_copy_registers(void)
{
	seL4_CPtr source = make_tcb();
	seL4_UserContext fresh = { .ARCH_FLAGS = ARCH_FLAGS_DEFAULT };
	seL4_UserContext want = pattern();

	write_all(source, &want);
	for (unsigned what = 0; what < 4; what++) {
		seL4_CPtr dest = make_tcb();
		seL4_UserContext got;

		CHECK_EQ(seL4_TCB_CopyRegisters(dest, source, 0, 0, what & 1, what >> 1, 0), seL4_NoError);
		got = read_all(dest);
		check_same(&got, what & 1 ? &want : &fresh, 0, ARCH_FRAME_REGISTERS);
		check_same(&got, what & 2 ? &want : &fresh, ARCH_FRAME_REGISTERS, SEL4_USER_CONTEXT_WORDS);
	}
}

static void count_up(void *arg)
{
	volatile seL4_Word *counter = arg;

	for (;;)
		++*counter;
}

/* Whether the thread behind @counter runs when this one waits for it. */
static int makes_progress(volatile seL4_Word *counter)
{
	seL4_Word before = *counter;

	for (int i = 0; i < 3; i++)
		seL4_Yield();
	return *counter != before;
}

static void test_suspend_resume(void)
{
	volatile seL4_Word counter = 0;
	struct thread *thread = thread_start(TEST_PRIORITY, count_up, (void *)&counter);

	CHECK(makes_progress(&counter));
	thread_suspend(thread);
	CHECK(!makes_progress(&counter));
	thread_resume(thread);
	CHECK(makes_progress(&counter));
	/* resuming what runs does nothing, suspending twice neither */
	thread_resume(thread);
	CHECK(makes_progress(&counter));
	thread_suspend(thread);
	thread_suspend(thread);
	CHECK(!makes_progress(&counter));
}

static void test_read_suspends(void)
{
	volatile seL4_Word counter = 0;
	struct thread *thread = thread_start(TEST_PRIORITY, count_up, (void *)&counter);
	seL4_UserContext regs;

	CHECK(makes_progress(&counter));
	CHECK_EQ(seL4_TCB_ReadRegisters(thread->tcb, 0, 0, 1, &regs), seL4_NoError);
	CHECK(makes_progress(&counter));
	CHECK_EQ(seL4_TCB_ReadRegisters(thread->tcb, 1, 0, 1, &regs), seL4_NoError);
	CHECK(!makes_progress(&counter));
}

static void test_write_resumes(void)
{
	volatile seL4_Word counter = 0;
	struct thread *thread = thread_new(TEST_PRIORITY, count_up, (void *)&counter);
	seL4_UserContext regs = thread_registers(thread);

	CHECK_EQ(seL4_TCB_WriteRegisters(thread->tcb, 0, 0, 1, &regs), seL4_NoError);
	CHECK(!makes_progress(&counter));
	CHECK_EQ(seL4_TCB_WriteRegisters(thread->tcb, 1, 0, 1, &regs), seL4_NoError);
	CHECK(makes_progress(&counter));
}

static void test_copy_suspends_and_resumes(void)
{
	volatile seL4_Word counter = 0;
	struct thread *source = thread_start(TEST_PRIORITY, count_up, (void *)&counter);
	struct thread *dest = thread_new(TEST_PRIORITY, count_up, (void *)&counter);

	seL4_Yield();
	CHECK_EQ(seL4_TCB_CopyRegisters(dest->tcb, source->tcb, 1, 0, 0, 0, 0), seL4_NoError);
	CHECK(!makes_progress(&counter));
	CHECK_EQ(seL4_TCB_CopyRegisters(dest->tcb, source->tcb, 0, 1, 0, 0, 0), seL4_NoError);
	CHECK(makes_progress(&counter));
}

static void test_set_flags(void)
{
	seL4_CPtr tcb = make_tcb();

	CHECK_EQ(seL4_TCB_SetFlags(tcb, 0, 0).flags, 0);
	CHECK_EQ(seL4_TCB_SetFlags(tcb, 0, 0xff).flags, 1);
	CHECK_EQ(seL4_TCB_SetFlags(tcb, 0, 0).flags, 1);
	CHECK_EQ(seL4_TCB_SetFlags(tcb, 1, 0).flags, 0);
	CHECK_EQ(seL4_TCB_SetFlags(tcb, 1, 1).flags, 1);
	CHECK_EQ(seL4_TCB_SetFlags(tcb, 0xfe, 0).flags, 1);
}

/* A fresh TCB's own authority is 0. */
static void test_mcp_bounds(void)
{
	seL4_CPtr fresh = make_tcb(), authority = make_tcb(), target = make_tcb();

	CHECK_EQ(seL4_TCB_SetPriority(target, fresh, 1), seL4_RangeError);
	CHECK_EQ(seL4_GetMR(1), 0);
	CHECK_EQ(seL4_TCB_SetPriority(target, fresh, 0), seL4_NoError);
	CHECK_EQ(seL4_TCB_SetMCPriority(authority, seL4_CapInitThreadTCB, 60), seL4_NoError);
	CHECK_EQ(seL4_TCB_SetPriority(target, authority, 60), seL4_NoError);
	CHECK_EQ(seL4_TCB_SetPriority(target, authority, 61), seL4_RangeError);
	CHECK_EQ(seL4_TCB_SetMCPriority(target, authority, 61), seL4_RangeError);
	CHECK_EQ(seL4_TCB_SetSchedParams(target, authority, 60, 61), seL4_RangeError);
	CHECK_EQ(seL4_TCB_SetSchedParams(target, authority, 30, 40), seL4_NoError);
	/* the new maximum is the target's own authority */
	CHECK_EQ(seL4_TCB_SetPriority(make_tcb(), target, 31), seL4_RangeError);
	CHECK_EQ(seL4_GetMR(1), 30);
	CHECK_EQ(seL4_TCB_SetPriority(target, seL4_CapInitThreadTCB, 256), seL4_RangeError);
	CHECK_EQ(seL4_GetMR(1), 255);
}

/* Address 0 removes the buffer, and needs no frame. */
static void test_remove_buffer(void)
{
	struct thread *thread = thread_new(HIGHER, count_up, (void *)0);

	CHECK_EQ(seL4_TCB_SetIPCBuffer(thread->tcb, 0, make_endpoint()), seL4_NoError);
	CHECK_EQ(seL4_TCB_Configure(thread->tcb, 0, seL4_CapInitThreadCNode, 0, seL4_CapInitThreadVSpace, 0,
				    0, slot_new()),
		 seL4_NoError);
}

/* The TCB keeps a copy of each capability given to it: the originals may go. */
static void test_spaces_are_copied(void)
{
	seL4_CPtr cspace = copy_of(seL4_CapInitThreadCNode, seL4_AllRights);
	seL4_CPtr vspace = copy_of(seL4_CapInitThreadVSpace, seL4_AllRights);
	volatile seL4_Word counter = 0;
	struct thread *thread = thread_new(TEST_PRIORITY, count_up, (void *)&counter);

	CHECK_EQ(seL4_TCB_SetSpace(thread->tcb, 0, cspace, 0, vspace, 0), seL4_NoError);
	CHECK_EQ(slot_delete(cspace), seL4_NoError);
	CHECK_EQ(slot_delete(vspace), seL4_NoError);
	thread_resume(thread);
	CHECK(makes_progress(&counter));
}

static const struct test tests[] = {
	{ "a fresh thread's registers", test_fresh },
	{ "registers are read as written", test_write_read },
	{ "writing two registers", test_write_few },
	{ "writing more registers than there are", test_write_too_many },
	{ "CopyRegisters, its two halves", test_copy_registers },
	{ "Suspend and Resume", test_suspend_resume },
	{ "ReadRegisters suspends if asked", test_read_suspends },
	{ "WriteRegisters resumes if asked", test_write_resumes },
	{ "CopyRegisters suspends and resumes if asked", test_copy_suspends_and_resumes },
	{ "SetFlags", test_set_flags },
	{ "the maximum controlled priority bounds all", test_mcp_bounds },
	{ "buffer address 0 removes the buffer", test_remove_buffer },
	{ "spaces are copied into the TCB", test_spaces_are_copied },
};

const struct test_group tcb_tests = TEST_GROUP("tcb", tests);
