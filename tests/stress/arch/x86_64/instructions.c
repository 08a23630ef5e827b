/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "stress_arch.h"

const struct instruction arch_instructions[] = {
	{ 2, { 0x0f, 0x05 } },                   /* syscall */
	{ 2, { 0x0f, 0x34 } },                   /* sysenter */
	{ 2, { 0x0f, 0x07 } },                   /* sysret */
	{ 2, { 0xcd, 0x80 } },                   /* int 0x80 */
	{ 2, { 0xcd, 0xa5 } },                   /* int 0xa5 */
	{ 2, { 0xcd, 0x30 } },                   /* int 0x30, an interrupt's vector */
	{ 2, { 0xcd, 0x9d } },                   /* int 0x9d, the tick's */
	{ 2, { 0xcd, 0xff } },                   /* int 0xff */
	{ 2, { 0xcd, 0x02 } },                   /* int 2 */
	{ 2, { 0xcd, 0x08 } },                   /* int 8 */
	{ 1, { 0xcc } },                         /* int3 */
	{ 1, { 0xf1 } },                         /* int1 */
	{ 1, { 0xf4 } },                         /* hlt */
	{ 1, { 0xfa } },                         /* cli */
	{ 1, { 0xfb } },                         /* sti */
	{ 1, { 0xfd } },                         /* std */
	{ 2, { 0x48, 0xcf } },                   /* iretq */
	{ 1, { 0xcb } },                         /* far return */
	{ 1, { 0x9d } },                         /* popf */
	{ 1, { 0x9c } },                         /* pushf */
	{ 2, { 0x8e, 0xd0 } },                   /* mov %eax, %ss */
	{ 2, { 0x8e, 0xe8 } },                   /* mov %eax, %gs */
	{ 5, { 0xf3, 0x48, 0x0f, 0xae, 0xd8 } }, /* wrgsbase %rax */
	{ 5, { 0xf3, 0x48, 0x0f, 0xae, 0xd0 } }, /* wrfsbase %rax */
	{ 3, { 0x0f, 0x01, 0xf8 } },             /* swapgs */
	{ 2, { 0x0f, 0x30 } },                   /* wrmsr */
	{ 3, { 0x0f, 0x22, 0xd8 } },             /* mov %rax, %cr3 */
	{ 3, { 0x0f, 0x23, 0xf8 } },             /* mov %rax, %dr7 */
	{ 3, { 0x0f, 0x01, 0xd0 } },             /* xgetbv */
	{ 3, { 0x0f, 0x01, 0xd1 } },             /* xsetbv */
	{ 2, { 0x0f, 0x06 } },                   /* clts */
	{ 3, { 0x0f, 0x01, 0x18 } },             /* lidt (%rax) */
	{ 3, { 0x0f, 0x00, 0xd8 } },             /* ltr %ax */
	{ 2, { 0x0f, 0x09 } },                   /* wbinvd */
	{ 3, { 0x0f, 0xae, 0x28 } },             /* xrstor (%rax) */
	{ 3, { 0x0f, 0xae, 0x10 } },             /* ldmxcsr (%rax) */
	{ 2, { 0x0f, 0x77 } },                   /* emms */
	{ 2, { 0xd9, 0xe0 } },                   /* fchs */
	{ 4, { 0xc5, 0xfc, 0x77, 0x90 } },       /* vzeroall, AVX being off */
	{ 1, { 0xee } },                         /* out */
	{ 1, { 0xed } },                         /* in */
	{ 2, { 0xf3, 0x6f } },                   /* rep outs */
	{ 2, { 0xeb, 0xfe } },                   /* jmp to itself */
};

const unsigned arch_instructions_count = sizeof(arch_instructions) / sizeof(arch_instructions[0]);
