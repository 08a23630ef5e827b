/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Random instructions, with a liking for those that touch privileged state. */
#include "random.h"
#include "stress.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"
#include "suite/vspace.h"

enum {
	ROUNDS = 1500,
	PATIENCE = 2, /* turns of the CPU that a round may take before it is ended */
	CNODE_RADIX = 4,
	HANDLER_SLOT = 1,
};

#define VICTIM_CODE  TEST_VADDR
#define VICTIM_STACK (TEST_VADDR + PAGE_BYTES)
#define WINDOW       (TEST_VADDR + LARGE_BYTES) /* the victim's code page, in the root task's VSpace */

struct victim {
	seL4_CPtr tcb, endpoint;
	unsigned char *code;
	struct random random;
};

/** Instructions worth trying, each behind its length. */
static const unsigned char instructions[][8] = {
	{ 2, 0x0f, 0x05 },                   /* syscall */
	{ 2, 0x0f, 0x34 },                   /* sysenter */
	{ 2, 0x0f, 0x07 },                   /* sysret */
	{ 2, 0xcd, 0x80 },                   /* int 0x80 */
	{ 2, 0xcd, 0xa5 },                   /* int 0xa5 */
	{ 2, 0xcd, 0x30 },                   /* int 0x30, an interrupt's vector */
	{ 2, 0xcd, 0x9d },                   /* int 0x9d, the tick's */
	{ 2, 0xcd, 0xff },                   /* int 0xff */
	{ 2, 0xcd, 0x02 },                   /* int 2 */
	{ 2, 0xcd, 0x08 },                   /* int 8 */
	{ 1, 0xcc },                         /* int3 */
	{ 1, 0xf1 },                         /* int1 */
	{ 1, 0xf4 },                         /* hlt */
	{ 1, 0xfa },                         /* cli */
	{ 1, 0xfb },                         /* sti */
	{ 1, 0xfd },                         /* std */
	{ 2, 0x48, 0xcf },                   /* iretq */
	{ 1, 0xcb },                         /* far return */
	{ 1, 0x9d },                         /* popf */
	{ 1, 0x9c },                         /* pushf */
	{ 2, 0x8e, 0xd0 },                   /* mov %eax, %ss */
	{ 2, 0x8e, 0xe8 },                   /* mov %eax, %gs */
	{ 5, 0xf3, 0x48, 0x0f, 0xae, 0xd8 }, /* wrgsbase %rax */
	{ 5, 0xf3, 0x48, 0x0f, 0xae, 0xd0 }, /* wrfsbase %rax */
	{ 3, 0x0f, 0x01, 0xf8 },             /* swapgs */
	{ 2, 0x0f, 0x30 },                   /* wrmsr */
	{ 3, 0x0f, 0x22, 0xd8 },             /* mov %rax, %cr3 */
	{ 3, 0x0f, 0x23, 0xf8 },             /* mov %rax, %dr7 */
	{ 3, 0x0f, 0x01, 0xd0 },             /* xgetbv */
	{ 3, 0x0f, 0x01, 0xd1 },             /* xsetbv */
	{ 2, 0x0f, 0x06 },                   /* clts */
	{ 3, 0x0f, 0x01, 0x18 },             /* lidt (%rax) */
	{ 3, 0x0f, 0x00, 0xd8 },             /* ltr %ax */
	{ 2, 0x0f, 0x09 },                   /* wbinvd */
	{ 3, 0x0f, 0xae, 0x28 },             /* xrstor (%rax) */
	{ 3, 0x0f, 0xae, 0x10 },             /* ldmxcsr (%rax) */
	{ 2, 0x0f, 0x77 },                   /* emms */
	{ 2, 0xd9, 0xe0 },                   /* fchs */
	{ 4, 0xc5, 0xfc, 0x77, 0x90 },       /* vzeroall, AVX being off */
	{ 1, 0xee },                         /* out */
	{ 1, 0xed },                         /* in */
	{ 2, 0xf3, 0x6f },                   /* rep outs */
	{ 2, 0xeb, 0xfe },                   /* jmp to itself */
};

/** A register's value: an address of its own, one of the kernel's, a number, or anything. */
static seL4_Word random_word(struct random *random)
{
	static const seL4_Word likely[] = {
		0,
		1,
		~0ul,
		VICTIM_CODE,
		VICTIM_STACK + PAGE_BYTES - 64,
		0x0000800000000000ul,
		0x00007ffffffffffful,
		0xffff800000000000ul,
		0xffffff8000000000ul,
		0xffffffff80000000ul,
		0xfffffffffffffff8ul,
		HANDLER_SLOT,
	};
	seL4_Word word = random_next(random);

	switch (word & 3) {
	case 0:
		return random_next(random);
	case 1:
		return -(random_next(random) & 15); /* system-call numbers */
	default:
		return likely[random_below(random, sizeof(likely) / sizeof(likely[0]))];
	}
}

static void random_code(struct random *random, unsigned char *code)
{
	for (unsigned at = 0; at < PAGE_BYTES; at++)
		code[at] = (unsigned char)random_next(random);
	for (unsigned at = 0; at < 64;) {
		const unsigned char *chosen =
			instructions[random_below(random, sizeof(instructions) / sizeof(instructions[0]))];

		for (unsigned i = 0; i < chosen[0]; i++)
			code[at++] = chosen[1 + i];
		at += random_below(random, 4);
	}
}

static void random_registers(struct random *random, seL4_UserContext *regs)
{
	seL4_Word *words = (seL4_Word *)regs;

	for (unsigned i = 0; i < SEL4_USER_CONTEXT_WORDS; i++)
		words[i] = random_word(random);
	if (random_below(random, 8) != 0)
		regs->rip = VICTIM_CODE;
	if (random_below(random, 2) != 0)
		regs->rsp = VICTIM_STACK + PAGE_BYTES / 2;
}

/** A thread with an address space of two pages and one capability: its fault handler. */
static struct victim victim_new(seL4_Word seed)
{
	struct victim victim = { .tcb = make_tcb(), .endpoint = make_endpoint(), .random = { seed } };
	seL4_CPtr vspace = vspace_new(), cnode = make_cnode(CNODE_RADIX), code = make_frame(),
		  alias = slot_new();
	seL4_Word guard = seL4_WordBits - CNODE_RADIX;

	map_path(vspace, VICTIM_CODE);
	map_frame(code, vspace, VICTIM_CODE, seL4_AllRights);
	map_frame(make_frame(), vspace, VICTIM_STACK, seL4_AllRights);
	map_path(seL4_CapInitThreadVSpace, WINDOW);
	REQUIRE(slot_copy(alias, code) == seL4_NoError);
	map_frame(alias, seL4_CapInitThreadVSpace, WINDOW, seL4_AllRights);
	victim.code = (unsigned char *)WINDOW;
	REQUIRE(seL4_CNode_Copy(cnode, HANDLER_SLOT, CNODE_RADIX, seL4_CapInitThreadCNode, victim.endpoint,
				ROOT_DEPTH, seL4_AllRights) == seL4_NoError);
	REQUIRE(seL4_TCB_Configure(victim.tcb, HANDLER_SLOT, cnode, guard, vspace, 0, 0,
				   seL4_CapInitThreadIPCBuffer) == seL4_NoError);
	REQUIRE(seL4_TCB_SetPriority(victim.tcb, seL4_CapInitThreadTCB, TEST_PRIORITY) == seL4_NoError);
	return victim;
}

/** Let the victim run until it faults, or its time is up. */
static void victim_run(struct victim *victim)
{
	seL4_UserContext regs;
	seL4_Word badge;

	random_code(&victim->random, victim->code);
	random_registers(&victim->random, &regs);
	REQUIRE(seL4_TCB_WriteRegisters(victim->tcb, 1, 0, SEL4_USER_CONTEXT_WORDS, &regs) == seL4_NoError);
	for (unsigned turn = 0; turn < PATIENCE; turn++) {
		seL4_Yield();
		if (seL4_MessageInfo_get_label(seL4_NBRecv(victim->endpoint, &badge)) != 0)
			break;
	}
	REQUIRE(seL4_TCB_Suspend(victim->tcb) == seL4_NoError);
}

static void run_code(seL4_Word seed)
{
	struct victim victim = victim_new(seed);

	for (unsigned round = 0; round < ROUNDS; round++)
		victim_run(&victim);
}

static void test_first(void)
{
	run_code(0x123456789abcdef1ul);
}

static void test_second(void)
{
	run_code(0xfedcba9876543211ul);
}

static void test_third(void)
{
	run_code(0x0f1e2d3c4b5a6971ul);
}

static const struct test tests[] = {
	{ "random instructions, first seed", test_first },
	{ "random instructions, second seed", test_second },
	{ "random instructions, third seed", test_third },
};

const struct test_group code_tests = TEST_GROUP("code", tests);
