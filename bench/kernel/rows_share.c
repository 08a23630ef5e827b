/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * share_1000_frames_100_vspaces: a page cache's life. Each of 1000 frames is mapped
 * in each of 100 address spaces, with a capability of its own for each mapping: the
 * mean of one CNode_Copy and one Page_Map over all 100,000. Page tables are there
 * already.
 */
#include "invoke.h"

enum { FRAMES = 1000, VSPACES = 100, BASE = 0x40000000 };

static seL4_Word share_with(seL4_CPtr vspace, seL4_CPtr frames)
{
	seL4_CPtr copies = slots_take(FRAMES);
	seL4_Word ticks = 0;

	for (seL4_Word i = 0; i < FRAMES; i++) {
		ticks += cap_copy_timed(copies + i, frames + i);
		ticks += page_map_timed(copies + i, vspace, BASE + i * FRAME_BYTES, seL4_CanRead);
	}
	return ticks;
}

void rows_share(void)
{
	seL4_CPtr frames = objects_make(ARCH_FRAME, FRAMES);
	seL4_Word ticks = 0;

	for (unsigned i = 0; i < VSPACES; i++)
		ticks += share_with(vspace_make(BASE, FRAMES * FRAME_BYTES), frames);
	report_value("share_1000_frames_100_vspaces", (ticks + FRAMES * VSPACES / 2) / (FRAMES * VSPACES));
}
