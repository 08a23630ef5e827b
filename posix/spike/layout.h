/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where a process has what; for C and assembler. */
#ifndef SPIKE_LAYOUT_H
#define SPIKE_LAYOUT_H

/* one page table: what the server alone writes, and the blocks shared with it */
#define SYSTEM_BASE 0x20000000
#define TEXT        0x20000000
#define TRAMPOLINES 0x20010000
#define STUB        0x20020000
#define BLOCKS      0x20030000 /* a page for each thread */

/* one page table: what a fork gives to both sides */
#define USER_BASE   0x20200000
#define DATA        0x20200000
#define STACK_TOP   0x20202000
#define STACK_2_TOP 0x20203000

/* the one capability of a thread: a guard of 63 bits, and one bit of index */
#define SERVER_BITS 0x05a5
#define SERVER      0x05a5000000000000 /* SERVER_BITS << 48 */

/* labels of messages that are no faults */
#define LABEL_CALL   16
#define LABEL_SAVED  17 /* FPU state is in memory */
#define LABEL_LOADED 18 /* FPU state is in the registers */

#define SIGNAL 10
#define PARENT 4242

#endif
