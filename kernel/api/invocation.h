/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One invocation of a capability: what every object's handler gets. */
#ifndef KERNEL_API_INVOCATION_H
#define KERNEL_API_INVOCATION_H

#include "abi/sel4/labels.h"
#include "abi/sel4/message.h"
#include "api/result.h"
#include "object/objects.h"

struct invocation {
	struct tcb *thread; /* the invoker, always the current thread */
	struct slot *slot;  /* where the invoked capability stands */
	struct cap cap;     /* its value */
	u64 label;
	u64 length;                               /* message words, at most 120; at most 4 without buffer */
	u64 *buffer;                              /* the invoker's IPC buffer as words, or NULL */
	struct slot *extra[seL4_MsgMaxExtraCaps]; /* NULL from the first one missing */
	bool call;                                /* a reply is wanted */
};

/** Message word @index (0..119, below inv->length: the caller has checked). */
static inline u64 invocation_word(const struct invocation *inv, unsigned index)
{
	return index < seL4_FastMessageRegisters ? inv->thread->context.reg[arch_message_register(index)]
						 : inv->buffer[1 + index];
}

/*
 * Handlers, one per object type, each in the file of its object. All checks come
 * before any change, in the order of the ABI; the invoker's registers are written
 * only by a handler that returns reply words (invocation_reply_word).
 */
struct result untyped_invoke(const struct invocation *inv);
struct result cnode_invoke(const struct invocation *inv);
struct result tcb_invoke(const struct invocation *inv);
struct result irq_control_invoke(const struct invocation *inv);
struct result irq_handler_invoke(const struct invocation *inv);
struct result domain_invoke(const struct invocation *inv);
struct result asid_control_invoke(const struct invocation *inv);
struct result asid_pool_invoke(const struct invocation *inv);
struct result frame_invoke(const struct invocation *inv);

/**
 * Write reply word @index (0..119) of a Call. Words past the fourth need a buffer
 * and are dropped without one. Does nothing when no reply is wanted.
 */
void invocation_reply_word(const struct invocation *inv, unsigned index, u64 value);

#endif
