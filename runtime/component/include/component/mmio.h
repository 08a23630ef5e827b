/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Registers in memory, typed: an access that the register does not allow does not
 * compile. mmio_read32 and mmio_write32 are the seam between driver and machine:
 * mapped device memory on the machine, a model of the device in tests on the host.
 */
#ifndef COMPONENT_MMIO_H
#define COMPONENT_MMIO_H

#include <stdint.h>

/** A granted range of registers. */
struct mmio {
	volatile uint32_t *first;
};

/* A register: its offset in bytes from the first. */
struct reg32_ro {
	uint32_t offset;
};
struct reg32_wo {
	uint32_t offset;
};
struct reg32_rw {
	uint32_t offset;
};

/**
 * Find the registers that the descriptor names (KAAL_DT_MMIO).
 *
 * @param bytes  that the driver uses of them
 * @return 0, -ENOENT, or -ENODEV: the device tree gives the device fewer
 */
int mmio_open(struct mmio *mmio, const char *name, uint64_t bytes);

uint32_t mmio_read32(const struct mmio *mmio, uint32_t offset);
void mmio_write32(const struct mmio *mmio, uint32_t offset, uint32_t value);

#define reg32_read(mmio, reg) \
	mmio_read32((mmio), _Generic((reg), struct reg32_ro : (reg), struct reg32_rw : (reg)).offset)

#define reg32_write(mmio, reg, value)                  \
	mmio_write32((mmio),                           \
		     _Generic((reg), struct reg32_wo   \
			      : (reg), struct reg32_rw \
			      : (reg))                 \
			     .offset,                  \
		     (value))

#endif
