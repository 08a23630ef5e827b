/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Instructions that fault, each followed by an endless loop. */
	.text

	.macro snippet name
	.global fault_\name
	.type fault_\name, @function
fault_\name:
	.endm

	snippet unknown_syscall
	syscall
	snippet unknown_syscall_end
1:	jmp 1b

	snippet int_a5
	int $0xa5
1:	jmp 1b

	snippet invalid_opcode
	ud2
1:	jmp 1b

	snippet int3
	int3
1:	jmp 1b

	snippet divide
	xorl %ecx, %ecx
	divl %ecx
1:	jmp 1b

	snippet int_20
	int $0x20
1:	jmp 1b

	snippet privileged
	hlt
1:	jmp 1b

	snippet read
	movq (%rdi), %rax
1:	jmp 1b

	snippet write
	movq %rax, (%rdi)
1:	jmp 1b

	snippet spin
1:	jmp 1b

	.section .note.GNU-stack, "", @progbits
