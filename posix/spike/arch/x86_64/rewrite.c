/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * `mov $number, %eax; syscall` becomes a jump to a trampoline, and `int 0xa5`:
 * whoever branches to the system call itself still makes it, by the trap.
 */
#include <core/string.h>

#include "spike.h"

enum {
	MOV_BYTES = 5,
	MOV_EAX = 0xb8,
	JMP = 0xe9,
	INT = 0xcd,
	TRAP = 0xa5,
	HLT = 0xf4,
	TRAMPOLINE_BYTES = 32,
	SITES = 64,
};

extern const unsigned char program_begin[], program_end[];
extern const seL4_Uint32 entry_probes[], entry_probes_end[];

static struct {
	seL4_Word site[SITES];
	unsigned count;
	unsigned char *probe, probed;
} rewritten;

static void relative_put(unsigned char *field, seL4_Word field_vaddr, seL4_Word target)
{
	seL4_Uint32 distance = (seL4_Uint32)(target - (field_vaddr + 4));

	memcpy(field, &distance, sizeof distance);
}

/** mov $number, %eax; lea behind-the-site(%rip), %rcx; jmp stub */
static void trampoline_make(unsigned index, const unsigned char *mov, seL4_Word site)
{
	static const unsigned char lea[3] = { 0x48, 0x8d, 0x0d };
	unsigned char *code = memory.trampolines + index * TRAMPOLINE_BYTES;
	seL4_Word at = TRAMPOLINES + index * TRAMPOLINE_BYTES;

	memcpy(code, mov, MOV_BYTES);
	memcpy(code + 5, lea, sizeof lea);
	relative_put(code + 8, at + 8, site + MOV_BYTES + 2);
	code[12] = JMP;
	relative_put(code + 13, at + 13, STUB);
}

static void site_jump(unsigned char *mov)
{
	seL4_Word site = TEXT + (seL4_Word)(mov - memory.text);

	if (rewritten.count == SITES)
		fail("too many system calls");
	trampoline_make(rewritten.count, mov, site);
	mov[0] = JMP;
	relative_put(mov + 1, site + 1, TRAMPOLINES + rewritten.count * TRAMPOLINE_BYTES);
	rewritten.site[rewritten.count++] = site;
}

void arch_rewrite(enum mode mode)
{
	rewritten.count = 0;
	if ((seL4_Word)(program_end - program_begin) > sizeof memory.text)
		fail("the programs are larger than their memory");
	memcpy(memory.text, program_begin, (seL4_Word)(program_end - program_begin));
	memcpy(memory.stub, entry_begin, (seL4_Word)(entry_page_end - entry_begin));
	for (unsigned char *at = memory.text; at < memory.text + sizeof memory.text - 1; at++) {
		if (at[0] != 0x0f || at[1] != 0x05)
			continue;
		at[0] = INT;
		at[1] = TRAP;
		if (mode == MODE_CALL && at >= memory.text + MOV_BYTES && at[-MOV_BYTES] == MOV_EAX)
			site_jump(at - MOV_BYTES);
	}
}

static seL4_Word trampoline_number(unsigned index)
{
	seL4_Uint32 number;

	memcpy(&number, memory.trampolines + index * TRAMPOLINE_BYTES + 1, sizeof number);
	return number;
}

seL4_Word arch_trampoline_find(seL4_Word from, enum linux_call name)
{
	for (unsigned i = 0; i < rewritten.count; i++) {
		if (rewritten.site[i] >= from && arch_call_name(trampoline_number(i)) == name)
			return TRAMPOLINES + i * TRAMPOLINE_BYTES;
	}
	return 0;
}

seL4_Word arch_trampoline_site(seL4_Word pc)
{
	return rewritten.site[(pc - TRAMPOLINES) / TRAMPOLINE_BYTES];
}

void arch_probe_set(seL4_Word vaddr)
{
	rewritten.probe =
		vaddr >= STUB ? memory.stub + (vaddr - STUB) : memory.trampolines + (vaddr - TRAMPOLINES);
	rewritten.probed = *rewritten.probe;
	*rewritten.probe = HLT;
}

void arch_probe_clear(void)
{
	if (rewritten.probe)
		*rewritten.probe = rewritten.probed;
	rewritten.probe = (void *)0;
}

long arch_probe_place(unsigned index)
{
	return index < (unsigned)(entry_probes_end - entry_probes) ? (long)entry_probes[index] : -1;
}

long arch_trampoline_place(unsigned index)
{
	static const long places[] = { 0, 5, 12 };

	return index < 3 ? places[index] : -1;
}
