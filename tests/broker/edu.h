/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* QEMU's device for teaching (QEMU, docs/specs/edu): interrupts and DMA on demand. */
#ifndef TESTS_EDU_H
#define TESTS_EDU_H

#include <stdint.h>

#define EDU_MATCH "pci:1234:11e8"

enum {
	EDU_ID = 0x00,
	EDU_ID_VALUE = 0x010000ed,
	EDU_LIVENESS = 0x04, /* reads inverted */
	EDU_INTERRUPTS = 0x24,
	EDU_RAISE = 0x60,
	EDU_ACKNOWLEDGE = 0x64,
	EDU_DMA_FROM = 0x80, /* 64 bits each */
	EDU_DMA_TO = 0x88,
	EDU_DMA_BYTES = 0x90,
	EDU_DMA_COMMAND = 0x98,
	EDU_DMA_START = 1 << 0,
	EDU_DMA_TO_MEMORY = 1 << 1,
	EDU_DMA_INTERRUPTS = 1 << 2, /* by EDU_DMA_DONE */
	EDU_DMA_DONE = 0x100,
	EDU_BUFFER = 0x40000, /* where its own memory begins, for DMA */
};

static inline uint32_t edu_read(uint64_t registers, uint64_t offset)
{
	return *(volatile uint32_t *)(registers + offset);
}

static inline void edu_write(uint64_t registers, uint64_t offset, uint32_t value)
{
	*(volatile uint32_t *)(registers + offset) = value;
}

static inline void edu_dma(uint64_t registers, uint64_t from, uint64_t to, uint64_t bytes, uint64_t command)
{
	*(volatile uint64_t *)(registers + EDU_DMA_FROM) = from;
	*(volatile uint64_t *)(registers + EDU_DMA_TO) = to;
	*(volatile uint64_t *)(registers + EDU_DMA_BYTES) = bytes;
	*(volatile uint64_t *)(registers + EDU_DMA_COMMAND) = command | EDU_DMA_START;
}

#endif
