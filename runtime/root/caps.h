/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef ROOT_CAPS_H
#define ROOT_CAPS_H

#include "abi/kaal/root.h"
#include "root.h"

enum caps_view {
	CAPS_PLANNED, /* all that the plan wants it to have, and what it was given at run time */
	CAPS_HELD,    /* of that, what it has at present: not what belongs to others that do not run */
};

/**
 * Describe the @index-th capability of a component's CSpace.
 * @return 0, or -ENOENT: there are no more
 */
int caps_describe(struct root *root, const struct component *component, enum caps_view view, uint64_t index,
		  struct kaal_root_cap *out);

/** Ask the kernel whether a slot of a component's CSpace is used. @return 1, 0, -ENOENT: no such slot */
int caps_slot_is_used(struct root *root, const struct component *component, uint64_t slot);

#endif
