/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Random instructions, with a liking for those that touch privileged state. */
#include "arch.h"
#include "random.h"
#include "stress.h"
#include "stress_arch.h"
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
	seL4_CPtr code_frame;
	unsigned char *code;
	struct random random;
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
		const struct instruction *chosen =
			&arch_instructions[random_below(random, arch_instructions_count)];

		for (unsigned i = 0; i < chosen->length; i++)
			code[at++] = chosen->bytes[i];
		at += (unsigned)random_below(random, 2) * chosen->length; /* leaves a random one in between */
	}
}

static void random_registers(struct random *random, seL4_UserContext *regs)
{
	seL4_Word *words = (seL4_Word *)regs;

	for (unsigned i = 0; i < SEL4_USER_CONTEXT_WORDS; i++)
		words[i] = random_word(random);
	if (random_below(random, 8) != 0)
		regs->ARCH_PC = VICTIM_CODE;
	if (random_below(random, 2) != 0)
		regs->ARCH_SP = VICTIM_STACK + PAGE_BYTES / 2;
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
	victim.code_frame = alias;
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
	arch_code_written(victim->code_frame);
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
