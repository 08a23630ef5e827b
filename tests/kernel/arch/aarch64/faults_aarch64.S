/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What faults.c makes threads fault with. */
	.text
	.global fault_unknown_syscall, fault_unknown_syscall_end, fault_undefined, fault_break
	.global fault_privileged, fault_read, fault_write, fault_spin
	.balign 4
fault_unknown_syscall:
	svc #0
fault_unknown_syscall_end:
	b fault_spin
fault_undefined:
	.inst 0
	b fault_spin
fault_break:
	brk #5
	b fault_spin
fault_privileged:
	mrs x0, sctlr_el1
	b fault_spin
fault_read:
	ldr x1, [x0]
	b fault_spin
fault_write:
	str x1, [x0]
	b fault_spin
fault_spin:
	b fault_spin

	.section .note.GNU-stack, "", @progbits
