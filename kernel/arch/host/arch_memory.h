/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Physical memory: one allocation of the test program (host.h), seen from HOST_RAM_START on. */
#ifndef ARCH_MEMORY_H
#define ARCH_MEMORY_H

#include <stdint.h>

#define HOST_RAM_START 0x40000000ull

/* addresses are computed in every operation: the allocation is a variable of its own */
extern uint8_t *host_ram;

/** Kernel address of RAM at @paddr. */
static inline void *kernel_address(uint64_t paddr)
{
	return host_ram + (paddr - HOST_RAM_START);
}

/** Physical address of @pointer into RAM. */
static inline uint64_t physical_address(const void *pointer)
{
	return (uint64_t)pointer - (uint64_t)host_ram + HOST_RAM_START;
}

#endif
