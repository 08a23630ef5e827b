/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The kernel's own address space, the last 512 GiB of every VSpace:
 *
 *   KERNEL_WINDOW    physical memory from 0: RAM alone, not executable; the kernel's
 *                    code and constants in it are not writable
 *   KERNEL_IMAGE     the kernel: code r-x, constants r--, data rw-
 *   KERNEL_DEVICES   the interrupt controllers, uncached
 *
 * Nothing of it is accessible to users.
 */
#ifndef X86_KERNEL_MAP_H
#define X86_KERNEL_MAP_H

#include "object/cap.h"

/** Physical memory from here on is outside the window. */
#define KERNEL_WINDOW_BYTES (KERNEL_IMAGE - KERNEL_WINDOW)

/** What CR3 is loaded with for a VSpace of the kernel alone. */
u64 kernel_map_root(void);

/** Entry PML4_KERNEL of every VSpace. */
u64 kernel_map_entry(void);

/** Boot is over: unmap its code and data from the kernel's image (they stay in the window). */
void kernel_map_drop_boot(void);

#endif
