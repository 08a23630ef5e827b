/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the root task knows of a machine with a device tree. */
#ifndef ROOT_ARCH_ROOT_H
#define ROOT_ARCH_ROOT_H

#include <stdbool.h>
#include <stdint.h>

#include <dt/dt.h>

struct arch_root {
	struct dt tree; /* in the extra boot information */
	bool has_tree;
	uint64_t console_paddr; /* the console's first register */
};

#endif
