/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What tests call by the same name on every architecture. */
#ifndef SUITE_ARCH_H
#define SUITE_ARCH_H

#include <sel4/sel4.h>

enum {
	ARCH_SMALL_PAGE = seL4_ARM_SmallPageObject,
	ARCH_LARGE_PAGE = seL4_ARM_LargePageObject,
	ARCH_HUGE_PAGE = seL4_ARM_HugePageObject,
	ARCH_VSPACE = seL4_ARM_VSpaceObject,

	/* as abi.table calls them */
	ASIDControlMakePool = ARMASIDControlMakePool,
	ASIDPoolAssign = ARMASIDPoolAssign,

	ARCH_FRAME_REGISTERS = 17,   /* of seL4_UserContext */
	ARCH_EXECUTE_NEEDS_READ = 0, /* execute-never is an attribute, no right */
	ARCH_CALL_BYTES = 0,         /* what a call leaves on the stack */

	ARCH_ATTRIBUTES_LAST = 7,
};

/*
 * PSTATE of users: FIQ masked; in release builds also asynchronous aborts, so that
 * bit is read from a fresh TCB.
 */
#define ARCH_FLAGS_DEFAULT arch_flags_default()
seL4_Word arch_flags_default(void);

#define ARCH_ATTRIBUTES seL4_ARM_Default_VMAttributes

/* Fields of seL4_UserContext. */
#define ARCH_PC     pc
#define ARCH_SP     sp
#define ARCH_FLAGS  spsr
#define ARCH_ARG    x0 /* first argument of a function; capability of a system call */
#define ARCH_NUMBER x7
#define ARCH_TLS    tpidr_el0
#define ARCH_LAST   tpidrro_el0

/** Unknown system calls that carry a value in and out. */
#define ARCH_STRANGE_CALL(number, value)                                    \
	do {                                                                \
		register seL4_Word x0 __asm__("x0") = (value);              \
		register seL4_Word x7 __asm__("x7") = (number);             \
		__asm__ volatile("svc #0" : "+r"(x0) : "r"(x7) : "memory"); \
		(value) = x0;                                               \
	} while (0)
#define ARCH_STRANGE_CALL_A(value) ARCH_STRANGE_CALL(0xa5, value)
#define ARCH_STRANGE_CALL_B(value) ARCH_STRANGE_CALL(0xa6, value)
enum {
	ARCH_STRANGE_VALUE = seL4_UnknownSyscall_X0, /* the value's word in the fault message */
	ARCH_STRANGE_BYTES = 4,
};
#define ARCH_STRANGE_NUMBER_A(value) 0xa5
#define ARCH_STRANGE_NUMBER_B(value) 0xa6

/** Is there a system-call instruction at @code? */
static inline int arch_is_trap(seL4_Word code)
{
	return *(const seL4_Uint32 *)code == 0xd4000001;
}

/** A function that returns; and a program that signals the CPtr in ARCH_ARG, then spins. */
static const unsigned char arch_return_code[] = { 0xc0, 0x03, 0x5f, 0xd6 };
static const unsigned char arch_signal_code[] = {
	0x01, 0x00, 0x80, 0xd2, /* mov x1, #0 */
	0x47, 0x00, 0x80, 0x92, /* mov x7, #-3 (Send) */
	0x01, 0x00, 0x00, 0xd4, /* svc #0 */
	0x00, 0x00, 0x00, 0x14, /* b . */
};

/** What was written to the mapped @frame can be executed. */
static inline void arch_code_written(seL4_CPtr frame)
{
	seL4_ARM_Page_Unify_Instruction(frame, 0, 1 << seL4_PageBits);
}

/** Does a VSpace know the invocation @label? */
static inline int arch_vspace_knows(seL4_Word label)
{
	return label >= ARMVSpaceClean_Data && label <= ARMVSpaceUnify_Instruction;
}

/** Object type of the paging structure of @level: 1 holds pages, 3 stands below the root. */
static inline seL4_Word arch_table_type(unsigned level)
{
	return seL4_ARM_PageTableObject;
}

static inline seL4_Error arch_table_map(unsigned level, seL4_CPtr table, seL4_CPtr vspace, seL4_Word vaddr)
{
	return seL4_ARM_PageTable_Map(table, vspace, vaddr, ARCH_ATTRIBUTES);
}

static inline seL4_Error arch_table_unmap(unsigned level, seL4_CPtr table)
{
	return seL4_ARM_PageTable_Unmap(table);
}

static inline seL4_Error arch_page_map_as(seL4_CPtr frame, seL4_CPtr vspace, seL4_Word vaddr,
					  seL4_CapRights_t rights, unsigned attributes)
{
	return seL4_ARM_Page_Map(frame, vspace, vaddr, rights, (seL4_ARM_VMAttributes)attributes);
}

static inline seL4_Error arch_page_map(seL4_CPtr frame, seL4_CPtr vspace, seL4_Word vaddr,
				       seL4_CapRights_t rights)
{
	return arch_page_map_as(frame, vspace, vaddr, rights, ARCH_ATTRIBUTES);
}

static inline seL4_Error arch_page_unmap(seL4_CPtr frame)
{
	return seL4_ARM_Page_Unmap(frame);
}

/** @param paddr  set on success */
static inline seL4_Error arch_page_address(seL4_CPtr frame, seL4_Word *paddr)
{
	seL4_ARM_Page_GetAddress_t result = seL4_ARM_Page_GetAddress(frame);

	*paddr = result.paddr;
	return (seL4_Error)result.error;
}

static inline seL4_Error arch_asid_pool_make(seL4_CPtr control, seL4_CPtr untyped, seL4_CPtr root,
					     seL4_Word index, seL4_Uint8 depth)
{
	return seL4_ARM_ASIDControl_MakePool(control, untyped, root, index, depth);
}

static inline seL4_Error arch_asid_assign(seL4_CPtr pool, seL4_CPtr vspace)
{
	return seL4_ARM_ASIDPool_Assign(pool, vspace);
}

/** An interrupt source that nothing drives, other ones for each @which (0..). */
static inline seL4_Error arch_irq_handler(unsigned which, seL4_CPtr slot)
{
	return seL4_IRQControl_Get(seL4_CapIRQControl, 150 + (int)which, seL4_CapInitThreadCNode, slot,
				   seL4_WordBits);
}

/** Read a counter that runs at arch_cycles_per_ms. */
static inline seL4_Word arch_cycles(void)
{
	seL4_Word now;

	__asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(now) : : "memory");
	return now;
}

static inline seL4_Word arch_cycles_per_ms(const seL4_BootInfo *info)
{
	seL4_Word hz;

	__asm__ volatile("mrs %0, cntfrq_el0" : "=r"(hz));
	return hz / 1000;
}

/** Groups of tests that only this architecture has. */
#define ARCH_TEST_GROUPS &bootinfo_tests, &register_tests, &fault_tests, &irq_tests, &fpu_tests, &cache_tests

#endif
