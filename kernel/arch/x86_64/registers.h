/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A thread's registers as indices into arch_context.reg[], for C and assembly.
 * The first 20 stand in the order of seL4_UserContext.
 */
#ifndef X86_REGISTERS_H
#define X86_REGISTERS_H

#define REG_RIP     0 /* address of the instruction that trapped: FaultIP */
#define REG_RSP     1
#define REG_RFLAGS  2
#define REG_RAX     3
#define REG_RBX     4
#define REG_RCX     5
#define REG_RDX     6
#define REG_RSI     7
#define REG_RDI     8
#define REG_RBP     9
#define REG_R8      10
#define REG_R9      11
#define REG_R10     12
#define REG_R11     13
#define REG_R12     14
#define REG_R13     15
#define REG_R14     16
#define REG_R15     17
#define REG_FS_BASE 18 /* this and the next live in the processor while the thread is current */
#define REG_GS_BASE 19

/*
 * Where and how the thread goes on. A thread that entered by syscall has the
 * address in REG_SYSRET_IP and leaves by sysret; otherwise that is 0, the
 * address is in REG_IRET_IP, and it leaves by iretq with all its registers.
 */
#define REG_SYSRET_IP 20
#define REG_IRET_IP   21
#define REG_CS        22
#define REG_SS        23

#define ARCH_REGISTERS 24

/* segment selectors; sysret derives 0x2b and 0x23 from STAR */
#define KERNEL_CS        0x08
#define KERNEL_SS        0x10
#define USER_SYSRET_BASE 0x1b
#define USER_CS          0x2b
#define USER_SS          0x33
#define TSS_SELECTOR     0x38

/* exception and interrupt vectors */
#define VECTOR_DB           1
#define VECTOR_GP           13
#define VECTOR_PF           14
#define VECTOR_EXCEPTIONS   32   /* 0..31 */
#define VECTOR_IRQ0         0x20 /* CPU vector of kernel IRQ 0 */
#define VECTOR_TIMER        0x9d /* kernel IRQ 125 */
#define VECTOR_USER_SYSCALL 0x9e /* 0x9e..0xfe: UnknownSyscall from user mode */
#define VECTOR_SPURIOUS     0xff

/* the kernel's address space, see kernel_map.c */
#define KERNEL_WINDOW  0xffffff8000000000
#define KERNEL_IMAGE   0xffffffff80000000
#define KERNEL_DEVICES 0xffffffffc0000000
#define KERNEL_LOAD    0x100000 /* physical address of the image */

#define KERNEL_STACK_BYTES 16384
#define TRAP_STUB_BYTES    16

#endif
