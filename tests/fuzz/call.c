/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "call.h"

#include <stdio.h>
#include <string.h>

#include "../unit/kernel/world.h"
#include "abi/sel4/labels.h"
#include "arch_switch.h"
#include "cap_arch.h"

enum {
	ANY = 255,
	RANDOM_LABELS = 60,
	WRONG = 240, /* bytes from here on ask for something that makes no sense */
	UNWRAPPED = 254,
};

/**
 * What each invocation wants. Words: t object type, z size_bits, i slot, d e g depth for the
 * invoked, first or second extra CNode, n count, r rights, b badge or guard, p priority, v address,
 * q interrupt, m domain, s small number, 0 zero. Capabilities: c CNode, T thread, V VSpace, F frame,
 * N notification, u untyped, * any.
 */
static const struct shape {
	u8 cap, label;
	const char *words, *caps;
} shapes[] = {
	{ CAP_UNTYPED, UntypedRetype, "tz00in", "c" },
	{ CAP_UNTYPED, UntypedRetype, "tzidin", "c" },
	{ CAP_CNODE, CNodeRevoke, "id", "" },
	{ CAP_CNODE, CNodeDelete, "id", "" },
	{ CAP_CNODE, CNodeCancelBadgedSends, "id", "" },
	{ CAP_CNODE, CNodeCopy, "idier", "c" },
	{ CAP_CNODE, CNodeMint, "idierb", "c" },
	{ CAP_CNODE, CNodeMove, "idie", "c" },
	{ CAP_CNODE, CNodeMutate, "idieb", "c" },
	{ CAP_CNODE, CNodeRotate, "idbiebig", "cc" },
	{ CAP_CNODE, CNodeSaveCaller, "id", "" },
	{ CAP_THREAD, TCBReadRegisters, "ss", "" },
	{ CAP_THREAD, TCBWriteRegisters, "ssvv", "" },
	{ CAP_THREAD, TCBCopyRegisters, "s", "T" },
	{ CAP_THREAD, TCBConfigure, "ibbv", "cVF" },
	{ CAP_THREAD, TCBSetPriority, "p", "T" },
	{ CAP_THREAD, TCBSetMCPriority, "p", "T" },
	{ CAP_THREAD, TCBSetSchedParams, "pp", "T" },
	{ CAP_THREAD, TCBSetIPCBuffer, "v", "F" },
	{ CAP_THREAD, TCBSetSpace, "ibb", "cV" },
	{ CAP_THREAD, TCBSuspend, "", "" },
	{ CAP_THREAD, TCBResume, "", "" },
	{ CAP_THREAD, TCBBindNotification, "", "N" },
	{ CAP_THREAD, TCBUnbindNotification, "", "" },
	{ CAP_THREAD, TCBSetTLSBase, "v", "" },
	{ CAP_THREAD, TCBSetFlags, "ss", "" },
	{ CAP_IRQ_CONTROL, IRQIssueIRQHandler, "qie", "c" },
	{ CAP_IRQ_HANDLER, IRQAckIRQ, "", "" },
	{ CAP_IRQ_HANDLER, IRQSetIRQHandler, "", "N" },
	{ CAP_IRQ_HANDLER, IRQClearIRQHandler, "", "" },
	{ CAP_DOMAIN, DomainSetSet, "m", "T" },
	{ CAP_DOMAIN, DomainScheduleConfigure, "mms", "" },
	{ CAP_DOMAIN, DomainScheduleSetStart, "m", "" },
	{ CAP_FRAME, X86PageMap, "vrs", "V" },
	{ CAP_FRAME, X86PageUnmap, "", "" },
	{ CAP_FRAME, X86PageGetAddress, "", "" },
	{ CAP_PAGE_TABLE, X86PageTableMap, "vs", "V" },
	{ CAP_PAGE_TABLE, X86PageTableUnmap, "", "" },
	{ CAP_PAGE_DIRECTORY, X86PageDirectoryMap, "vs", "V" },
	{ CAP_PAGE_DIRECTORY, X86PageDirectoryUnmap, "", "" },
	{ CAP_PDPT, X86PDPTMap, "vs", "V" },
	{ CAP_PDPT, X86PDPTUnmap, "", "" },
	{ CAP_ASID_CONTROL, X86ASIDControlMakePool, "ig", "uc" },
	{ CAP_ASID_POOL, X86ASIDPoolAssign, "", "V" },
	{ ANY, ANY, "ssss", "***" },
	{ ANY, ANY, "", "" },
};

enum { SHAPES = sizeof(shapes) / sizeof(shapes[0]) };

struct space {
	struct slot *slots; /* NULL: the thread has no CSpace */
	unsigned radix;
	u64 top; /* of every CPtr into it */
	unsigned shift;
};

static struct space space_of(struct cap root)
{
	struct space space = { .radix = 1 };
	unsigned level_bits;

	if (cap_type(root) != CAP_CNODE)
		return space;
	space.slots = cap_object(root);
	space.radix = cap_cnode_radix(root);
	level_bits = space.radix + cap_cnode_guard_bits(root);
	space.top = cap_cnode_guard(root);
	space.shift = seL4_WordBits - level_bits;
	return space;
}

static u64 space_cptr(const struct space *space, u64 index)
{
	u64 top = space->radix < seL4_WordBits ? space->top << space->radix : 0;

	return (top | index) << (space->shift & 63);
}

static u64 raw_word(struct program *program)
{
	u64 word = 0;

	for (unsigned i = 0; i < 8; i++)
		word = word << 8 | program_byte(program);
	return word;
}

/** A slot index below the CNode's size; now and then any word. */
static u64 decode_index(struct program *program, unsigned radix)
{
	u8 byte = program_byte(program);

	return byte == 255 ? raw_word(program) : byte & ((1ull << radix) - 1);
}

static bool cap_fits(struct cap cap, char want)
{
	switch (want) {
	case 'c':
		return cap_type(cap) == CAP_CNODE;
	case 'T':
		return cap_type(cap) == CAP_THREAD;
	case 'V':
		return cap_type(cap) == CAP_VSPACE;
	case 'F':
		return cap_type(cap) == CAP_FRAME;
	case 'N':
		return cap_type(cap) == CAP_NOTIFICATION;
	case 'u':
		return cap_type(cap) == CAP_UNTYPED;
	default:
		return true;
	}
}

/** Slot of a capability that fits @want, the first one from where the byte says; now and then just any slot. */
static u64 decode_cap(struct program *program, const struct space *space, char want)
{
	u8 byte = program_byte(program);
	u64 mask = (1ull << space->radix) - 1, start = byte & mask;

	for (u64 i = 0; byte < WRONG && space->slots && i <= mask && i < 256; i++)
		if (cap_fits(space->slots[(start + i) & mask].cap, want))
			return (start + i) & mask;
	return start;
}

static u64 decode_vaddr(u8 byte)
{
	static const u64 bases[] = { 0x20000, 0, 0x40000000, 0x7fffffe00000 };

	return bases[byte & 3] + ((u64)(byte >> 2) << (byte & 4 ? 21 : 12)) + (byte == 250 ? 0x400 : 0);
}

static u64 decode_badge(struct program *program, u8 byte)
{
	if (byte < 64)
		return byte & 7;
	/* a guard for the rest of 64 bits, so that the copy can be a CSpace */
	return byte < 200 ? 64u - (byte & 15) : raw_word(program);
}

static u64 decode_small(struct program *program, u8 byte)
{
	return byte == 255 ? raw_word(program) : byte % 24;
}

static u64 depth_of(struct cap cap)
{
	return cap_type(cap) == CAP_CNODE ? cap_cnode_radix(cap) + cap_cnode_guard_bits(cap) : 64;
}

struct nodes {
	struct cap invoked, extra[3];
};

static unsigned radix_of(struct cap cap)
{
	return cap_type(cap) == CAP_CNODE ? cap_cnode_radix(cap) : 7;
}

static u64 decode_word(struct program *program, const struct nodes *nodes, char want, struct cap *node)
{
	u8 byte;

	if (want == 'i')
		return decode_index(program, radix_of(*node));
	byte = want == '0' ? 0 : program_byte(program);
	switch (want) {
	case 't':
		return byte % (seL4_ObjectTypeCount + 1);
	case 'z':
		return byte < 200 ? byte % 14 : byte & 127;
	case 'd':
		*node = nodes->extra[0];
		return byte < 250 ? depth_of(nodes->invoked) : byte & 63;
	case 'e':
		*node = nodes->extra[1];
		return byte < 250 ? depth_of(nodes->extra[0]) : byte & 63;
	case 'g':
		return byte < 250 ? depth_of(nodes->extra[1]) : byte & 63;
	case 'n':
		return byte < 200 ? 1u + byte % 3 : byte - 199;
	case 'r':
		return byte & 15;
	case 'b':
		return decode_badge(program, byte);
	case 'p':
		return byte % 8 * 36u + (byte == 255);
	case 'v':
		return decode_vaddr(byte);
	case 'q':
		return byte % (ARCH_IRQ_COUNT + 1);
	case 'm':
		return byte & 3;
	case '0':
		return 0;
	default:
		return decode_small(program, byte);
	}
}

/** A shape for an invocation of @cap; now and then any. */
static const struct shape *decode_shape(struct program *program, struct cap cap)
{
	u8 byte = program_byte(program);

	for (unsigned i = 0; byte < WRONG && i < SHAPES; i++) {
		const struct shape *shape = &shapes[(byte + i) % SHAPES];

		if (shape->cap == cap_type(cap))
			return shape;
	}
	return &shapes[byte < WRONG ? SHAPES - 1 - (byte & 1) : byte % SHAPES];
}

static void decode_caps(struct program *program, const struct space *space, const struct shape *shape,
			struct call *call, struct nodes *nodes)
{
	call->caps = (u8)strlen(shape->caps);
	for (unsigned i = 0; i < call->caps; i++) {
		u64 index = decode_cap(program, space, shape->caps[i]);

		call->cap[i] = space_cptr(space, index);
		if (space->slots)
			nodes->extra[i] = space->slots[index].cap;
	}
}

static void decode_words(struct program *program, const struct shape *shape, struct call *call,
			 const struct nodes *nodes)
{
	/* the slots of Retype and of issued capabilities are in the first extra CNode */
	struct cap node = shape->cap == CAP_CNODE ? nodes->invoked : nodes->extra[0];

	call->words = (u8)strlen(shape->words);
	for (unsigned i = 0; i < call->words; i++)
		call->word[i] = decode_word(program, nodes, shape->words[i], &node);
}

/** What the fuzzer wants as the capability of a system call with @number. */
static u64 decode_target(struct program *program, const struct space *space, int64_t number)
{
	u64 index = decode_index(program, space->radix);
	bool receives = number == seL4_SysRecv || number == seL4_SysNBRecv || number == seL4_SysReplyRecv;

	if (receives && space->slots && index < 1ull << space->radix) {
		u64 mask = (1ull << space->radix) - 1;

		for (u64 i = 0; i <= mask && i < 256; i++) {
			unsigned type = cap_type(space->slots[(index + i) & mask].cap);

			if (type == CAP_ENDPOINT || type == CAP_NOTIFICATION)
				return (index + i) & mask;
		}
	}
	return index;
}

/** Now and then, leave out words or capabilities, or claim more than there are. */
static void decode_damage(struct program *program, struct call *call)
{
	u8 byte = program_byte(program);

	if (byte < WRONG)
		return;
	if (byte == UNWRAPPED)
		call->unwrapped = 7;
	else if (byte & 8)
		call->caps = byte & 3;
	else
		call->words = byte & 7;
	if (byte == 255)
		call->extra_words = program_byte(program);
}

struct call call_decode(struct program *program, struct tcb *tcb, int64_t number)
{
	struct space space = space_of(tcb->slots[TCB_CSPACE].cap);
	struct call call = { .cptr = 0 };
	struct nodes nodes = { .invoked = cap_null() };
	const struct shape *shape;
	u64 index;

	if (number == seL4_SysYield)
		return call;
	index = decode_target(program, &space, number);
	call.cptr = index > 255 ? index : space_cptr(&space, index);
	if (space.slots && index < 1ull << space.radix)
		nodes.invoked = space.slots[index].cap;
	shape = decode_shape(program, nodes.invoked);
	call.label = shape->label == ANY ? program_byte(program) % RANDOM_LABELS : shape->label;
	decode_caps(program, &space, shape, &call, &nodes);
	decode_words(program, shape, &call, &nodes);
	decode_damage(program, &call);
	return call;
}

void call_load(const struct call *call, struct tcb *tcb)
{
	u64 *buffer = tcb_ipc_buffer(tcb, true);

	for (unsigned i = 0; i < call->words; i++) {
		if (i < seL4_FastMessageRegisters)
			tcb->context.reg[arch_message_register(i)] = call->word[i];
		else if (buffer)
			buffer[1 + i] = call->word[i];
	}
	for (unsigned i = 0; buffer && i < call->caps; i++)
		buffer[122 + i] = call->cap[i];
	tcb->context.reg[REG_INFO] = call->label << seL4_MsgInfoLabelShift |
				     (u64)call->caps << seL4_MsgInfoExtraCapsShift |
				     (u64)call->unwrapped << seL4_MsgInfoCapsUnwrappedShift |
				     ((call->words + call->extra_words) & 127);
}

void call_print(const struct call *call, int64_t number, unsigned preempt)
{
	fprintf(stderr, "thread %#lx: syscall %ld cap %#lx label %lu caps",
		(unsigned long)physical_address(kernel.current), (long)number, (unsigned long)call->cptr,
		(unsigned long)call->label);
	for (unsigned i = 0; i < call->caps; i++)
		fprintf(stderr, " %#lx", (unsigned long)call->cap[i]);
	fprintf(stderr, " words");
	for (unsigned i = 0; i < call->words; i++)
		fprintf(stderr, " %#lx", (unsigned long)call->word[i]);
	fprintf(stderr, " interruption %#x\n", preempt);
}
