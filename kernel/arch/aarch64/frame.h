/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Frames: pages of 4 KiB, 2 MiB and 1 GiB. */
#ifndef ARM_FRAME_H
#define ARM_FRAME_H

#include "api/invocation.h"

struct result frame_invoke(const struct invocation *inv);

/** Clear the entry of frame capability @cap, if it still maps this frame. */
void frame_unmap(struct cap cap);

/** Entry that maps a frame with @size at @paddr; @rights as in the capability, @attributes as in ARM_Page_Map. */
u64 frame_entry(u64 paddr, unsigned size, unsigned rights, u64 attributes);

#endif
