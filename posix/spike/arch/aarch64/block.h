/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Offsets in struct entry_block. */
#ifndef SPIKE_BLOCK_H
#define SPIKE_BLOCK_H

#define BLOCK_X0     0
#define BLOCK_X1     8
#define BLOCK_X7     16
#define BLOCK_X30    24
#define BLOCK_NUMBER 32
#define BLOCK_FPU    64

#endif
