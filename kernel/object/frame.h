/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Frames: pages of 4 KiB, 2 MiB and 1 GiB, mapped at most once by each capability. How: arch_frame_map. */
#ifndef KERNEL_OBJECT_FRAME_H
#define KERNEL_OBJECT_FRAME_H

#include "abi/sel4/objects.h"
#include "api/invocation.h"
#include "arch_memory.h"
#include "object/objects.h"

enum {
	FRAME_SIZE_SHIFT = 5, /* fields of w0 */
	FRAME_DEVICE = 1 << 7,
	FRAME_RIGHTS_SHIFT = 8,
	FRAME_WRITE = seL4_RightWrite,
	FRAME_READ = seL4_RightRead,
};

/** @param size  0: 4 KiB, 1: 2 MiB, 2: 1 GiB; @mapping: 0, or what the architecture makes of place and ASID */
static inline struct cap cap_frame(u64 paddr, unsigned size, bool device, unsigned rights, u64 mapping)
{
	return cap_make(CAP_FRAME, paddr,
			size << FRAME_SIZE_SHIFT | (device ? FRAME_DEVICE : 0) | rights << FRAME_RIGHTS_SHIFT,
			mapping);
}

static inline unsigned cap_frame_size(struct cap cap)
{
	return (unsigned)cap_field(cap, FRAME_SIZE_SHIFT, 2);
}

static inline unsigned cap_frame_size_bits(struct cap cap)
{
	return 12 + 9 * cap_frame_size(cap);
}

static inline bool cap_frame_device(struct cap cap)
{
	return (cap.w0 & FRAME_DEVICE) != 0;
}

static inline unsigned cap_frame_rights(struct cap cap)
{
	return (unsigned)cap_field(cap, FRAME_RIGHTS_SHIFT, 2);
}

struct cap frame_mask(struct cap cap, u64 rights);

/** Does frame @a contain @b? */
bool frame_covers(struct cap a, struct cap b);

/** Are base, size and device flag equal? */
bool frame_is_same(struct cap a, struct cap b);

/** May @cap be the frame of an IPC buffer at user address @vaddr? OK, IllegalOperation, AlignmentError. */
struct result frame_check_ipc_buffer(struct cap cap, u64 vaddr);

/** The thread's IPC buffer as the kernel sees it, or NULL (ABI sheet 2.3). */
static inline u64 *tcb_ipc_buffer(struct tcb *tcb, bool for_writing)
{
	struct cap frame = tcb->slots[TCB_BUFFER].cap;
	u64 rights = (u64)(for_writing ? FRAME_READ | FRAME_WRITE : FRAME_READ) << FRAME_RIGHTS_SHIFT;
	u64 offset_mask = (1ull << cap_frame_size_bits(frame)) - 1;

	if ((frame.w0 & (31 | FRAME_DEVICE | rights)) != (CAP_FRAME | rights))
		return NULL;
	return kernel_address(cap_paddr(frame) + (tcb->ipc_buffer & offset_mask));
}

#endif
