/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Threads: registers, flags, priorities, spaces (sheet sections 10.1, X9). */
#include "groups.h"
#include "suite/check.h"
#include "suite/cpu.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { HIGHER = TEST_PRIORITY + 10, LOWER = TEST_PRIORITY - 10, DEFAULT_FLAGS = 0x202 };

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
	regs.rflags = DEFAULT_FLAGS;
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
	seL4_UserContext fresh = { .rflags = DEFAULT_FLAGS };
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
	seL4_UserContext want = { .rip = 0x5000, .rsp = 0x6000, .rflags = DEFAULT_FLAGS };
	seL4_UserContext got;

	REQUIRE(seL4_TCB_WriteRegisters(tcb, 0, 0, 2, &want) == seL4_NoError);
	got = read_all(tcb);
	check_same(&got, &want, 0, SEL4_USER_CONTEXT_WORDS);
}

/* Words beyond the registers there are, are ignored. */
static void test_write_too_many(void)
{
	seL4_CPtr tcb = make_tcb();
	seL4_UserContext got;

	for (int i = 4; i < 32; i++)
		seL4_SetMR(i, (seL4_Word)i << 4);
	CHECK_EQ(sel4_invoke4(tcb, TCBWriteRegisters, 0, 30, 0, 28, 0x1000, 0x2000), seL4_NoError);
	got = read_all(tcb);
	CHECK_EQ(got.rip, 0x1000);
	CHECK_EQ(got.gs_base, 21 << 4);
}

static void test_sanitise_addresses(void)
{
	seL4_CPtr tcb = make_tcb();
	seL4_UserContext regs = pattern();

	regs.rip = regs.fs_base = regs.gs_base = 1ul << 47;
	write_all(tcb, &regs);
	regs = read_all(tcb);
	CHECK_EQ(regs.rip, 0);
	CHECK_EQ(regs.fs_base, 0);
	CHECK_EQ(regs.gs_base, 0);
}

static void test_sanitise_flags(void)
{
	static const struct {
		seL4_Word written, read;
	} cases[] = {
		{ 0, 0x202 },        { ~0ul, 0xed7 }, { 0x400, 0x602 }, /* DF survives */
		{ 0x800, 0xa02 },                                       /* OF */
		{ 0x100, 0x202 },                                       /* TF does not */
		{ 0x3000, 0x202 },                                      /* IOPL */
		{ 0x40000, 0x202 },                                     /* AC */
		{ 0x200000, 0x202 },                                    /* ID */
		{ 0x4000, 0x202 },                                      /* NT */
	};
	seL4_CPtr tcb = make_tcb();

	for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		seL4_UserContext regs = pattern();

		regs.rflags = cases[i].written;
		write_all(tcb, &regs);
		check_equal("tcb.c flags", (int)i, "rflags", read_all(tcb).rflags, cases[i].read);
	}
}

static void test_copy_registers(void)
{
	seL4_CPtr source = make_tcb();
	seL4_UserContext fresh = { .rflags = DEFAULT_FLAGS };
	seL4_UserContext want = pattern();

	write_all(source, &want);
	for (unsigned what = 0; what < 4; what++) {
		seL4_CPtr dest = make_tcb();
		seL4_UserContext got;

		CHECK_EQ(seL4_TCB_CopyRegisters(dest, source, 0, 0, what & 1, what >> 1, 0), seL4_NoError);
		got = read_all(dest);
		check_same(&got, what & 1 ? &want : &fresh, 0, 18);
		check_same(&got, what & 2 ? &want : &fresh, 18, 20);
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

/** What a thread finds in registers it was started with. */
struct seen {
	volatile seL4_Word fs_word, gs_word;
};

static void look_at_segments(void *arg)
{
	struct seen *seen = arg;
	seL4_Word fs, gs;

	__asm__ volatile("movq %%fs:8, %0\n\tmovq %%gs:8, %1" : "=r"(fs), "=r"(gs));
	seen->fs_word = fs;
	seen->gs_word = gs;
	for (;;)
		;
}

static const seL4_Word fs_area[2] = { 0, 0xf5 }, gs_area[2] = { 0, 0x65 };

static void test_tls_bases(void)
{
	struct seen seen = { 0, 0 };
	struct thread *thread = thread_new(TEST_PRIORITY, look_at_segments, &seen);
	seL4_UserContext regs = thread_registers(thread);

	regs.gs_base = (seL4_Word)gs_area;
	write_all(thread->tcb, &regs);
	CHECK_EQ(seL4_TCB_SetTLSBase(thread->tcb, (seL4_Word)fs_area), seL4_NoError);
	CHECK_EQ(thread_registers(thread).fs_base, (seL4_Word)fs_area);
	thread_resume(thread);
	seL4_Yield();
	seL4_Yield();
	CHECK_EQ(seen.fs_word, 0xf5);
	CHECK_EQ(seen.gs_word, 0x65);
	/* and this thread's own base is as it was */
	CHECK(seL4_GetIPCBuffer() == thread_self()->ipc_buffer);
}

/* A base that a thread sets itself stays with it. */
static void set_own_base(void *arg)
{
	__asm__ volatile("wrgsbase %0" : : "r"(arg));
	for (;;)
		seL4_Yield();
}

static void test_wrgsbase(void)
{
	struct thread *a, *b;

	if (!cpu_has_fsgsbase())
		test_skip("the processor has no wrgsbase");
	a = thread_start(TEST_PRIORITY, set_own_base, (void *)0x1234000);
	b = thread_start(TEST_PRIORITY, set_own_base, (void *)0x5678000);
	for (int i = 0; i < 4; i++)
		seL4_Yield();
	CHECK_EQ(thread_registers(a).gs_base, 0x1234000);
	CHECK_EQ(thread_registers(b).gs_base, 0x5678000);
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
	{ "addresses are sanitised", test_sanitise_addresses },
	{ "flags are sanitised", test_sanitise_flags },
	{ "CopyRegisters, its two halves", test_copy_registers },
	{ "Suspend and Resume", test_suspend_resume },
	{ "ReadRegisters suspends if asked", test_read_suspends },
	{ "WriteRegisters resumes if asked", test_write_resumes },
	{ "CopyRegisters suspends and resumes if asked", test_copy_suspends_and_resumes },
	{ "FS and GS bases", test_tls_bases },
	{ "a base set in user mode stays with its thread", test_wrgsbase },
	{ "SetFlags", test_set_flags },
	{ "the maximum controlled priority bounds all", test_mcp_bounds },
	{ "buffer address 0 removes the buffer", test_remove_buffer },
	{ "spaces are copied into the TCB", test_spaces_are_copied },
};

const struct test_group tcb_tests = TEST_GROUP("tcb", tests);
