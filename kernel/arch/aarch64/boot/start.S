/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From the loader: EL1, MMU on, at the virtual entry, x0..x5 as boot_start wants them (ABI sheet A11). */

	.section .boot.text, "ax", @progbits
	.globl boot_entry
	.type boot_entry, @function
boot_entry:
	msr daifset, #15
	msr spsel, #1
	adrp x9, kernel_stack_top
	add x9, x9, #:lo12:kernel_stack_top
	msr tpidr_el1, x9
	mov sp, x9
	mov x29, xzr
	mov x30, xzr
	b boot_start
	.size boot_entry, . - boot_entry

	.section .note.GNU-stack, "", @progbits
