/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * From the Multiboot loader to C: 32-bit code at its physical address, which looks
 * whether the processor will do, and turns on 64-bit mode with paging structures
 * that map the first 4 GiB at 0, at KERNEL_WINDOW and (1 GiB) at KERNEL_IMAGE.
 */
#include "registers.h"

#define MULTIBOOT_MAGIC 0x1badb002
#define MULTIBOOT_LOADED 0x2badb002
#define MULTIBOOT_FLAGS 0x10003 /* modules page-aligned, memory information, load addresses below */

#define PADDR(symbol) ((symbol) - KERNEL_IMAGE)
#define LARGE_PAGE 0x83 /* present, writable, 2 MiB */
#define TABLE 0x03

#define CPUID_EFLAG (1 << 21)
#define CPUID_LONG_MODE (1 << 29) /* leaf 0x80000001, edx; SYSCALL comes with 64-bit mode */
#define CPUID_NX (1 << 20)        /* the same */
#define MSR_EFER 0xc0000080
#define EFER_SCE_LME ((1 << 0) | (1 << 8))
#define EFER_NXE (1 << 11)
#define CR0_PG_WP_PE ((1 << 31) | (1 << 16) | (1 << 0))
#define CR4_PAE (1 << 5)

#define COM1 0x3f8
#define COM1_LINE_STATUS 0x3fd
#define TRANSMITTER_EMPTY 0x20

	.section .boot.header, "ax"
	.balign 4
multiboot_header:
	.long MULTIBOOT_MAGIC
	.long MULTIBOOT_FLAGS
	.long -(MULTIBOOT_MAGIC + MULTIBOOT_FLAGS)
	.long PADDR(multiboot_header)
	.long PADDR(image_boot_start)
	.long PADDR(image_file_end)
	.long PADDR(image_end)
	.long PADDR(boot_start32)

	.code32
	.globl boot_start32
boot_start32:
	mov $PADDR(kernel_stack_top), %esp
	cld
	mov $PADDR(no_loader), %esi
	cmp $MULTIBOOT_LOADED, %eax
	jne boot_refuse
	mov %ebx, %ebp /* the loader's information */

	mov $PADDR(no_long_mode), %esi
	pushf
	pop %eax
	mov %eax, %ecx
	xor $CPUID_EFLAG, %eax
	push %eax
	popf
	pushf
	pop %eax
	cmp %eax, %ecx
	je boot_refuse
	mov $0x80000000, %eax
	cpuid
	cmp $0x80000001, %eax
	jb boot_refuse
	mov $0x80000001, %eax
	cpuid
	test $CPUID_LONG_MODE, %edx
	jz boot_refuse
	mov %edx, %esi

	/* 4 GiB of 2 MiB pages in four directories */
	mov $PADDR(boot_pd), %edi
	mov $LARGE_PAGE, %eax
	mov $(4 * 512), %ecx
1:	mov %eax, (%edi)
	add $0x200000, %eax
	add $8, %edi
	loop 1b
	mov $PADDR(boot_pd + TABLE), %eax
	xor %ecx, %ecx
2:	mov %eax, PADDR(boot_pdpt_low)(, %ecx, 8)
	mov %eax, PADDR(boot_pdpt_high)(, %ecx, 8)
	add $4096, %eax
	inc %ecx
	cmp $4, %ecx
	jne 2b
	movl $PADDR(boot_pd + TABLE), PADDR(boot_pdpt_high + 510 * 8)
	movl $PADDR(boot_pdpt_low + TABLE), PADDR(boot_pml4)
	movl $PADDR(boot_pdpt_high + TABLE), PADDR(boot_pml4 + 511 * 8)

	mov $CR4_PAE, %eax
	mov %eax, %cr4
	mov $PADDR(boot_pml4), %eax
	mov %eax, %cr3
	mov $MSR_EFER, %ecx
	rdmsr
	or $EFER_SCE_LME, %eax
	test $CPUID_NX, %esi
	jz 3f
	or $EFER_NXE, %eax
3:	wrmsr
	mov %cr0, %eax
	or $CR0_PG_WP_PE, %eax
	mov %eax, %cr0
	lgdt PADDR(boot_gdt_pointer)
	ljmp $KERNEL_CS, $PADDR(boot_start64)

/* Print the message at esi on the first serial port, and stop. */
boot_refuse:
	mov $COM1_LINE_STATUS, %dx
1:	in %dx, %al
	test $TRANSMITTER_EMPTY, %al
	jz 1b
	mov $COM1, %dx
	lodsb
	test %al, %al
	jz 2f
	out %al, %dx
	jmp boot_refuse
2:	cli
	hlt
	jmp 2b

	.code64
boot_start64:
	mov $KERNEL_SS, %eax
	mov %eax, %ss
	mov %eax, %ds
	mov %eax, %es
	xor %eax, %eax
	mov %eax, %fs
	mov %eax, %gs
	mov $kernel_stack_top, %rsp
	mov %ebp, %edi
	mov $boot_start, %rax
	call *%rax

	.section .boot.data, "aw"
no_loader:
	.asciz "KaaL: cannot boot: the kernel was not started by a Multiboot loader\r\n"
no_long_mode:
	.asciz "KaaL: cannot boot: the processor lacks 64-bit mode\r\n"
	.balign 8
boot_gdt:
	.quad 0
	.quad 0x00209b0000000000 /* KERNEL_CS */
	.quad 0x0000930000000000 /* KERNEL_SS */
boot_gdt_pointer:
	.word . - boot_gdt - 1
	.quad PADDR(boot_gdt)

	.balign 4096
boot_pml4:
	.skip 4096
boot_pdpt_low:
	.skip 4096
boot_pdpt_high:
	.skip 4096
boot_pd:
	.skip 4 * 4096

	.section .note.GNU-stack, "", @progbits
