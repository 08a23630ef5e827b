/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Small Linux programs, at TEXT. Each begins at its symbol and ends with
 * exit_group: 0, or the number of the check that failed.
 */
#include "layout.h"

#define PPOLL      73
#define EXIT       93
#define EXIT_GROUP 94
#define TGKILL     131
#define SIGACTION  134
#define SIGRETURN  139
#define GETPPID    173
#define CLONE      220
#define WAIT       260

#define CHILD_MAY_GO  8 /* offsets in DATA */
#define STACK_KEPT    16
#define ACTION        64
#define ROUNDS        256
#define ROUND_TO_ZERO 0xc00000

	.macro sys number
	mov	x8, #\number
	svc	#0
	.endm

	.macro exit code
	mov	x0, #\code
	sys	EXIT_GROUP
	.endm

	/* exit with @code if @condition */
	.macro fails condition, code
	b.\condition 8f
	.subsection 1
8:	mov	x0, #\code
	b	failed
	.previous
	.endm

	.macro number register, value
	movz	\register, #((\value) & 0xffff)
	movk	\register, #((\value) >> 16 & 0xffff), lsl #16
	.endm

	.macro data register
	movz	\register, #(DATA >> 16), lsl #16
	.endm

	.macro is_parent_or code
	sub	x0, x0, #4096
	cmp	x0, #(PARENT - 4096)
	fails	ne, \code
	.endm

	.macro install_handler
	data	x1
	adr	x2, handler
	str	x2, [x1, #ACTION]
	adr	x2, restorer
	str	x2, [x1, #ACTION + 16]
	add	x1, x1, #ACTION
	mov	x0, #SIGNAL
	mov	x2, #0
	mov	x3, #8
	sys	SIGACTION
	.endm

	.section .rodata.program, "a", @progbits
	.balign 4096
	.global program_begin, program_end, program_null, program_red_zone, program_registers
	.global program_small_numbers, program_other_ways, program_probe, program_signal
	.global program_wait, program_fork, program_clone
program_begin:

failed:
	sys	EXIT_GROUP

program_null:
	mov	x20, #8
1:	sys	GETPPID
	sub	x20, x20, #1
	cbnz	x20, 1b
	mov	x20, #ROUNDS
	mrs	x21, cntvct_el0
1:	sys	GETPPID
	sub	x20, x20, #1
	cbnz	x20, 1b
	mrs	x22, cntvct_el0
	sub	x22, x22, x21
	data	x1
	str	x22, [x1]
	exit	0

program_red_zone:
	.set	at, 8
	.rept	16
	mov	x9, #(0x5a00 + at)
	stur	x9, [sp, #-at]
	.set	at, at + 8
	.endr
	sys	GETPPID
	is_parent_or 1
	.set	at, 8
	.rept	16
	ldur	x9, [sp, #-at]
	mov	x10, #(0x5a00 + at)
	cmp	x9, x10
	fails	ne, 3
	.set	at, at + 8
	.endr
	exit	0

	/* a system call amid known registers; all but x0 have to be the same behind it */
	.macro registers_kept
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
	mov	x\n, #(0x1000 + \n)
	.endr
	mov	x0, #0xa0000000
	msr	nzcv, x0
	sys	GETPPID
	fails	pl, 10
	fails	eq, 11
	fails	cc, 12
	fails	vs, 13
	is_parent_or 14
	cmp	x8, #GETPPID
	fails	ne, 15
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
	mov	x0, #(0x1000 + \n)
	cmp	x\n, x0
	fails	ne, 20+\n
	.endr
	.endm

program_registers:
	mov	x0, #0x12340000 /* where nothing is */
	mov	sp, x0
	registers_kept
	mov	x0, #0x12340000
	mov	x1, sp
	cmp	x0, x1
	fails	ne, 1
	exit	0

program_small_numbers:
	mov	x20, #-40
1:	mov	x7, x20
	mov	x0, x20
	mov	x1, x20
	sys	GETPPID
	is_parent_or 1
	cmp	x7, x20
	fails	ne, 2
	cmp	x1, x20
	fails	ne, 3
	add	x20, x20, #1
	cbnz	x20, 1b
	exit	0

program_other_ways:
	mov	x8, #GETPPID
	b	1f
	mov	x8, #999
1:	svc	#0 /* with another number than the instruction before suggests */
	is_parent_or 1
	cmp	x8, #GETPPID
	fails	ne, 2
	mov	x9, #GETPPID
	.rept	8
	nop
	.endr
	mov	x8, x9
	mov	x7, #-1
	svc	#0 /* with a number that nothing suggests */
	is_parent_or 3
	cmn	x7, #1
	fails	ne, 4
	exit	0

program_probe:
	install_handler
	cmp	x0, #0
	fails	ne, 1
	data	x1
	mov	x2, sp
	str	x2, [x1, #STACK_KEPT]
	registers_kept
	data	x1
	ldr	x2, [x1, #STACK_KEPT]
	mov	x3, sp
	cmp	x2, x3
	fails	ne, 2
	ldr	x2, [x1]
	cmp	x2, #1
	fails	ne, 3
	exit	0

	.macro vector_load n
	mov	x9, #(0x4000 + \n)
	mvn	x10, x9
	fmov	d\n, x9
	mov	v\n\().d[1], x10
	.endm

	.macro vector_check n
	mov	x9, #(0x4000 + \n)
	fmov	x11, d\n
	cmp	x9, x11
	fails	ne, 40+\n
	mvn	x10, x9
	mov	x11, v\n\().d[1]
	cmp	x10, x11
	fails	ne, 80+\n
	.endm

	.macro vector_spoil n
	movi	v\n\().16b, #0xff
	.endm

	.macro vectors_load
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	vector_load \n
	.endr
	mov	x9, #ROUND_TO_ZERO
	msr	fpcr, x9
	.endm

	.macro vectors_check
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	vector_check \n
	.endr
	mrs	x9, fpcr
	mov	x10, #ROUND_TO_ZERO
	cmp	x9, x10
	fails	ne, 120
	.endm

	/* the other thread: signals the first when told to go, and ends */
	.macro clone_killer
	number	x0, 0x10f00
	number	x1, STACK_2_TOP
	sys	CLONE
	cbz	x0, killer
	.endm

program_signal:
	install_handler
	clone_killer
	vectors_load
	data	x1
	mov	x2, #1
	str	x2, [x1, #CHILD_MAY_GO]
1:	ldr	x2, [x1]
	cbz	x2, 1b
	vectors_check
	exit	0

program_wait:
	install_handler
	clone_killer
	vectors_load
	data	x1
	mov	x2, #1
	str	x2, [x1, #CHILD_MAY_GO]
	mov	x0, #0
	sys	PPOLL
	cmn	x0, #4
	fails	ne, 1
	data	x1
	ldr	x2, [x1]
	cmp	x2, #1
	fails	ne, 2
	vectors_check
	exit	0

killer:
	data	x1
1:	ldr	x2, [x1, #CHILD_MAY_GO]
	cbz	x2, 1b
	mov	x0, #0
	mov	x1, #0
	mov	x2, #SIGNAL
	sys	TGKILL
	mov	x0, #0
	sys	EXIT

handler:
	cmp	x0, #SIGNAL
	fails	ne, 122
	mrs	x9, fpcr
	cmp	x9, #0
	fails	ne, 123
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	vector_spoil \n
	.endr
	data	x9
	ldr	x10, [x9]
	add	x10, x10, #1
	str	x10, [x9]
	ret

restorer:
	sys	SIGRETURN

program_fork:
	vectors_load
	data	x20
	mov	x9, #7
	str	x9, [x20]
	mov	x9, #0x77
	str	x9, [sp, #-16]
	mov	x0, #17
	mov	x1, #0
	sys	CLONE
	cbz	x0, 1f
	cmp	x0, #0
	fails	mi, 1
	ldr	x9, [x20]
	cmp	x9, #7
	fails	ne, 2
	mov	x9, #100
	str	x9, [x20]
	vectors_check
	mov	x0, #-1
	mov	x1, #0
	sys	WAIT
	cmp	x0, #55
	fails	ne, 3
	ldr	x9, [x20]
	cmp	x9, #100
	fails	ne, 4
	ldr	x9, [sp, #-16]
	cmp	x9, #0x77
	fails	ne, 5
	exit	0
1:	ldr	x9, [x20]
	cmp	x9, #7
	fails	ne, 6
	mov	x9, #55
	str	x9, [x20]
	vectors_check
	ldr	x9, [sp, #-16]
	cmp	x9, #0x77
	fails	ne, 7
	mov	x9, #0x78
	str	x9, [sp, #-16]
	sys	GETPPID
	ldr	x0, [x20]
	sys	EXIT_GROUP

program_clone:
	vectors_load
	mov	x20, sp
	data	x21
	number	x0, 0x10f00
	number	x1, STACK_2_TOP
	sys	CLONE
	cbz	x0, 1f
	mov	x9, sp
	cmp	x9, x20
	fails	ne, 1
	mov	x0, #-1
	mov	x1, #0
	sys	WAIT
	cmp	x0, #33
	fails	ne, 2
	ldr	x9, [x21]
	cmp	x9, #9
	fails	ne, 3
	vectors_check
	exit	0
1:	number	x9, STACK_2_TOP
	mov	x10, sp
	cmp	x9, x10
	fails	ne, 4
	vectors_check
	str	x20, [sp, #-16]!
	mov	x9, #9
	str	x9, [x21]
	mov	x0, #33
	sys	EXIT

	.subsection 2
program_end:
	.previous

	.section .note.GNU-stack, "", @progbits
