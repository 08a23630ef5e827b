/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Small Linux programs, at TEXT. Each begins at its symbol and ends with
 * exit_group: 0, or the number of the check that failed.
 */
#include "layout.h"

#define GETPPID    110
#define SIGACTION  13
#define SIGRETURN  15
#define PAUSE      34
#define CLONE      56
#define EXIT       60
#define WAIT       61
#define EXIT_GROUP 231
#define TGKILL     234

#define CHILD_MAY_GO (DATA + 8)
#define ACTION       (DATA + 64)
#define ROUNDS       256
#define ROUND_TO_ZERO 0x7f80

	.macro sys number
	movl	$\number, %eax
	syscall
	.endm

	.macro exit code
	movl	$\code, %edi
	sys	EXIT_GROUP
	.endm

	/* exit with @code if @condition */
	.macro fails condition, code
	j\condition 8f
	.subsection 1
8:	movl	$\code, %edi
	jmp	failed
	.previous
	.endm

	.macro now
	rdtsc
	shlq	$32, %rdx
	orq	%rdx, %rax
	.endm

	.macro install_handler
	leaq	handler(%rip), %rax
	movq	%rax, ACTION
	movq	$0x04000000, ACTION + 8
	leaq	restorer(%rip), %rax
	movq	%rax, ACTION + 16
	movl	$SIGNAL, %edi
	movl	$ACTION, %esi
	xorl	%edx, %edx
	movl	$8, %r10d
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
	movl	$8, %ebx
1:	sys	GETPPID
	decl	%ebx
	jnz	1b
	movl	$ROUNDS, %ebx
	now
	movq	%rax, %r12
1:	sys	GETPPID
	decl	%ebx
	jnz	1b
	now
	subq	%r12, %rax
	movq	%rax, DATA
	exit	0

program_red_zone:
	.set	at, 8
	.rept	16
	movq	$(0x5a5a0000 + at), -at(%rsp)
	.set	at, at + 8
	.endr
	sys	GETPPID
	cmpl	$PARENT, %eax
	fails	ne, 1
	xorl	%eax, %eax
	movb	$GETPPID, %al
	syscall /* with no room for a jump */
	cmpl	$PARENT, %eax
	fails	ne, 2
	.set	at, 8
	.rept	16
	cmpq	$(0x5a5a0000 + at), -at(%rsp)
	fails	ne, 3
	.set	at, at + 8
	.endr
	exit	0

	/* a system call amid known registers; all but rax, rcx, r11 have to be the same behind it */
	.macro registers_kept
	movq	$0x11111111, %rbx
	movq	$0x22222222, %rdx
	movq	$0x33333333, %rsi
	movq	$0x44444444, %rdi
	movq	$0x55555555, %rbp
	movq	$0x66666666, %r8
	movq	$0x77777777, %r9
	movq	$-0x11111110, %r10
	movq	$-0x12121212, %r12
	movq	$-0x13131313, %r13
	movq	$-0x14141414, %r14
	movq	$-0x15151515, %r15
	movb	$0xd7, %ah
	sahf
	sys	GETPPID
	movl	%eax, %ecx
	lahf
	cmpb	$0xd7, %ah
	fails	ne, 10
	cmpl	$PARENT, %ecx
	fails	ne, 11
	cmpq	$0x11111111, %rbx
	fails	ne, 12
	cmpq	$0x22222222, %rdx
	fails	ne, 13
	cmpq	$0x33333333, %rsi
	fails	ne, 14
	cmpq	$0x44444444, %rdi
	fails	ne, 15
	cmpq	$0x55555555, %rbp
	fails	ne, 16
	cmpq	$0x66666666, %r8
	fails	ne, 17
	cmpq	$0x77777777, %r9
	fails	ne, 18
	cmpq	$-0x11111110, %r10
	fails	ne, 19
	cmpq	$-0x12121212, %r12
	fails	ne, 20
	cmpq	$-0x13131313, %r13
	fails	ne, 21
	cmpq	$-0x14141414, %r14
	fails	ne, 22
	cmpq	$-0x15151515, %r15
	fails	ne, 23
	.endm

program_registers:
	movq	%rsp, DATA
	movq	$0x123456789, %rsp /* where nothing is */
	registers_kept
	movabsq	$0x123456789, %rax
	cmpq	%rax, %rsp
	fails	ne, 24
	exit	0

program_small_numbers:
	movq	$-40, %rbx
1:	movq	%rbx, %rdx
	movq	%rbx, %rdi
	movq	%rbx, %rsi
	sys	GETPPID
	cmpl	$PARENT, %eax
	fails	ne, 1
	cmpq	%rbx, %rdx
	fails	ne, 2
	cmpq	%rbx, %rdi
	fails	ne, 3
	incq	%rbx
	jnz	1b
	exit	0

program_other_ways:
	movl	$GETPPID, %eax
	jmp	1f
	movl	$999, %eax
1:	syscall /* reached past the instruction that became a jump */
	cmpl	$PARENT, %eax
	fails	ne, 1
	exit	0

program_probe:
	install_handler
	testl	%eax, %eax
	fails	nz, 1
	movq	%rsp, DATA + 16
	registers_kept
	cmpq	DATA + 16, %rsp
	fails	ne, 2
	cmpq	$1, DATA
	fails	ne, 3
	exit	0

	.macro vectors_load
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	movabsq	$(0x0123456789abcde0 + \n), %rax
	movq	%rax, %xmm\n
	pshufd	$0x1b, %xmm\n, %xmm\n
	.endr
	movl	$ROUND_TO_ZERO, DATA + 24
	ldmxcsr	DATA + 24
	.endm

	.macro vectors_check
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	movabsq	$(0x0123456789abcde0 + \n), %rax
	pshufd	$0x1b, %xmm\n, %xmm\n
	movq	%xmm\n, %rcx
	cmpq	%rax, %rcx
	fails	ne, 40+\n
	pshufd	$0x4e, %xmm\n, %xmm\n
	movq	%xmm\n, %rcx
	testq	%rcx, %rcx
	fails	nz, 60+\n
	.endr
	stmxcsr	DATA + 28
	cmpl	$ROUND_TO_ZERO, DATA + 28
	fails	ne, 80
	.endm

	/* the other thread: signals the first when told to go, and ends */
	.macro clone_killer
	movl	$0x10f00, %edi
	movl	$STACK_2_TOP, %esi
	sys	CLONE
	testl	%eax, %eax
	jz	killer
	.endm

program_signal:
	install_handler
	clone_killer
	vectors_load
	movl	$1, CHILD_MAY_GO
1:	cmpl	$0, DATA
	je	1b
	vectors_check
	exit	0

program_wait:
	install_handler
	clone_killer
	vectors_load
	movl	$1, CHILD_MAY_GO
	sys	PAUSE
	cmpq	$-4, %rax
	fails	ne, 1
	cmpl	$1, DATA
	fails	ne, 2
	vectors_check
	exit	0

killer:
	cmpl	$0, CHILD_MAY_GO
	je	killer
	xorl	%edi, %edi
	xorl	%esi, %esi
	movl	$SIGNAL, %edx
	sys	TGKILL
	xorl	%edi, %edi
	sys	EXIT

handler:
	cmpl	$SIGNAL, %edi
	fails	ne, 90
	stmxcsr	-4(%rsp)
	cmpl	$0x1f80, -4(%rsp)
	fails	ne, 91
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	pcmpeqd	%xmm\n, %xmm\n
	.endr
	incq	DATA
	ret

restorer:
	sys	SIGRETURN

program_fork:
	vectors_load
	movq	$7, DATA
	movq	$0x77, -8(%rsp)
	movl	$17, %edi
	xorl	%esi, %esi
	sys	CLONE
	testq	%rax, %rax
	jz	1f
	fails	s, 1
	cmpq	$7, DATA
	fails	ne, 2
	movq	$100, DATA
	vectors_check
	movq	$-1, %rdi
	xorl	%esi, %esi
	sys	WAIT
	cmpq	$55, %rax
	fails	ne, 3
	cmpq	$100, DATA
	fails	ne, 4
	cmpq	$0x77, -8(%rsp)
	fails	ne, 5
	exit	0
1:	cmpq	$7, DATA
	fails	ne, 6
	movq	$55, DATA
	vectors_check
	cmpq	$0x77, -8(%rsp)
	fails	ne, 7
	movq	$0x78, -8(%rsp)
	sys	GETPPID
	movq	DATA, %rdi
	sys	EXIT_GROUP

program_clone:
	vectors_load
	movq	%rsp, %rbx
	movl	$0x10f00, %edi
	movl	$STACK_2_TOP, %esi
	sys	CLONE
	testl	%eax, %eax
	jz	1f
	cmpq	%rbx, %rsp
	fails	ne, 1
	movq	$-1, %rdi
	xorl	%esi, %esi
	sys	WAIT
	cmpq	$33, %rax
	fails	ne, 2
	cmpq	$9, DATA
	fails	ne, 3
	vectors_check
	exit	0
1:	cmpq	$STACK_2_TOP, %rsp
	fails	ne, 4
	vectors_check
	pushq	%rbx
	movq	$9, DATA
	movl	$33, %edi
	sys	EXIT
	.subsection 2
program_end:
	.previous

	.section .note.GNU-stack, "", @progbits
