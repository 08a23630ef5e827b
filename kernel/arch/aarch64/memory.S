/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Memory functions: arch_clear_memory, and those that compilers call by themselves. */

	.text

/*
 * void arch_clear_memory(void *at, u64 bytes), both multiples of 16.
 *
 * What was cleared is also written back from the caches: users may map the memory
 * uncached, and must find the zeros there, and nothing may be written over what a
 * device stores into it later.
 */
	.globl arch_clear_memory
	.type arch_clear_memory, @function
arch_clear_memory:
	add x2, x0, x1 /* end */
	mov x3, x0
	mrs x4, dczid_el0
	tbnz x4, #4, 2f /* DC ZVA is prohibited */
	and x4, x4, #15
	mov x5, #4
	lsl x5, x5, x4 /* bytes that it clears */
	sub x6, x5, #1
1:	tst x3, x6
	b.ne 2f
	sub x7, x2, x3
	cmp x7, x5
	b.lo 2f
	dc zva, x3
	add x3, x3, x5
	cmp x3, x2
	b.ne 1b
	b 3f
2:	cmp x3, x2
	b.hs 3f
	stp xzr, xzr, [x3], #16
	tbnz x4, #4, 2b
	b 1b
3:	mrs x4, ctr_el0
	ubfx x4, x4, #16, #4
	mov x5, #4
	lsl x5, x5, x4 /* bytes of a data cache line */
	sub x6, x5, #1
	bic x0, x0, x6
4:	cmp x0, x2
	b.hs 5f
	dc cvac, x0
	add x0, x0, x5
	b 4b
5:	dsb sy
	ret
	.size arch_clear_memory, . - arch_clear_memory

/* void *memset(void *at, int byte, size_t bytes) */
	.globl memset
	.type memset, @function
memset:
	mov x3, x0
1:	cbz x2, 2f
	strb w1, [x3], #1
	sub x2, x2, #1
	b 1b
2:	ret
	.size memset, . - memset

/* void *memcpy(void *to, const void *from, size_t bytes) */
	.globl memcpy
	.type memcpy, @function
memcpy:
	mov x3, x0
1:	cmp x2, #8
	b.lo 2f
	ldr x4, [x1], #8
	str x4, [x3], #8
	sub x2, x2, #8
	b 1b
2:	cbz x2, 3f
	ldrb w4, [x1], #1
	strb w4, [x3], #1
	sub x2, x2, #1
	b 2b
3:	ret
	.size memcpy, . - memcpy

/* void *memmove(void *to, const void *from, size_t bytes) */
	.globl memmove
	.type memmove, @function
memmove:
	sub x3, x0, x1
	cmp x3, x2
	b.hs memcpy /* the target does not start within the source: upwards */
1:	cbz x2, 2f
	sub x2, x2, #1
	ldrb w4, [x1, x2]
	strb w4, [x0, x2]
	b 1b
2:	ret
	.size memmove, . - memmove

	.section .note.GNU-stack, "", @progbits
