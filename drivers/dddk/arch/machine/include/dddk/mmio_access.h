/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers of a device, mapped uncached. */
#ifndef DDDK_MMIO_ACCESS_H
#define DDDK_MMIO_ACCESS_H

#include <stdint.h>

/** A granted range of registers. */
struct mmio {
	volatile uint8_t *first;
	uint64_t bytes;
};

/* clang-format off */
#define MMIO_ACCESS(bits)                                                                               \
	static inline uint##bits##_t mmio_read##bits(const struct mmio *mmio, uint32_t offset)          \
	{                                                                                               \
		return *(volatile uint##bits##_t *)(uintptr_t)(mmio->first + offset);                   \
	}                                                                                               \
	static inline void mmio_write##bits(const struct mmio *mmio, uint32_t offset, uint##bits##_t value) \
	{                                                                                               \
		*(volatile uint##bits##_t *)(uintptr_t)(mmio->first + offset) = value;                  \
	}
MMIO_ACCESS(8)
MMIO_ACCESS(16)
MMIO_ACCESS(32)
MMIO_ACCESS(64)
#undef MMIO_ACCESS
/* clang-format on */

/** The part of @mmio from @offset on; the caller has checked that it is within. */
static inline struct mmio mmio_within(const struct mmio *mmio, uint64_t offset, uint64_t bytes)
{
	return (struct mmio){ mmio->first + offset, bytes };
}

#endif
