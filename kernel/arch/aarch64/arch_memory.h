/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Physical memory as the kernel sees it: through the window (kernel_map.h). */
#ifndef ARCH_MEMORY_H
#define ARCH_MEMORY_H

#include <stdint.h>

#include "registers.h"

/** Kernel address of RAM at @paddr, which lies in the window. */
static inline void *kernel_address(uint64_t paddr)
{
	return (void *)(KERNEL_WINDOW + paddr);
}

/** Physical address of @pointer into the window, which the kernel's image is part of. */
static inline uint64_t physical_address(const void *pointer)
{
	return (uint64_t)pointer - KERNEL_WINDOW;
}

#endif
