/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef ROOT_CAPS_H
#define ROOT_CAPS_H

#include "abi/kaal/root.h"
#include "root.h"

/**
 * Describe the @index-th capability that a component holds in its CSpace.
 * @return 0, or -ENOENT: it holds no more
 */
int caps_describe(const struct root *root, const struct component *component, uint64_t index,
		  struct kaal_root_cap *out);

#endif
