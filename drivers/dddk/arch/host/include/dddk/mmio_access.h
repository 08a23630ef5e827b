/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers of a device model: each access is a call of the model (tests/unit/dddk/model.h). */
#ifndef DDDK_MMIO_ACCESS_H
#define DDDK_MMIO_ACCESS_H

#include <stdint.h>

struct device_model;

/** A range of a model's registers. */
struct mmio {
	struct device_model *model;
	uint32_t region; /* of the device */
	uint64_t first, bytes;
};

/** Read @width bytes; aborts outside the range, or misaligned: the driver's mistake. */
uint64_t model_mmio_read(const struct mmio *mmio, uint32_t offset, unsigned width);

/** As model_mmio_read. */
void model_mmio_write(const struct mmio *mmio, uint32_t offset, unsigned width, uint64_t value);

/* clang-format off */
#define MMIO_ACCESS(bits)                                                                               \
	static inline uint##bits##_t mmio_read##bits(const struct mmio *mmio, uint32_t offset)          \
	{                                                                                               \
		return (uint##bits##_t)model_mmio_read(mmio, offset, (bits) / 8);                       \
	}                                                                                               \
	static inline void mmio_write##bits(const struct mmio *mmio, uint32_t offset, uint##bits##_t value) \
	{                                                                                               \
		model_mmio_write(mmio, offset, (bits) / 8, value);                                      \
	}
MMIO_ACCESS(8)
MMIO_ACCESS(16)
MMIO_ACCESS(32)
MMIO_ACCESS(64)
#undef MMIO_ACCESS
/* clang-format on */

static inline struct mmio mmio_within(const struct mmio *mmio, uint64_t offset, uint64_t bytes)
{
	return (struct mmio){ mmio->model, mmio->region, mmio->first + offset, bytes };
}

#endif
