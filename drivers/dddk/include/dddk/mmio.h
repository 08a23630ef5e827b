/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Memory-mapped registers. The accessors of one width are the seam between driver and
 * machine: mapped device memory on the machine (arch/machine), a model of the device
 * on the host (arch/host). Drivers use reg_read and reg_write of <dddk/register.h>.
 */
#ifndef DDDK_MMIO_H
#define DDDK_MMIO_H

#include <dddk/mmio_access.h> /* struct mmio { ...; uint64_t bytes; }, mmio_read8..64, mmio_write8..64, mmio_within */

/* clang-format off */
static inline uint16_t mmio_read16be(const struct mmio *mmio, uint32_t offset) { return __builtin_bswap16(mmio_read16(mmio, offset)); }
static inline uint32_t mmio_read32be(const struct mmio *mmio, uint32_t offset) { return __builtin_bswap32(mmio_read32(mmio, offset)); }
static inline uint64_t mmio_read64be(const struct mmio *mmio, uint32_t offset) { return __builtin_bswap64(mmio_read64(mmio, offset)); }
static inline void mmio_write16be(const struct mmio *mmio, uint32_t offset, uint16_t value) { mmio_write16(mmio, offset, __builtin_bswap16(value)); }
static inline void mmio_write32be(const struct mmio *mmio, uint32_t offset, uint32_t value) { mmio_write32(mmio, offset, __builtin_bswap32(value)); }
static inline void mmio_write64be(const struct mmio *mmio, uint32_t offset, uint64_t value) { mmio_write64(mmio, offset, __builtin_bswap64(value)); }
/* clang-format on */

#endif
