/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers of this architecture's own: canonical addresses, flags, segment bases (sheet section X9). */
#include "groups.h"
#include "suite/check.h"
#include "suite/cpu.h"
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

static void test_sanitise_addresses(void)
{
	seL4_CPtr tcb = make_tcb();
	seL4_UserContext regs = { .rflags = ARCH_FLAGS_DEFAULT };

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
		seL4_UserContext regs = { 0 };

		regs.rflags = cases[i].written;
		write_all(tcb, &regs);
		check_equal("registers.c flags", (int)i, "rflags", read_all(tcb).rflags, cases[i].read);
	}
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

static const struct test tests[] = {
	{ "addresses are sanitised", test_sanitise_addresses },
	{ "flags are sanitised", test_sanitise_flags },
	{ "FS and GS bases", test_tls_bases },
	{ "a base set in user mode stays with its thread", test_wrgsbase },
};

const struct test_group register_tests = TEST_GROUP("registers", tests);
