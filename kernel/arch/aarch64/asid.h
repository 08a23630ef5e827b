/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* ASID control and ASID pools: who may have how many address spaces. */
#ifndef ARM_ASID_H
#define ARM_ASID_H

#include "api/invocation.h"

struct result asid_control_invoke(const struct invocation *inv);
struct result asid_pool_invoke(const struct invocation *inv);

/** The last capability of the pool goes away: its VSpaces lose their ASIDs. */
void asid_pool_finalise(struct cap cap);

/** The last capability of a VSpace goes away: its ASID becomes free. */
void asid_free(struct cap vspace);

#endif
