/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Offsets in struct entry_block. */
#ifndef SPIKE_BLOCK_H
#define SPIKE_BLOCK_H

#define BLOCK_RAX    0
#define BLOCK_RDI    8
#define BLOCK_RSI    16
#define BLOCK_RDX    24
#define BLOCK_RSP    32
#define BLOCK_RETURN 40
#define BLOCK_FPU    64

#endif
