/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Eight-bit I/O ports as typed registers: an access that the register does not
 * allow does not compile. ports_in8 and ports_out8 are the seam between driver and
 * machine: capabilities on the machine, a model of the device in tests on the host.
 */
#ifndef COMPONENT_PORTS_H
#define COMPONENT_PORTS_H

#include <stdint.h>

/** A granted range of ports. */
struct ports {
	uint64_t slot; /* capability */
	uint16_t first;
};

/* A register: its offset from the first port. */
struct port8_ro {
	uint16_t offset;
};
struct port8_wo {
	uint16_t offset;
};
struct port8_rw {
	uint16_t offset;
};

/**
 * Find the ports that the descriptor names (KAAL_IOPORTS).
 * @return 0 or -ENOENT
 */
int ports_open(struct ports *ports, const char *name);

uint8_t ports_in8(const struct ports *ports, uint16_t offset);
void ports_out8(const struct ports *ports, uint16_t offset, uint8_t value);

#define port8_read(ports, reg) \
	ports_in8((ports), _Generic((reg), struct port8_ro : (reg), struct port8_rw : (reg)).offset)

#define port8_write(ports, reg, value) \
	ports_out8((ports), _Generic((reg), struct port8_wo : (reg), struct port8_rw : (reg)).offset, (value))

#endif
