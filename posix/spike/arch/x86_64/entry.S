/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The code that every process has at STUB. It is copied there, so it refers to
 * nothing outside.
 *
 * The stub: a trampoline has put the number into eax and the address behind the
 * site into rcx. It keeps what seL4_Call changes in the thread's block, found
 * through GS; r10, r8, r9 travel as message words. `mov` changes no flag.
 * Up to entry_saved the user's registers are whole, up to entry_call the block
 * has them, behind it the call is done: arch_rewind relies on just that.
 */
#include "block.h"
#include "layout.h"

	.macro probe
	.pushsection .rodata.probes, "a", @progbits
	.long 9f - entry_begin
	.popsection
9:
	.endm

	.section .rodata.probes, "a", @progbits
	.global entry_probes, entry_probes_end
	.balign 4
entry_probes:

	.section .rodata.entry, "a", @progbits
	.global entry_begin, entry_saved, entry_call, entry_done, entry_end
	.global fpu_signal, fpu_save, fpu_load, entry_page_end
	.balign 16
entry_begin:
	probe
	movq	%rsp, %gs:BLOCK_RSP
	probe
	movq	%rdi, %gs:BLOCK_RDI
	probe
	movq	%rsi, %gs:BLOCK_RSI
	probe
	movq	%rdx, %gs:BLOCK_RDX
	probe
	movq	%rcx, %gs:BLOCK_RETURN
	probe
	movq	%rax, %gs:BLOCK_RAX
entry_saved:
	probe
	movabsq	$SERVER, %rdi
	probe
	movl	$(LABEL_CALL << 12 | 3), %esi
	probe
	movq	$-1, %rdx
entry_call:
	probe
	syscall
entry_done:
	probe
	movq	%gs:BLOCK_RSP, %rsp
	probe
	movq	%gs:BLOCK_RDI, %rdi
	probe
	movq	%gs:BLOCK_RSI, %rsi
	probe
	movq	%gs:BLOCK_RDX, %rdx
	probe
	movq	%gs:BLOCK_RAX, %rax
	probe
	movq	%gs:BLOCK_RETURN, %rcx
	probe
	jmp	*%rcx
entry_end:

/*
 * What saves and loads FPU state for the server, which can do neither: it sets
 * all registers and keeps the thread's own. rbx = 512 bytes; then either to a
 * handler at rax with a fresh state, or a call that tells that it is done.
 */
fpu_signal:
	fxsave64 (%rbx)
	fninit
	ldmxcsr	2f(%rip)
	jmp	*%rax
fpu_save:
	fxsave64 (%rbx)
	syscall
	ud2
fpu_load:
	fxrstor64 (%rbx)
	syscall
	ud2
	.balign 4
2:	.long 0x1f80
entry_page_end:

	.section .rodata.probes, "a", @progbits
entry_probes_end:

	.section .note.GNU-stack, "", @progbits
