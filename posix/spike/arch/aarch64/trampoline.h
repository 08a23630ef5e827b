/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A trampoline of AArch64. Linux preserves every register but x0, so none is free
 * to find the block with, unless its value is known: x8, when it is the number
 * that the code before the site suggests. The first two instructions ask, and
 * change no flag; if it is not, the trap serves.
 */
#ifndef SPIKE_TRAMPOLINE_H
#define SPIKE_TRAMPOLINE_H

#include "abi/sel4/word.h"

enum trampoline_at {
	AT_GUESS,    /* sub x8, x8, #number */
	AT_GUESSED,  /* cbnz x8, AT_MISSED */
	AT_BLOCK,    /* mrs x8, tpidrro_el0 */
	AT_X30,      /* str x30, [x8, #BLOCK_X30] */
	AT_NUMBER,   /* mov x30, #number */
	AT_STORE,    /* str x30, [x8, #BLOCK_NUMBER] */
	AT_CALL,     /* bl stub */
	AT_RETURNED, /* ldr x30, [x8, #BLOCK_X30] */
	AT_X8,       /* mov x8, #number */
	AT_LEAVE,    /* b behind the site */
	AT_MISSED,   /* add x8, x8, #number */
	AT_TRAP,     /* brk #0xa5 */
	TRAMPOLINE_WORDS,
	TRAMPOLINE_BYTES = 64,
};

/** @return the number that the trampoline at @pc is for; 0 if there is none */
seL4_Word trampoline_number(seL4_Word pc);

/** @return which instruction of its trampoline @pc is at */
unsigned trampoline_instruction(seL4_Word pc);

#endif
