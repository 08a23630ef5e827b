/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* CNode operations that other objects use: lookup is in api/lookup.h. */
#ifndef KERNEL_OBJECT_CNODE_H
#define KERNEL_OBJECT_CNODE_H

#include "api/result.h"

/** Delete the capability in @slot. Ok: it is empty. Preemptible, and safe to call again. */
struct result slot_delete(struct slot *slot);

/** Delete everything derived from the capability in @slot. Preemptible. */
struct result slot_revoke(struct slot *slot);

#endif
