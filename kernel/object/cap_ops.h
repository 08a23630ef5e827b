/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Operations on capabilities of every type. */
#ifndef KERNEL_OBJECT_CAP_OPS_H
#define KERNEL_OBJECT_CAP_OPS_H

#include "arch/arch.h"

/** What a copy of @cap in @slot is; null for what cannot be copied, or an error. */
struct derived cap_derive(const struct slot *slot, struct cap cap);

/** @cap with no more than @rights (seL4_Right*). */
struct cap cap_mask(struct cap cap, u64 rights);

/** @cap with new user data: a badge or a guard. @preserve: for Mutate and Rotate. Null if not possible. */
struct cap cap_update(struct cap cap, u64 data, bool preserve);

/** Is a copy @derived of @source its child? */
bool cap_revocable(struct cap derived, struct cap source);

/** Does @a cover @b's object? */
bool cap_covers(struct cap a, struct cap b);

/** Do both refer to the very same object? */
bool cap_same_object(struct cap a, struct cap b);

/**
 * A capability is being deleted.
 * @return null, or the zombie that stays in its slot until the object's own slots are empty
 */
struct cap cap_finalise(struct cap cap, bool final);

#endif
