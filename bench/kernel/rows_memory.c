/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Frames of 4 KiB.
 *
 *   page_map_unmap  Page_Map, then Page_Unmap, in the caller's own address space
 *   retype_frame    Untyped_Retype of an untyped of 4 KiB to a frame, its former frame having
 *                   been deleted: includes clearing the 4 KiB, whenever the kernel does that
 */
#include "invoke.h"

enum { SCRATCH = 0x20000000 };

static struct samples samples;

static void map_unmap_run(void)
{
	seL4_CPtr frame = object_make(ARCH_FRAME, 0);
	seL4_Uint32 ticks;

	page_tables_make(bench.root_vspace, SCRATCH, FRAME_BYTES);
	do {
		ticks = page_map_timed(frame, bench.root_vspace, SCRATCH, seL4_ReadWrite);
		ticks += page_unmap_timed(frame);
	} while (sample_add(&samples, ticks));
}

static void retype_run(void)
{
	seL4_CPtr untyped = object_make(seL4_UntypedObject, seL4_PageBits);
	seL4_CPtr frame = slots_take(1);
	struct sel4_registers words = { { ARCH_FRAME, 0, 0, 0 } };
	seL4_Uint32 ticks;

	do {
		seL4_SetCap(0, CSPACE);
		seL4_SetMR(4, frame);
		seL4_SetMR(5, 1);
		ticks = invoke_timed(untyped, UntypedRetype, 1, 6, &words, "Untyped_Retype");
		cap_delete(frame);
	} while (sample_add(&samples, ticks));
}

void rows_memory(void)
{
	map_unmap_run();
	report_samples("page_map_unmap", &samples, 0);
	retype_run();
	report_samples("retype_frame", &samples, 0);
}
