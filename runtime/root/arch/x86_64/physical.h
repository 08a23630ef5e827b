/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A window on physical memory that is not RAM, for the firmware's tables. */
#ifndef ROOT_PHYSICAL_H
#define ROOT_PHYSICAL_H

#include "root.h"

/**
 * Map physical memory that is not RAM, read-only, until the next call.
 *
 * @param context  the struct root, as acpi_memory wants it
 * @return NULL: not possible
 */
const void *physical_map(void *context, uint64_t paddr, size_t bytes);

/** Give the memory back that physical_map has mapped. */
void physical_unmap(struct root *root);

#endif
