/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * I/O ports with the same registers as memory-mapped ones (<dddk/register.h>). On the
 * machine each access is a call of the kernel, on the host one of a model; a machine
 * without ports grants none.
 */
#ifndef DDDK_PORTS_H
#define DDDK_PORTS_H

#include <stdint.h>

struct device_model;

/** A granted range of ports. */
struct ports {
	uint64_t slot;              /* capability */
	struct device_model *model; /* on the host */
	uint32_t region;
	uint32_t first, bytes;
};

uint8_t ports_read8(const struct ports *ports, uint32_t offset);
uint16_t ports_read16(const struct ports *ports, uint32_t offset);
uint32_t ports_read32(const struct ports *ports, uint32_t offset);
void ports_write8(const struct ports *ports, uint32_t offset, uint8_t value);
void ports_write16(const struct ports *ports, uint32_t offset, uint16_t value);
void ports_write32(const struct ports *ports, uint32_t offset, uint32_t value);

/** There are no ports of this width or endianness. */
uint64_t ports_no_such_access(const struct ports *ports, uint32_t offset, ...)
	__attribute__((error("I/O ports have 8, 16 or 32 bits, little-endian")));

#endif
