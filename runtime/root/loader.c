/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "loader.h"

#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "arch.h"
#include "arch_objects.h"
#include "calls.h"
#include "connections.h"
#include "grants.h"
#include "kernel_calls.h"
#include "layout.h"

enum {
	PAGE_BYTES = 1 << seL4_PageBits,
	OVERHEAD_BYTES = 14 * PAGE_BYTES, /* thread, paging structures, IPC buffer, status page */
	MAX_CONTROLLED_PRIORITY = 0,      /* no component raises a priority */
	ENDS_BITS = BLOCK_BITS_MIN,
};

/* --- what others hold of it ----------------------------------------------------- */

static int make_end_objects(struct component_ends *ends, const struct block *block, seL4_CPtr first)
{
	int error = kernel_retype(block->slot, seL4_EndpointObject, 0, first, 1);

	if (!error)
		error = kernel_retype(block->slot, seL4_NotificationObject, 0, first + 1, 1);
	ends->endpoint = first;
	ends->notification = first + 1;
	return error;
}

static int make_ends(struct root *root, struct component *component)
{
	struct component_ends *ends = &component->ends;
	seL4_CPtr first;
	int error;

	if (ends->block)
		return 0;
	error = slots_take(&root->slots, OWNER_ROOT, 2, &first);
	if (error)
		return error;
	ends->block = memory_take(&root->memory, ENDS_BITS);
	component->ends_are_new = true;
	if (ends->block)
		return make_end_objects(ends, ends->block, first);
	slots_give(&root->slots, first, 2);
	return -ENOMEM;
}

void component_retire(struct root *root, struct component *component)
{
	struct component_ends *ends = &component->ends;

	if (!ends->block)
		return;
	memory_give(&root->memory, ends->block);
	slots_give(&root->slots, ends->endpoint, 2);
	*ends = (struct component_ends){ 0 };
}

/* --- loading -------------------------------------------------------------------- */

static uint64_t image_bytes(const struct component *component)
{
	uint64_t bytes = 0;

	for (unsigned i = 0; i < component->elf.segments_count; i++)
		bytes += page_round_up(component->elf.segments[i].memory_bytes) + PAGE_BYTES;
	return bytes;
}

/* Of everything but the heap. */
static uint64_t fixed_bytes(const struct component *component)
{
	const struct component_layout *layout = &component->layout;

	return image_bytes(component) + layout->stack_bytes + page_round_up(layout->startup_bytes) +
	       (1ull << (component->plan->cnode_bits + seL4_SlotBits)) + OVERHEAD_BYTES;
}

static uint64_t bytes_needed(const struct component *component)
{
	return fixed_bytes(component) + component->layout.heap_bytes;
}

static int make_objects(struct component *component)
{
	struct pool *pool = &component->pool;
	unsigned cnode_bits = component->plan->cnode_bits;
	int error = vspace_create(&component->vspace, pool);

	if (!error)
		error = pool_object(pool, seL4_CapTableObject, cnode_bits, cnode_bits + seL4_SlotBits,
				    &component->cnode);
	if (!error && component->plan->threads_max > 1)
		error = pool_object(pool, seL4_NotificationObject, 0, seL4_NotificationBits,
				    &component->wake);
	return error ? error : pool_object(pool, seL4_TCBObject, 0, seL4_TCBBits, &component->tcb);
}

static int map_ipc_buffer(struct component *component)
{
	int error = pool_frames(&component->pool, 1, &component->ipc_frame);

	return error ? error
		     : vspace_map(&component->vspace, component->ipc_frame, 1, component->layout.ipc_buffer,
				  ELF_READ | ELF_WRITE);
}

/* The status page, in the component and in a place of the root task's. */
static int map_status(struct root *root, struct component *component)
{
	uint64_t own = WINDOW_STATUS + ((uint64_t)component->id << seL4_PageBits);
	seL4_CPtr frame, copy;
	int error = pool_frames(&component->pool, 1, &frame);

	if (!error)
		error = vspace_map(&component->vspace, frame, 1, component->layout.status,
				   ELF_READ | ELF_WRITE);
	if (!error)
		error = slots_take(&root->slots, component->pool.owner, 1, &copy);
	if (!error)
		error = kernel_copy(place_own(copy), frame, seL4_RightsMask);
	if (!error)
		error = vspace_map(&root->vspace, copy, 1, own, ELF_READ);
	if (!error)
		component->status = (const struct kaal_status *)own;
	return error;
}

static int map_all(struct root *root, struct component *component)
{
	const struct component_layout *layout = &component->layout;
	const access_rights writable = ELF_READ | ELF_WRITE;
	int error = segments_load(root, component);

	if (!error)
		error = map_ipc_buffer(component);
	if (!error)
		error = map_status(root, component);
	if (!error)
		error = vspace_map_new(&component->vspace, layout->stack, layout->stack_bytes, writable);
	return error ? error : vspace_map_new(&component->vspace, layout->heap, layout->heap_bytes, writable);
}

static int configure_thread(struct root *root, struct component *component)
{
	const struct component_layout *layout = &component->layout;
	seL4_Word guard = seL4_CNode_CapData_new(0, seL4_WordBits - component->plan->cnode_bits).words[0];
	seL4_UserContext registers = arch_start_registers(
		component->elf.entry, layout->stack + layout->stack_bytes, layout->startup);
	seL4_Error error =
		seL4_TCB_Configure(component->tcb, KAAL_SLOT_FAULT, component->cnode, guard,
				   component->vspace.root, 0, layout->ipc_buffer, component->ipc_frame);

	if (!error)
		error = seL4_TCB_SetSchedParams(component->tcb, seL4_CapInitThreadTCB,
						MAX_CONTROLLED_PRIORITY, component->plan->priority);
	if (!error)
		error = seL4_TCB_WriteRegisters(component->tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers);
	if (!error && grants_provide(root, component))
		error = seL4_TCB_BindNotification(component->tcb, component->ends.notification);
	return -kernel_errno(error);
}

static void describe_failure(struct root *root, const struct component *component, int error,
			     char why[COMPONENT_WHY_BYTES])
{
	if (error == -ENOMEM)
		text_print(why, COMPONENT_WHY_BYTES,
			   "needs about %lu KiB of memory, of which %lu KiB "
			   "are free: lower its heap or give the machine more",
			   bytes_needed(component) >> 10, root->memory.free_bytes >> 10);
	else if (error == -ENOSPC)
		text_print(why, COMPONENT_WHY_BYTES, "there are no capability slots left for it");
	else if (error == -EDQUOT)
		text_print(
			why, COMPONENT_WHY_BYTES,
			"needs about %lu KiB of memory and more capability slots than its limits (%lu KiB, "
			"%u slots) allow",
			bytes_needed(component) >> 10, component->plan->memory_max_bytes >> 10,
			component->plan->slots_max);
	else
		text_print(why, COMPONENT_WHY_BYTES, "cannot be loaded (error %d)", -error);
}

static int build(struct root *root, struct component *component, const char *args,
		 char why[COMPONENT_WHY_BYTES])
{
	int error = make_ends(root, component);

	if (!error)
		error = pool_reserve(&component->pool, fixed_bytes(component));
	if (!error)
		error = make_objects(component);
	if (!error)
		error = map_all(root, component);
	if (!error)
		error = grants_install_fixed(root, component);
	if (!error)
		error = startup_make(root, component, args, why);
	return error ? error : configure_thread(root, component);
}

static void limit(struct root *root, struct component *component)
{
	pool_init(&component->pool, &root->memory, (uint8_t)component->id);
	component->pool.limit_bytes = component->plan->memory_max_bytes;
	root->slots.limit[component->pool.owner] = component->plan->slots_max;
}

int component_load(struct root *root, struct component *component, const char *args,
		   char why[COMPONENT_WHY_BYTES])
{
	int error = -ENOMEM;

	why[0] = 0;
	limit(root, component);
	layout_make(component);
	if (bytes_needed(component) <= root->memory.free_bytes)
		error = build(root, component, args, why);
	if (error) {
		bool kept = component->ends.block && !component->ends_are_new;

		component_unload(root, component, component->state);
		if (!kept)
			component_retire(root, component);
		if (!why[0])
			describe_failure(root, component, error, why);
	}
	return error;
}

int component_wire(struct root *root, struct component *component, char why[COMPONENT_WHY_BYTES])
{
	int error = connections_wire(root, component);

	if (!error && component->ends_are_new)
		error = connections_offer(root, component);
	component->ends_are_new = false;
	component->wired = true;
	if (error)
		text_print(why, COMPONENT_WHY_BYTES, "cannot be connected (error %d)", -error);
	return error;
}

int component_run(struct root *root, struct component *component)
{
	component->supervision.started_ms = root_now_ms(root);
	component->state = KAAL_STATE_STARTING;
	return -kernel_errno(seL4_TCB_Resume(component->tcb));
}

void component_unload(struct root *root, struct component *component, enum kaal_component_state state)
{
	bool ran = component_is_running(component);

	component->state = state;
	if (root->console.owner == component->id)
		root->console.owner = 0;
	broker_release(root, component);
	arch_devices_release(root, component);
	connections_close(root, component);
	pool_empty(&component->pool);
	threads_forget(root, component);
	component->tells_fault = false;
	component->tcb = component->cnode = component->ipc_frame = component->wake = 0;
	component->status = NULL;
	component->wired = false;
	memset(component->syscalls_noted, 0, sizeof component->syscalls_noted);
	if (ran)
		calls_settle(root, component);
}
