/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "object/tcb_space.h"

#include "arch/arch.h"
#include "object/cap_ops.h"
#include "object/cnode.h"
#include "object/frame.h"
#include "sched/sched.h"

/** A capability to be put into one of the TCB's slots; null empties the slot. */
struct tcb_install {
	struct cap cap;
	struct slot *source;
};

/** Check extra capability @source as the frame of a buffer at user address @vaddr. */
static struct result tcb_check_buffer(struct slot *source, u64 vaddr, struct tcb_install *out)
{
	struct derived derived;

	*out = (struct tcb_install){ cap_null(), source };
	if (vaddr == 0)
		return result_ok();
	derived = cap_derive(source, source->cap);
	if (!result_is_ok(derived.result))
		return derived.result;
	out->cap = derived.cap;
	return frame_check_ipc_buffer(derived.cap, vaddr);
}

/** @source's capability with user @data (0: as it is), derived. */
static struct result tcb_check_root(struct slot *source, u64 data, struct tcb_install *out)
{
	struct cap cap = data ? cap_update(source->cap, data, false) : source->cap;
	struct derived derived = cap_derive(source, cap);

	*out = (struct tcb_install){ derived.cap, source };
	return derived.result;
}

/** Check the two roots; their data words are message words @word and the next. */
static struct result tcb_check_roots(const struct invocation *inv, struct tcb *tcb, unsigned word,
				     struct tcb_install *cspace, struct tcb_install *vspace)
{
	struct result result;

	if (slot_delete_is_long(&tcb->slots[TCB_CSPACE]) || slot_delete_is_long(&tcb->slots[TCB_VSPACE]))
		return result_error(seL4_IllegalOperation);
	result = tcb_check_root(inv->extra[0], invocation_word(inv, word), cspace);
	if (!result_is_ok(result))
		return result;
	if (cap_type(cspace->cap) != CAP_CNODE)
		return result_error(seL4_IllegalOperation);
	result = tcb_check_root(inv->extra[1], invocation_word(inv, word + 1), vspace);
	if (!result_is_ok(result))
		return result;
	return arch_cap_is_vspace(vspace->cap) ? result_ok() : result_error(seL4_IllegalOperation);
}

/** Replace what is in @slot. Never long: tcb_check_roots has seen to it, and frames are not. */
static void tcb_install(struct slot *slot, const struct tcb_install *install)
{
	slot_delete(slot);
	if (cap_type(install->cap) != CAP_NULL)
		slot_insert_derived(slot, install->cap, install->source);
}

static void tcb_install_roots(struct tcb *tcb, u64 fault_handler, const struct tcb_install *cspace,
			      const struct tcb_install *vspace)
{
	tcb->fault_handler = fault_handler;
	tcb_install(&tcb->slots[TCB_CSPACE], cspace);
	tcb_install(&tcb->slots[TCB_VSPACE], vspace);
	if (tcb == kernel.current)
		sched_request_choice(); /* so that the new VSpace is loaded */
}

static void tcb_install_buffer(struct tcb *tcb, u64 vaddr, const struct tcb_install *buffer)
{
	tcb->ipc_buffer = vaddr;
	tcb_install(&tcb->slots[TCB_BUFFER], buffer);
}

struct result tcb_configure(const struct invocation *inv, struct tcb *tcb)
{
	struct tcb_install cspace, vspace, buffer;
	struct result result;

	if (inv->length < 4 || !inv->extra[0] || !inv->extra[1] || !inv->extra[2])
		return result_error(seL4_TruncatedMessage);
	result = tcb_check_buffer(inv->extra[2], invocation_word(inv, 3), &buffer);
	if (!result_is_ok(result))
		return result;
	result = tcb_check_roots(inv, tcb, 1, &cspace, &vspace);
	if (!result_is_ok(result))
		return result;

	tcb_install_roots(tcb, invocation_word(inv, 0), &cspace, &vspace);
	tcb_install_buffer(tcb, invocation_word(inv, 3), &buffer);
	return result_ok();
}

struct result tcb_set_space(const struct invocation *inv, struct tcb *tcb)
{
	struct tcb_install cspace, vspace;
	struct result result;

	if (inv->length < 3 || !inv->extra[0] || !inv->extra[1])
		return result_error(seL4_TruncatedMessage);
	result = tcb_check_roots(inv, tcb, 1, &cspace, &vspace);
	if (!result_is_ok(result))
		return result;
	tcb_install_roots(tcb, invocation_word(inv, 0), &cspace, &vspace);
	return result_ok();
}

struct result tcb_set_ipc_buffer(const struct invocation *inv, struct tcb *tcb)
{
	struct tcb_install buffer;
	struct result result;

	if (inv->length < 1 || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	result = tcb_check_buffer(inv->extra[0], invocation_word(inv, 0), &buffer);
	if (!result_is_ok(result))
		return result;
	tcb_install_buffer(tcb, invocation_word(inv, 0), &buffer);
	return result_ok();
}
