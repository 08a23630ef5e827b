/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Memory functions: arch_clear_memory, and those that compilers call by themselves. */

	.text

/* void arch_clear_memory(void *at, u64 bytes) */
	.globl arch_clear_memory
	.type arch_clear_memory, @function
arch_clear_memory:
	mov %rsi, %rcx
	shr $3, %rcx
	xor %eax, %eax
	rep stosq
	ret
	.size arch_clear_memory, . - arch_clear_memory

/* void *memset(void *at, int byte, size_t bytes) */
	.globl memset
	.type memset, @function
memset:
	mov %rdi, %r8
	movzbl %sil, %eax
	mov %rdx, %rcx
	rep stosb
	mov %r8, %rax
	ret
	.size memset, . - memset

/* void *memcpy(void *to, const void *from, size_t bytes) */
	.globl memcpy
	.type memcpy, @function
memcpy:
	mov %rdi, %rax
	mov %rdx, %rcx
	shr $3, %rcx
	rep movsq
	mov %rdx, %rcx
	and $7, %ecx
	rep movsb
	ret
	.size memcpy, . - memcpy

/* void *memmove(void *to, const void *from, size_t bytes) */
	.globl memmove
	.type memmove, @function
memmove:
	mov %rdi, %rax
	sub %rsi, %rax
	cmp %rdx, %rax
	jae memcpy /* the target does not start within the source: upwards */
	mov %rdi, %rax
	mov %rdx, %rcx
	lea -1(%rdi, %rdx), %rdi
	lea -1(%rsi, %rdx), %rsi
	std
	rep movsb
	cld
	ret
	.size memmove, . - memmove

	.section .note.GNU-stack, "", @progbits
