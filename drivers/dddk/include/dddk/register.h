/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Registers as typed offsets. A register file is a list of constants in the datasheet's
 * order; an access that the register does not allow does not compile:
 *
 *	static const struct reg32_rw CTRL = { 0x0000 };
 *	static const struct reg32_rc ICR = { 0x00c0 };
 *
 *	reg_write(&card->regs, CTRL, CTRL_RESET);
 *	uint32_t causes = reg_read(&card->regs, ICR);
 *
 * The first argument is a struct mmio * or a struct ports *; both take the same
 * registers. An access to memory-mapped registers is one instruction.
 *
 *	ro   read only
 *	wo   write only
 *	rw   both
 *	rc   reading clears it: what was read is gone from there
 *	w1c  bits written as 1 are cleared: reg_clear instead of reg_write
 *
 * Registers are little-endian, those called be are big-endian.
 */
#ifndef DDDK_REGISTER_H
#define DDDK_REGISTER_H

#include <stdint.h>

#include <dddk/mmio.h>
#include <dddk/ports.h>

/* clang-format off */
#define REGISTER_TYPES(name)                            \
	struct name##_ro { uint32_t offset; };          \
	struct name##_wo { uint32_t offset; };          \
	struct name##_rw { uint32_t offset; };          \
	struct name##_rc { uint32_t offset; };          \
	struct name##_w1c { uint32_t offset; }

REGISTER_TYPES(reg8);
REGISTER_TYPES(reg16);
REGISTER_TYPES(reg32);
REGISTER_TYPES(reg64);
REGISTER_TYPES(reg16be);
REGISTER_TYPES(reg32be);
REGISTER_TYPES(reg64be);

#define REGISTER_READ(name, function) \
	struct name##_ro: function, struct name##_rw: function, struct name##_rc: function, struct name##_w1c: function
#define REGISTER_WRITE(name, function) struct name##_wo: function, struct name##_rw: function
#define REGISTER_CLEAR(name, function) struct name##_w1c: function

#define REGISTER_MMIO(access, verb, reg)                  \
	_Generic((reg),                                   \
		access(reg8, mmio_##verb##8),             \
		access(reg16, mmio_##verb##16),           \
		access(reg32, mmio_##verb##32),           \
		access(reg64, mmio_##verb##64),           \
		access(reg16be, mmio_##verb##16be),       \
		access(reg32be, mmio_##verb##32be),       \
		access(reg64be, mmio_##verb##64be))

#define REGISTER_PORTS(access, verb, reg)                 \
	_Generic((reg),                                   \
		access(reg8, ports_##verb##8),            \
		access(reg16, ports_##verb##16),          \
		access(reg32, ports_##verb##32),          \
		default: ports_no_such_access)

#define REGISTER_OF(space, access, verb, reg)                            \
	_Generic((space),                                                \
		struct mmio *: REGISTER_MMIO(access, verb, reg),         \
		const struct mmio *: REGISTER_MMIO(access, verb, reg),   \
		struct ports *: REGISTER_PORTS(access, verb, reg),       \
		const struct ports *: REGISTER_PORTS(access, verb, reg))
/* clang-format on */

/** Read a register. */
#define reg_read(space, reg) REGISTER_OF(space, REGISTER_READ, read, reg)((space), (reg).offset)

/** Write a register. */
#define reg_write(space, reg, value) \
	REGISTER_OF(space, REGISTER_WRITE, write, reg)((space), (reg).offset, (value))

/** Clear the bits of a w1c register that are set in @bits. */
#define reg_clear(space, reg, bits) \
	REGISTER_OF(space, REGISTER_CLEAR, write, reg)((space), (reg).offset, (bits))

/** Bits first..last of a register's value, 0 being the least. */
struct field {
	uint8_t first, last;
};

static inline uint64_t field_mask(struct field field)
{
	return (~0ull >> (63 - (field.last - field.first))) << field.first;
}

static inline uint64_t field_get(uint64_t value, struct field field)
{
	return (value & field_mask(field)) >> field.first;
}

/** @return @value with the field replaced; what does not fit into it is cut off */
static inline uint64_t field_set(uint64_t value, struct field field, uint64_t content)
{
	return (value & ~field_mask(field)) | (content << field.first & field_mask(field));
}

#endif
