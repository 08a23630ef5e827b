/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* void raw_syscall(struct raw_registers *regs): offsets as in raw.h. */
	.text
	.global raw_syscall
	.global raw_syscall_return
	.type raw_syscall, @function
raw_syscall:
	pushq	%rbx
	pushq	%rbp
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	pushq	%rdi
	movq	%rsp, saved_rsp(%rip)
	movq	%rdi, %rax
	movq	8(%rax), %rbx
	movq	16(%rax), %rcx
	movq	24(%rax), %rdx
	movq	32(%rax), %rsi
	movq	40(%rax), %rdi
	movq	48(%rax), %rbp
	movq	56(%rax), %r8
	movq	64(%rax), %r9
	movq	72(%rax), %r10
	movq	80(%rax), %r11
	movq	88(%rax), %r12
	movq	96(%rax), %r13
	movq	104(%rax), %r14
	movq	112(%rax), %r15
	movq	0(%rax), %rax
	syscall
raw_syscall_return:
	movq	%rax, saved_rax(%rip)
	movq	%rsp, saved_result(%rip)
	movq	saved_rsp(%rip), %rsp
	pushfq
	popq	saved_flags(%rip)
	movq	(%rsp), %rax
	movq	%rbx, 8(%rax)
	movq	%rcx, 16(%rax)
	movq	%rdx, 24(%rax)
	movq	%rsi, 32(%rax)
	movq	%rdi, 40(%rax)
	movq	%rbp, 48(%rax)
	movq	%r8, 56(%rax)
	movq	%r9, 64(%rax)
	movq	%r10, 72(%rax)
	movq	%r11, 80(%rax)
	movq	%r12, 88(%rax)
	movq	%r13, 96(%rax)
	movq	%r14, 104(%rax)
	movq	%r15, 112(%rax)
	movq	saved_rax(%rip), %rbx
	movq	%rbx, 0(%rax)
	movq	saved_result(%rip), %rbx
	movq	%rbx, 120(%rax)
	movq	saved_flags(%rip), %rbx
	movq	%rbx, 128(%rax)
	popq	%rdi
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbp
	popq	%rbx
	ret
	.size raw_syscall, . - raw_syscall

	.bss
	.balign 8
saved_rsp:
	.skip 8
saved_result:
	.skip 8
saved_rax:
	.skip 8
saved_flags:
	.skip 8

	.section .note.GNU-stack, "", @progbits
