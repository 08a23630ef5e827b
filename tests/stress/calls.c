/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Random system calls by a thread that holds a capability of nearly every kind. */
#include "arch.h"
#include "random.h"
#include "stress.h"
#include "stress_arch.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"
#include "suite/vspace.h"

enum {
	ROUNDS = 300,
	CALLS = 400,  /* in a round, if nothing stops the thread */
	PATIENCE = 6, /* turns of the CPU in a row without a call, before the round is ended */
	CNODE_RADIX = 6,
	SANDBOX_BITS = 23,
	FILLED_SLOTS = 30,
};

struct sandbox {
	seL4_CPtr untyped, cnode;
	seL4_Word next; /* slot of the sandbox's CNode */
	struct thread *thread;
	struct random random;
	volatile seL4_Word calls; /* made so far */
};

static seL4_CPtr sandbox_make(struct sandbox *box, seL4_Word type, seL4_Word bits)
{
	seL4_CPtr slot = slot_new();

	REQUIRE(seL4_Untyped_Retype(box->untyped, type, bits, seL4_CapInitThreadCNode, 0, 0, slot, 1) ==
		seL4_NoError);
	return slot;
}

/** Give the thread a copy of @cap, or @cap itself if it cannot be copied. */
static void sandbox_give(struct sandbox *box, seL4_CPtr cap)
{
	seL4_Word slot = box->next++;

	if (seL4_CNode_Copy(box->cnode, slot, CNODE_RADIX, seL4_CapInitThreadCNode, cap, ROOT_DEPTH,
			    seL4_AllRights) != seL4_NoError)
		REQUIRE(seL4_CNode_Move(box->cnode, slot, CNODE_RADIX, seL4_CapInitThreadCNode, cap,
					ROOT_DEPTH) == seL4_NoError);
}

static void sandbox_give_new(struct sandbox *box, seL4_Word type, seL4_Word bits)
{
	sandbox_give(box, sandbox_make(box, type, bits));
}

static void sandbox_give_memory(struct sandbox *box)
{
	seL4_CPtr vspace = sandbox_make(box, ARCH_VSPACE, 0);

	REQUIRE(arch_asid_assign(seL4_CapInitThreadASIDPool, vspace) == seL4_NoError);
	sandbox_give(box, vspace);
	sandbox_give_new(box, ARCH_VSPACE, 0);
	for (unsigned i = 0; i < 2 * arch_memory_types_count - 1; i++)
		sandbox_give_new(box, arch_memory_types[i % arch_memory_types_count], 0);
	sandbox_give_new(box, seL4_UntypedObject, seL4_PageBits);
	sandbox_give_new(box, seL4_UntypedObject, seL4_PageBits + 4);
	sandbox_give(box, seL4_CapASIDControl);
}

static void sandbox_give_machine(struct sandbox *box)
{
	seL4_CPtr caps[4];
	unsigned count = arch_machine_caps(caps);

	for (unsigned i = 0; i < count; i++)
		sandbox_give(box, caps[i]);
}

static void sandbox_fill(struct sandbox *box)
{
	box->next = 1;
	sandbox_give(box, box->cnode);
	if (random_below(&box->random, 4) == 0)
		sandbox_give(box, box->thread->tcb); /* soon stopped by itself */
	for (unsigned i = 0; i < 2; i++) {
		sandbox_give_new(box, seL4_TCBObject, 0);
		sandbox_give_new(box, seL4_EndpointObject, 0);
		sandbox_give_new(box, seL4_NotificationObject, 0);
		sandbox_give_new(box, seL4_CapTableObject, 2 + i);
	}
	sandbox_give_memory(box);
	sandbox_give_machine(box);
}

/** A message word: a slot, a depth, a small number, an address, rarely anything. */
static seL4_Word random_word(struct random *random)
{
	static const seL4_Word likely[] = {
		CNODE_RADIX,
		CNODE_RADIX,
		CNODE_RADIX,
		seL4_WordBits,
		12,
		15,
		0,
		1,
		TEST_VADDR,
		TEST_VADDR + PAGE_BYTES,
		TEST_VADDR + LARGE_BYTES,
	};

	switch (random_below(random, 8)) {
	case 0:
		return random_next(random);
	case 1:
		return arch_edge_addresses[random_below(random, arch_edge_addresses_count)];
	case 2:
	case 3:
		return random_below(random, FILLED_SLOTS + 10);
	default:
		return likely[random_below(random, sizeof(likely) / sizeof(likely[0]))];
	}
}

static seL4_Word random_cptr(struct random *random)
{
	return random_below(random, 64) == 0 ? random_next(random) : random_below(random, FILLED_SLOTS + 6);
}

/** One system call; most are invocations, and few can block. */
static void random_call(struct random *random, seL4_IPCBuffer *buffer)
{
	seL4_Word label = random_below(random, nArchInvocationLabels + 1), length = random_below(random, 9);
	seL4_Word caps = random_below(random, 4), kind = random_below(random, 128), badge;
	seL4_MessageInfo_t info = seL4_MessageInfo_new(label, 0, caps, length);
	seL4_CPtr cptr = random_cptr(random);

	for (unsigned i = 0; i < 9; i++)
		buffer->msg[i] = random_word(random);
	for (unsigned i = 0; i < seL4_MsgMaxExtraCaps; i++)
		buffer->caps_or_badges[i] = random_cptr(random);
	buffer->receiveCNode = random_cptr(random);
	buffer->receiveIndex = random_word(random);
	buffer->receiveDepth = random_word(random);

	switch (kind) {
	case 0:
		seL4_Call(cptr, info);
		break;
	case 1:
		seL4_NBRecv(cptr, &badge);
		break;
	case 2:
		seL4_Yield();
		break;
	case 3:
		seL4_Reply(info);
		break;
	default:
		seL4_NBSend(cptr, info);
	}
}

static void sandbox_main(void *arg)
{
	struct sandbox *box = arg;

	while (box->calls < CALLS) {
		random_call(&box->random, box->thread->ipc_buffer);
		box->calls++;
	}
}

/** The thread runs until it is done, or stopped itself in some way. */
static void sandbox_wait(struct sandbox *box)
{
	seL4_Word seen = 0;

	for (unsigned idle = 0; !box->thread->finished && idle < PATIENCE; idle++) {
		seL4_Yield();
		if (box->calls != seen)
			idle = 0;
		seen = box->calls;
	}
}

/** Everything the thread had can be taken back, and its memory used as a whole. */
static void sandbox_reclaim(struct sandbox *box)
{
	seL4_CPtr whole = slot_new();

	REQUIRE(slot_delete(box->thread->tcb) == seL4_NoError);
	REQUIRE(slot_revoke(box->untyped) == seL4_NoError);
	REQUIRE(seL4_Untyped_Retype(box->untyped, seL4_UntypedObject, SANDBOX_BITS, seL4_CapInitThreadCNode,
				    0, 0, whole, 1) == seL4_NoError);
}

static void run_round(const void *arg)
{
	const struct random *seed = arg;
	struct sandbox box = { .random = *seed };

	box.thread = thread_new(TEST_PRIORITY, sandbox_main, &box);
	box.untyped = make_untyped(SANDBOX_BITS);
	box.cnode = sandbox_make(&box, seL4_CapTableObject, CNODE_RADIX);
	sandbox_fill(&box);
	REQUIRE(seL4_TCB_SetSpace(box.thread->tcb, 0, box.cnode, seL4_WordBits - CNODE_RADIX,
				  seL4_CapInitThreadVSpace, 0) == seL4_NoError);
	REQUIRE(seL4_TCB_SetMCPriority(box.thread->tcb, seL4_CapInitThreadTCB, TEST_PRIORITY) ==
		seL4_NoError);
	thread_resume(box.thread);
	sandbox_wait(&box);
	sandbox_reclaim(&box);
}

void calls_run(void)
{
	struct random seeds = { 0x9e3779b97f4a7c15ul };

	driver_begin();
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct random seed = { random_next(&seeds) | 1 };

		driver_try(run_round, &seed);
	}
	driver_report("calls", "random system calls on everything a thread can hold", 0);
}
