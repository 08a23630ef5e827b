/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What tests call by the same name on every architecture. */
#ifndef SUITE_ARCH_H
#define SUITE_ARCH_H

#include <sel4/sel4.h>

enum {
	ARCH_SMALL_PAGE = seL4_X86_4K,
	ARCH_LARGE_PAGE = seL4_X86_LargePageObject,
	ARCH_HUGE_PAGE = seL4_X64_HugePageObject,
	ARCH_VSPACE = seL4_X64_PML4Object,

	/* as abi.table calls them */
	ASIDControlMakePool = X86ASIDControlMakePool,
	ASIDPoolAssign = X86ASIDPoolAssign,

	ARCH_FRAME_REGISTERS = 18, /* of seL4_UserContext */
	ARCH_FLAGS_DEFAULT = 0x202,
	ARCH_EXECUTE_NEEDS_READ = 1,
	ARCH_CALL_BYTES = 8, /* what a call leaves on the stack */

	ARCH_ATTRIBUTES_LAST = seL4_X86_WriteCombining,
};

#define ARCH_ATTRIBUTES seL4_X86_Default_VMAttributes

/* Fields of seL4_UserContext. */
#define ARCH_PC     rip
#define ARCH_SP     rsp
#define ARCH_FLAGS  rflags
#define ARCH_ARG    rdi /* first argument of a function; capability of a system call */
#define ARCH_NUMBER rdx
#define ARCH_TLS    fs_base
#define ARCH_LAST   gs_base

/** Unknown system calls that carry a value in and out. */
#define ARCH_STRANGE_CALL_A(value) __asm__ volatile("int $0xa5" : "+a"(value))
#define ARCH_STRANGE_CALL_B(value) __asm__ volatile("int $0xa6" : "+a"(value))
enum {
	ARCH_STRANGE_VALUE = seL4_UnknownSyscall_RAX, /* the value's word in the fault message */
	ARCH_STRANGE_BYTES = 2,
};
#define ARCH_STRANGE_NUMBER_A(value) (0xffffffffa5000000ul | (value))
#define ARCH_STRANGE_NUMBER_B(value) (0xffffffffa6000000ul | (value))

/** Is there a system-call instruction at @code? */
static inline int arch_is_trap(seL4_Word code)
{
	const unsigned char *at = (const void *)code;

	return at[0] == 0x0f && at[1] == 0x05;
}

/** A function that returns; and a program that signals the CPtr in ARCH_ARG, then spins. */
static const unsigned char arch_return_code[] = { 0xc3 };
static const unsigned char arch_signal_code[] = {
	0x31, 0xf6,                               /* xor %esi, %esi */
	0x48, 0xc7, 0xc2, 0xfd, 0xff, 0xff, 0xff, /* mov $-3, %rdx (Send) */
	0x0f, 0x05,                               /* syscall */
	0xeb, 0xfe,                               /* jmp . */
};

/** What was written to the mapped @frame can be executed. */
static inline void arch_code_written(seL4_CPtr frame) {}

/** Does a VSpace know the invocation @label? */
static inline int arch_vspace_knows(seL4_Word label)
{
	return 0;
}

/** Object type of the paging structure of @level: 1 holds pages, 3 stands below the root. */
static inline seL4_Word arch_table_type(unsigned level)
{
	return level == 1   ? seL4_X86_PageTableObject
	       : level == 2 ? seL4_X86_PageDirectoryObject
			    : seL4_X86_PDPTObject;
}

static inline seL4_Error arch_table_map(unsigned level, seL4_CPtr table, seL4_CPtr vspace, seL4_Word vaddr)
{
	if (level == 1)
		return seL4_X86_PageTable_Map(table, vspace, vaddr, ARCH_ATTRIBUTES);
	if (level == 2)
		return seL4_X86_PageDirectory_Map(table, vspace, vaddr, ARCH_ATTRIBUTES);
	return seL4_X86_PDPT_Map(table, vspace, vaddr, ARCH_ATTRIBUTES);
}

static inline seL4_Error arch_table_unmap(unsigned level, seL4_CPtr table)
{
	if (level == 1)
		return seL4_X86_PageTable_Unmap(table);
	return level == 2 ? seL4_X86_PageDirectory_Unmap(table) : seL4_X86_PDPT_Unmap(table);
}

static inline seL4_Error arch_page_map_as(seL4_CPtr frame, seL4_CPtr vspace, seL4_Word vaddr,
					  seL4_CapRights_t rights, unsigned attributes)
{
	return seL4_X86_Page_Map(frame, vspace, vaddr, rights, (seL4_X86_VMAttributes)attributes);
}

static inline seL4_Error arch_page_map(seL4_CPtr frame, seL4_CPtr vspace, seL4_Word vaddr,
				       seL4_CapRights_t rights)
{
	return arch_page_map_as(frame, vspace, vaddr, rights, ARCH_ATTRIBUTES);
}

static inline seL4_Error arch_page_unmap(seL4_CPtr frame)
{
	return seL4_X86_Page_Unmap(frame);
}

/** @param paddr  set on success */
static inline seL4_Error arch_page_address(seL4_CPtr frame, seL4_Word *paddr)
{
	seL4_X86_Page_GetAddress_t result = seL4_X86_Page_GetAddress(frame);

	*paddr = result.paddr;
	return (seL4_Error)result.error;
}

static inline seL4_Error arch_asid_pool_make(seL4_CPtr control, seL4_CPtr untyped, seL4_CPtr root,
					     seL4_Word index, seL4_Uint8 depth)
{
	return seL4_X86_ASIDControl_MakePool(control, untyped, root, index, depth);
}

static inline seL4_Error arch_asid_assign(seL4_CPtr pool, seL4_CPtr vspace)
{
	return seL4_X86_ASIDPool_Assign(pool, vspace);
}

/** An interrupt source that nothing drives, other ones for each @which (0..). */
static inline seL4_Error arch_irq_handler(unsigned which, seL4_CPtr slot)
{
	return seL4_IRQControl_GetMSI(seL4_CapIRQControl, seL4_CapInitThreadCNode, slot, seL4_WordBits, 0, 0,
				      0, 0, 60 + which);
}

/** Read a counter that runs at arch_cycles_per_ms. */
static inline seL4_Word arch_cycles(void)
{
	seL4_Uint32 low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
	return (seL4_Word)high << 32 | low;
}

static inline seL4_Word arch_cycles_per_ms(const seL4_BootInfo *info)
{
	const seL4_BootInfoHeader *chunk = sel4_bootinfo_find(info, SEL4_BOOTINFO_HEADER_X86_TSC_FREQ);

	return chunk ? *(const seL4_Uint32 *)(chunk + 1) * 1000ul : 2000000ul;
}

/** Groups of tests that only this architecture has. */
#define ARCH_TEST_GROUPS \
	&bootinfo_tests, &register_tests, &fault_tests, &irq_tests, &ioport_tests, &fpu_tests, &observed_tests

#endif
