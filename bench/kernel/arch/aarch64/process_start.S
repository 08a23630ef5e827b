/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The smallest process (rows_spawn.c): seL4_Call on the endpoint in its slot 1. */
	.section .text.process_start, "ax", @progbits
	.balign 64
	.global process_start
process_start:
	mov x0, #1
	mov x1, #0
	mov x7, #-1
	svc #0
	brk #1

	.section .note.GNU-stack, "", @progbits
