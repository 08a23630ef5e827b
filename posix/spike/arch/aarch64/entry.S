/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The code that every process has at STUB. It is copied there, so it refers to
 * nothing outside.
 *
 * The stub: a trampoline has put the block's address into x8 (it knows what it
 * has to restore there), x30 and the number into the block, and its own address
 * into x30. The stub keeps what seL4_Call changes; x2..x5 travel as message
 * words. Up to entry_saved these registers are whole, up to entry_call the block
 * has them, behind it the call is done: arch_rewind relies on just that.
 */
#include "block.h"
#include "layout.h"

	.section .rodata.entry, "a", @progbits
	.global entry_begin, entry_saved, entry_call, entry_done, entry_end
	.global fpu_signal, fpu_save, fpu_load, entry_page_end
	.balign 16
entry_begin:
	stp	x0, x1, [x8, #BLOCK_X0]
	str	x7, [x8, #BLOCK_X7]
entry_saved:
	mov	x0, #(SERVER_BITS << 48)
	mov	x1, #4
	movk	x1, #1, lsl #16 /* LABEL_CALL << 12 */
	mov	x7, #-1
entry_call:
	svc	#0
entry_done:
	ldp	x0, x1, [x8, #BLOCK_X0]
	ldr	x7, [x8, #BLOCK_X7]
	ret
entry_end:

	.macro state instruction
	\instruction	q0, q1, [x19]
	\instruction	q2, q3, [x19, #32]
	\instruction	q4, q5, [x19, #64]
	\instruction	q6, q7, [x19, #96]
	\instruction	q8, q9, [x19, #128]
	\instruction	q10, q11, [x19, #160]
	\instruction	q12, q13, [x19, #192]
	\instruction	q14, q15, [x19, #224]
	\instruction	q16, q17, [x19, #256]
	\instruction	q18, q19, [x19, #288]
	\instruction	q20, q21, [x19, #320]
	\instruction	q22, q23, [x19, #352]
	\instruction	q24, q25, [x19, #384]
	\instruction	q26, q27, [x19, #416]
	\instruction	q28, q29, [x19, #448]
	\instruction	q30, q31, [x19, #480]
	.endm

	.macro save
	state	stp
	mrs	x21, fpcr
	mrs	x22, fpsr
	str	x21, [x19, #512]
	str	x22, [x19, #520]
	.endm

/*
 * What saves and loads FPU state for the server, which can do neither: it sets
 * all registers and keeps the thread's own. x19 = 528 bytes; then either to a
 * handler at x20 with a fresh state, or a call that tells that it is done.
 */
fpu_signal:
	save
	msr	fpcr, xzr
	msr	fpsr, xzr
	br	x20
fpu_save:
	save
	svc	#0
	brk	#1
fpu_load:
	state	ldp
	ldr	x21, [x19, #512]
	ldr	x22, [x19, #520]
	msr	fpcr, x21
	msr	fpsr, x22
	svc	#0
	brk	#1
entry_page_end:

	.section .note.GNU-stack, "", @progbits
