/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "object/frame.h"

#include "arch/arch.h"
#include "arch_labels.h"

#define RIGHTS ((u64)(FRAME_READ | FRAME_WRITE) << FRAME_RIGHTS_SHIFT)

struct cap frame_mask(struct cap cap, u64 rights)
{
	cap.w0 &= ~RIGHTS | rights << FRAME_RIGHTS_SHIFT;
	return cap;
}

static u64 frame_end(struct cap frame)
{
	return cap_paddr(frame) + (1ull << cap_frame_size_bits(frame));
}

bool frame_covers(struct cap a, struct cap b)
{
	return cap_paddr(b) >= cap_paddr(a) && frame_end(b) <= frame_end(a);
}

bool frame_is_same(struct cap a, struct cap b)
{
	return ((a.w0 ^ b.w0) & ~RIGHTS) == 0;
}

struct result frame_check_ipc_buffer(struct cap cap, u64 vaddr)
{
	if (cap_type(cap) != CAP_FRAME || cap_frame_device(cap))
		return result_error(seL4_IllegalOperation);
	if (vaddr & ((1 << seL4_IPCBufferSizeBits) - 1))
		return result_error(seL4_AlignmentError);
	return result_ok();
}

struct result frame_invoke(const struct invocation *inv)
{
	switch (inv->label) {
	case ARCH_LABEL_PAGE_MAP:
		return arch_frame_map(inv);
	case ARCH_LABEL_PAGE_UNMAP:
		arch_frame_unmap(inv->cap);
		inv->slot->cap.w1 = 0;
		return result_ok();
	case ARCH_LABEL_PAGE_ADDRESS:
		invocation_reply_word(inv, 0, cap_paddr(inv->cap));
		return result_words(1);
	default:
		return arch_frame_invoke(inv);
	}
}
