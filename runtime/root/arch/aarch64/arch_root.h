/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the root task knows of a machine with a device tree. */
#ifndef ROOT_ARCH_ROOT_H
#define ROOT_ARCH_ROOT_H

#include <stdint.h>

struct arch_root {
	const void *tree;       /* in the extra boot information, checked; NULL: none, or a damaged one */
	uint64_t console_paddr; /* the console's first register */
};

#endif
