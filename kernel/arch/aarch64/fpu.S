/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* FP and SIMD registers to and from struct fpu_area. */
	.arch armv8-a+fp+simd

	/* all of them, two at a time, to or from @area */
	.macro FPU_PAIRS instruction, area
	\instruction q0, q1, [\area, #16 * 1]
	\instruction q2, q3, [\area, #16 * 3]
	\instruction q4, q5, [\area, #16 * 5]
	\instruction q6, q7, [\area, #16 * 7]
	\instruction q8, q9, [\area, #16 * 9]
	\instruction q10, q11, [\area, #16 * 11]
	\instruction q12, q13, [\area, #16 * 13]
	\instruction q14, q15, [\area, #16 * 15]
	\instruction q16, q17, [\area, #16 * 17]
	\instruction q18, q19, [\area, #16 * 19]
	\instruction q20, q21, [\area, #16 * 21]
	\instruction q22, q23, [\area, #16 * 23]
	\instruction q24, q25, [\area, #16 * 25]
	\instruction q26, q27, [\area, #16 * 27]
	\instruction q28, q29, [\area, #16 * 29]
	\instruction q30, q31, [\area, #16 * 31]
	.endm

	.macro FPU_SAVE area
	FPU_PAIRS stp, \area
	mrs x9, fpcr
	mrs x10, fpsr
	stp x9, x10, [\area]
	.endm

	.macro FPU_LOAD area
	FPU_PAIRS ldp, \area
	ldp x9, x10, [\area]
	msr fpcr, x9
	msr fpsr, x10
	.endm

	.text

/* void fpu_save(struct fpu_area *area) */
	.globl fpu_save
	.type fpu_save, @function
fpu_save:
	FPU_SAVE x0
	ret
	.size fpu_save, . - fpu_save

/* void fpu_load(const struct fpu_area *area) */
	.globl fpu_load
	.type fpu_load, @function
fpu_load:
	FPU_LOAD x0
	ret
	.size fpu_load, . - fpu_load

/* void fpu_exchange(struct fpu_area *from, const struct fpu_area *to) */
	.globl fpu_exchange
	.type fpu_exchange, @function
fpu_exchange:
	FPU_SAVE x0
	FPU_LOAD x1
	ret
	.size fpu_exchange, . - fpu_exchange

	.section .note.GNU-stack, "", @progbits
