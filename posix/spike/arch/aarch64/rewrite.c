/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * `svc` becomes a branch to a trampoline where a number for x8 is seen shortly
 * before it, else `brk`. Nothing is displaced, so branches need no thought; the
 * number is a guess that the trampoline checks.
 */
#include <core/string.h>

#include "spike.h"
#include "trampoline.h"

enum {
	SITES = PAGE_BYTES / TRAMPOLINE_BYTES,
	LOOK_BACK = 8, /* instructions */
};

enum {
	SVC = 0xd4000001u,
	TRAP = 0xd42014a0u,  /* brk #0xa5 */
	PROBE = 0xd4200020u, /* brk #1 */
	BRANCH = 0x14000000u,
	BRANCH_LINK = 0x94000000u,
	MOVZ_X8 = 0xd2800008u,
	MOVZ_W8 = 0x52800008u,
	MOVZ_X30 = 0xd280001eu,
	SUB_X8 = 0xd1000108u,
	ADD_X8 = 0x91000108u,
	CBNZ_X8 = 0xb5000008u,
	MRS_X8_TPIDRRO = 0xd53bd068u,
	STR_X30_X8 = 0xf900011eu,
	LDR_X30_X8 = 0xf940011eu,
};

extern const unsigned char program_begin[], program_end[];

static struct {
	seL4_Word site[SITES], number[SITES];
	unsigned count;
	seL4_Uint32 *probe, probed;
} rewritten;

static seL4_Uint32 branch(seL4_Uint32 kind, seL4_Word from, seL4_Word to)
{
	return kind | ((seL4_Uint32)((to - from) >> 2) & 0x3ffffff);
}

static seL4_Uint32 offset(seL4_Uint32 access, unsigned bytes)
{
	return access | bytes / 8 << 10;
}

static void trampoline_make(unsigned index, seL4_Word site, seL4_Uint32 number)
{
	seL4_Uint32 *code = (seL4_Uint32 *)(void *)(memory.trampolines + index * TRAMPOLINE_BYTES);
	seL4_Word at = TRAMPOLINES + index * TRAMPOLINE_BYTES;

	code[AT_GUESS] = SUB_X8 | number << 10;
	code[AT_GUESSED] = CBNZ_X8 | (AT_MISSED - AT_GUESSED) << 5;
	code[AT_BLOCK] = MRS_X8_TPIDRRO;
	code[AT_X30] = offset(STR_X30_X8, BLOCK_X30);
	code[AT_NUMBER] = MOVZ_X30 | number << 5;
	code[AT_STORE] = offset(STR_X30_X8, BLOCK_NUMBER);
	code[AT_CALL] = branch(BRANCH_LINK, at + AT_CALL * 4, STUB);
	code[AT_RETURNED] = offset(LDR_X30_X8, BLOCK_X30);
	code[AT_X8] = MOVZ_X8 | number << 5;
	code[AT_LEAVE] = branch(BRANCH, at + AT_LEAVE * 4, site + 4);
	code[AT_MISSED] = ADD_X8 | number << 10;
	code[AT_TRAP] = TRAP;
}

/** @return the number that is moved to x8 before @svc, -1 if none is seen */
static long number_guess(const seL4_Uint32 *svc, const seL4_Uint32 *begin)
{
	for (unsigned back = 1; back <= LOOK_BACK && svc - back >= begin; back++) {
		seL4_Uint32 code = svc[-(long)back], number = code >> 5 & 0xffff;

		if (((code & 0xffe0001f) == MOVZ_X8 || (code & 0xffe0001f) == MOVZ_W8) && number < 4096)
			return (long)number;
	}
	return -1;
}

static void site_branch(seL4_Uint32 *svc, seL4_Uint32 number)
{
	seL4_Word site = TEXT + (seL4_Word)((unsigned char *)svc - memory.text);
	unsigned index = rewritten.count++;

	if (index == SITES)
		fail("too many system calls");
	rewritten.site[index] = site;
	rewritten.number[index] = number;
	trampoline_make(index, site, number);
	*svc = branch(BRANCH, site, TRAMPOLINES + index * TRAMPOLINE_BYTES);
}

static void code_written(const void *page)
{
	must(seL4_ARM_Page_Unify_Instruction(image_frame(page), 0, PAGE_BYTES), "Page_Unify_Instruction");
}

void arch_rewrite(enum mode mode)
{
	seL4_Uint32 *text = (seL4_Uint32 *)(void *)memory.text;

	rewritten.count = 0;
	if ((seL4_Word)(program_end - program_begin) > sizeof memory.text)
		fail("the programs are larger than their memory");
	memcpy(memory.text, program_begin, (seL4_Word)(program_end - program_begin));
	memcpy(memory.stub, entry_begin, (seL4_Word)(entry_page_end - entry_begin));
	for (seL4_Uint32 *at = text; at < text + sizeof memory.text / 4; at++) {
		long number = number_guess(at, text);

		if (*at != SVC)
			continue;
		*at = TRAP;
		if (mode == MODE_CALL && number >= 0)
			site_branch(at, (seL4_Uint32)number);
	}
	for (unsigned i = 0; i < TEXT_PAGES; i++)
		code_written(memory.text + i * PAGE_BYTES);
	code_written(memory.trampolines);
	code_written(memory.stub);
}

static unsigned trampoline_index(seL4_Word pc)
{
	seL4_Word index = (pc - TRAMPOLINES) / TRAMPOLINE_BYTES;

	return index < SITES ? (unsigned)index : SITES - 1; /* a thread's own registers may say anything */
}

seL4_Word arch_trampoline_site(seL4_Word pc)
{
	return rewritten.site[trampoline_index(pc)];
}

seL4_Word trampoline_number(seL4_Word pc)
{
	return rewritten.number[trampoline_index(pc)];
}

unsigned trampoline_instruction(seL4_Word pc)
{
	return (unsigned)((pc - TRAMPOLINES) % TRAMPOLINE_BYTES / 4);
}

seL4_Word arch_trampoline_find(seL4_Word from, enum linux_call name)
{
	for (unsigned i = 0; i < rewritten.count; i++) {
		if (rewritten.site[i] >= from && arch_call_name(rewritten.number[i]) == name)
			return TRAMPOLINES + i * TRAMPOLINE_BYTES;
	}
	return 0;
}

void arch_probe_set(seL4_Word vaddr)
{
	unsigned char *code =
		vaddr >= STUB ? memory.stub + (vaddr - STUB) : memory.trampolines + (vaddr - TRAMPOLINES);

	rewritten.probe = (seL4_Uint32 *)(void *)code;
	rewritten.probed = *rewritten.probe;
	*rewritten.probe = PROBE;
	code_written(rewritten.probe);
}

void arch_probe_clear(void)
{
	if (!rewritten.probe)
		return;
	*rewritten.probe = rewritten.probed;
	code_written(rewritten.probe);
	rewritten.probe = (void *)0;
}

long arch_probe_place(unsigned index)
{
	return index * 4 < (seL4_Word)(entry_end - entry_begin) ? (long)index * 4 : -1;
}

long arch_trampoline_place(unsigned index)
{
	return index < AT_MISSED ? (long)index * 4 : -1;
}
