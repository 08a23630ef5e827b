/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* ELF32 copies of ELF64 kernels, for Multiboot loaders that take nothing else. */
#ifndef TOOLS_BOOT_ELF32_H
#define TOOLS_BOOT_ELF32_H

#include <stdbool.h>
#include <stdio.h>

/**
 * Is this an ELF64 file with a Multiboot 1 header that leaves the load addresses
 * to ELF? QEMU refuses such a file. seL4's own kernel is one.
 */
bool elf32_is_needed(FILE *kernel);

/**
 * Write @kernel's segments as an ELF32 file. Addresses keep their low 32 bits;
 * sections and symbols are left out.
 *
 * @return 0, -ENOEXEC if the file's headers do not allow it, -EIO
 */
int elf32_copy(FILE *kernel, FILE *copy);

#endif
