/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Ports are accessed by the kernel, which holds them against the capability. */
#include <dddk/ports.h>
#include <sel4/sel4.h>

#define PORT(ports, offset) ((seL4_Word)(ports)->first + (offset))

uint8_t ports_read8(const struct ports *ports, uint32_t offset)
{
	return seL4_X86_IOPort_In8(ports->slot, (uint16_t)PORT(ports, offset)).result;
}

uint16_t ports_read16(const struct ports *ports, uint32_t offset)
{
	return seL4_X86_IOPort_In16(ports->slot, (uint16_t)PORT(ports, offset)).result;
}

uint32_t ports_read32(const struct ports *ports, uint32_t offset)
{
	return seL4_X86_IOPort_In32(ports->slot, (uint16_t)PORT(ports, offset)).result;
}

void ports_write8(const struct ports *ports, uint32_t offset, uint8_t value)
{
	seL4_X86_IOPort_Out8(ports->slot, PORT(ports, offset), value);
}

void ports_write16(const struct ports *ports, uint32_t offset, uint16_t value)
{
	seL4_X86_IOPort_Out16(ports->slot, PORT(ports, offset), value);
}

void ports_write32(const struct ports *ports, uint32_t offset, uint32_t value)
{
	seL4_X86_IOPort_Out32(ports->slot, PORT(ports, offset), value);
}
