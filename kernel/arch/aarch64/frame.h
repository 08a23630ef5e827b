/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How frames are mapped. */
#ifndef ARM_FRAME_H
#define ARM_FRAME_H

#include "object/frame.h"

/** Entry that maps a frame with @size at @paddr; @rights as in the capability, @attributes as in ARM_Page_Map. */
u64 frame_entry(u64 paddr, unsigned size, unsigned rights, u64 attributes);

#endif
