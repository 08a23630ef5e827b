/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Image header, way down to EL1, move out of the kernel's way, and the way into the
 * kernel. Registers: x19 device tree, x20 exception level at entry, x21 image bytes.
 */
	.section .head, "ax", @progbits
	.globl loader_start
loader_start:
	b loader_entry
	.word 0
	.quad 0             /* load at a multiple of 2 MiB, plus this */
	.quad 0             /* bytes of memory: written by the packing tool */
	.quad 0xa           /* little-endian, 4 KiB pages, anywhere */
	.quad 0, 0, 0
	.ascii "ARM\x64"
	.word 0

	.globl loader_image
loader_image:
	.quad 0, 0, 0       /* struct image_table: written by the packing tool */
	.quad 0, 0, 0, 0, 0, 0

loader_entry:
	msr daifset, #15
	mov x19, x0
	mrs x20, CurrentEL
	lsr x20, x20, #2
	cmp x20, #2
	b.ne at_el1

/* EL2: everything of EL1 is EL1's own (Arm ARM, chapter D19). */
	mov x0, #(1 << 31) /* HCR: EL1 is AArch64 */
	msr hcr_el2, x0
	isb
	mov x0, #0x33ff /* CPTR: no traps of FP and SIMD */
	msr cptr_el2, x0
	msr hstr_el2, xzr
	mrs x0, midr_el1
	msr vpidr_el2, x0
	mrs x0, mpidr_el1
	msr vmpidr_el2, x0
	msr vttbr_el2, xzr
	mov x0, #3 /* CNTHCTL: EL1 has the physical counter and timer */
	msr cnthctl_el2, x0
	msr cntvoff_el2, xzr
	mrs x0, id_aa64pfr0_el1
	ubfx x0, x0, #24, #4
	cbz x0, 1f /* no system registers of the interrupt controller */
	mrs x0, s3_4_c12_c9_5 /* ICC_SRE_EL2 */
	mov x1, #9 /* SRE, Enable */
	orr x0, x0, x1
	msr s3_4_c12_c9_5, x0
	isb
	msr s3_4_c12_c11_0, xzr /* ICH_HCR_EL2 */
1:	mrs x0, id_aa64dfr0_el1
	ubfx x0, x0, #8, #4
	sub x0, x0, #1
	cmp x0, #14
	mov x0, xzr
	b.hs 2f
	mrs x0, pmcr_el0
	ubfx x0, x0, #11, #5 /* MDCR: all counters are EL1's */
2:	msr mdcr_el2, x0
	ldr x0, sctlr_off
	msr sctlr_el1, x0
	mov x0, #0x3c5 /* EL1h, all masked */
	msr spsr_el2, x0
	adr x0, at_el1
	msr elr_el2, x0
	eret

at_el1:
	cmp x20, #2
	b.hi 3f /* EL3: say so, by way of loader_plan */
	ldr x0, sctlr_off
	msr sctlr_el1, x0
	isb
3:	adr x9, vectors
	msr vbar_el1, x9
	adrp x9, loader_stack_top
	add x9, x9, #:lo12:loader_stack_top
	mov sp, x9
	mov x0, x19
	mov x1, x20
	bl loader_plan

/* Copy the image to x0, which it does not overlap, and go on there. */
	adr x1, loader_start
	ldr x21, loader_image + 8
	cmp x0, x1
	b.eq 5f
	mov x2, x0
	add x3, x0, x21
4:	ldp x4, x5, [x1], #16
	stp x4, x5, [x2], #16
	cmp x2, x3
	b.lo 4b
	dsb sy
	ic iallu
	dsb sy
	isb
	adr x1, loader_start
	adr x2, 5f
	sub x2, x2, x1
	add x2, x2, x0
	br x2
5:	adr x9, vectors
	msr vbar_el1, x9
	isb
	adrp x9, loader_stack_top
	add x9, x9, #:lo12:loader_stack_top
	mov sp, x9
	mov x0, x19
	mov x1, x20
	bl loader_main

/* Whatever the exception: the loader causes none, so it is memory that is not there. */
	.balign 2048
vectors:
	.rept 16
	.balign 128
	b trapped
	.endr

trapped:
	adrp x9, loader_stack_top
	add x9, x9, #:lo12:loader_stack_top
	mov sp, x9
	b loader_trapped

	.balign 8
sctlr_off: /* SCTLR_EL1: what must be one, EL0 may wait and use DC ZVA; MMU and caches off */
	.quad 0x30d54800
sctlr_on: /* MMU, data cache, instruction cache */
	.quad 0x30d55805
mair:
	.quad 0x0000aaff440c0400
tcr: /* 48-bit addresses on both sides, 4 KiB granule, write-back walks, 16-bit ASIDs */
	.quad 0x1085100510

/* _Noreturn void loader_enter(x0..x5 for the kernel, x6 = its entry) */
	.globl loader_enter
	.type loader_enter, @function
	.text
loader_enter:
	adrp x9, mair
	ldr x10, [x9, #:lo12:mair]
	msr mair_el1, x10
	adrp x9, tcr
	ldr x10, [x9, #:lo12:tcr]
	mrs x11, id_aa64mmfr0_el1
	and x11, x11, #7
	cmp x11, #5 /* 48 bits are as much as these tables can say */
	mov x12, #5
	csel x11, x11, x12, ls
	orr x10, x10, x11, lsl #32
	msr tcr_el1, x10
	adrp x9, map_low_root
	add x9, x9, #:lo12:map_low_root
	msr ttbr0_el1, x9
	adrp x9, map_high_root
	add x9, x9, #:lo12:map_high_root
	msr ttbr1_el1, x9
	dsb sy
	isb
	tlbi vmalle1
	ic iallu
	dsb sy
	isb
	adrp x9, sctlr_on
	ldr x10, [x9, #:lo12:sctlr_on]
	msr sctlr_el1, x10
	isb
	br x6
	.size loader_enter, . - loader_enter

	.bss
	.balign 4096
	.skip 16384
	.globl loader_stack_top
loader_stack_top:

	.section .note.GNU-stack, "", @progbits
