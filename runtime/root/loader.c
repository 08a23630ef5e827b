/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "loader.h"

#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "abi/kaal/log.h"
#include "arch.h"
#include "arch_objects.h"
#include "kernel_calls.h"
#include "layout.h"

enum {
	PAGE_BYTES = 1 << seL4_PageBits,
	OVERHEAD_BYTES = 16 * PAGE_BYTES, /* thread, CNode, paging structures, start-up block, ... */
	MAX_CONTROLLED_PRIORITY = 0,      /* no component raises a priority */
};

/* Where in the image a batch of pages lies, and which of its bytes come from the file. */
struct batch {
	uint64_t vaddr;
	size_t pages;
};

/* The part of [vaddr, vaddr + bytes) that the file fills; count 0: none. */
static struct elf_bytes file_part(const struct elf *elf, const struct elf_segment *segment,
				  const struct batch *batch, uint64_t *offset)
{
	uint64_t end = batch->vaddr + (batch->pages << seL4_PageBits);
	uint64_t from = batch->vaddr > segment->vaddr ? batch->vaddr : segment->vaddr;
	uint64_t file_end = segment->vaddr + segment->file_bytes;
	uint64_t to = end < file_end ? end : file_end;

	if (from >= to)
		return (struct elf_bytes){ NULL, 0 };
	*offset = from - batch->vaddr;
	return (struct elf_bytes){ elf->file + segment->offset + (from - segment->vaddr), to - from };
}

static int load_batch(struct root *root, struct component *component, const struct elf_segment *segment,
		      const struct batch *batch)
{
	uint64_t offset = 0;
	struct elf_bytes part = file_part(&component->elf, segment, batch, &offset);
	seL4_CPtr first;
	int error = pool_frames(&component->pool, batch->pages, &first);

	if (!error && part.count)
		error = frames_write(root, first, batch->pages, offset, part.at, part.count);
	if (!error)
		error = vspace_map(&component->vspace, first, batch->pages, batch->vaddr, segment->flags);
	if (!error && segment->flags & ELF_EXECUTE)
		error = arch_code_ready(first, batch->pages);
	return error;
}

static int load_segment(struct root *root, struct component *component, const struct elf_segment *segment)
{
	uint64_t end = page_round_up(segment->vaddr + segment->memory_bytes);
	struct batch batch = { page_round_down(segment->vaddr), 0 };

	for (; batch.vaddr < end; batch.vaddr += batch.pages << seL4_PageBits) {
		int error;

		batch.pages = (end - batch.vaddr) >> seL4_PageBits;
		if (batch.pages > POOL_FRAMES_MAX)
			batch.pages = POOL_FRAMES_MAX;
		error = load_batch(root, component, segment, &batch);
		if (error)
			return error;
	}
	return 0;
}

static int load_image(struct root *root, struct component *component)
{
	for (unsigned i = 0; i < component->elf.segments_count; i++) {
		int error = load_segment(root, component, &component->elf.segments[i]);

		if (error)
			return error;
	}
	return 0;
}

/* The next area of @bytes, behind an unmapped page. */
static uint64_t place_area(uint64_t *cursor, uint64_t bytes)
{
	uint64_t start = *cursor + PAGE_BYTES;

	*cursor = start + page_round_up(bytes);
	return start;
}

/* Where the grant's memory appears; nowhere if it has none. Registers keep their place within a page. */
static void place_grant(uint64_t *cursor, struct kaal_grant *grant)
{
	uint64_t offset = grant->kind == KAAL_NEED_DT_MMIO ? grant->a % PAGE_BYTES : 0;
	uint64_t start;

	if (!grant->bytes && !grant->back_bytes)
		return;
	start = place_area(cursor, offset + grant->bytes + grant->back_bytes) + offset;
	grant->vaddr = grant->bytes ? start : 0;
	grant->back_vaddr = grant->back_bytes ? start + grant->bytes : 0;
}

static uint64_t startup_bytes(const struct component *component)
{
	return sizeof(struct kaal_startup) + component->grants_count * sizeof(struct kaal_grant);
}

static uint64_t align_up(uint64_t vaddr, uint64_t alignment)
{
	return (vaddr + alignment - 1) / alignment * alignment;
}

static void lay_out(struct component *component)
{
	uint64_t cursor = LAYOUT_IMAGE_END;

	component->stack_bytes = page_round_up(component->descriptor.stack_bytes);
	component->heap_bytes = page_round_up(component->descriptor.heap_bytes);
	component->startup_vaddr = place_area(&cursor, startup_bytes(component));
	component->ipc_vaddr = place_area(&cursor, PAGE_BYTES);
	component->status_vaddr = place_area(&cursor, PAGE_BYTES);
	component->stack_base = place_area(&cursor, component->stack_bytes);
	for (unsigned i = 0; i < component->grants_count; i++)
		place_grant(&cursor, &component->grants[i]);
	if (component->heap_bytes >= LARGE_PAGE_BYTES) /* the last area, on large pages of its own */
		cursor = align_up(cursor + PAGE_BYTES, LARGE_PAGE_BYTES) - PAGE_BYTES;
	component->heap_base = place_area(&cursor, component->heap_bytes);
}

static uint64_t bytes_needed(const struct component *component)
{
	uint64_t bytes = component->stack_bytes + component->heap_bytes + OVERHEAD_BYTES;

	for (unsigned i = 0; i < component->elf.segments_count; i++)
		bytes += page_round_up(component->elf.segments[i].memory_bytes) + PAGE_BYTES;
	return bytes;
}

static int make_objects(struct component *component)
{
	struct pool *pool = &component->pool;
	int error = vspace_create(&component->vspace, pool);

	if (!error)
		error = pool_object(pool, seL4_TCBObject, 0, seL4_TCBBits, &component->tcb);
	if (!error)
		error = pool_object(pool, seL4_CapTableObject, COMPONENT_CNODE_BITS,
				    COMPONENT_CNODE_BITS + seL4_SlotBits, &component->cnode);
	if (!error)
		error = pool_object(pool, seL4_EndpointObject, 0, seL4_EndpointBits, &component->endpoint);
	if (!error)
		error = pool_object(pool, seL4_NotificationObject, 0, seL4_NotificationBits,
				    &component->notification);
	return error;
}

static struct kaal_startup describe(const struct root *root, const struct component *component,
				    const char *args)
{
	struct kaal_startup block = {
		.magic = KAAL_STARTUP_MAGIC,
		.version = KAAL_STARTUP_VERSION,
		.id = component->id,
		.priority = component->descriptor.priority,
		.threads_max = 1,
		.log_level = KAAL_LOG_INFO,
		.ipc_buffer = component->ipc_vaddr,
		.status = component->status_vaddr,
		.stack_base = component->stack_base,
		.stack_bytes = component->stack_bytes,
		.heap_base = component->heap_base,
		.heap_bytes = component->heap_bytes,
		.image_phdr = component->elf.phdr_vaddr,
		.image_phdr_count = component->elf.phdr_count,
		.tsc_khz = root->tsc_khz,
		.boot_tsc = root->boot_tsc,
		.grants_count = component->grants_count,
	};

	memcpy(block.name, component->name, sizeof block.name);
	memcpy(block.system, root->bundle.system, sizeof block.system);
	text_print(block.args, sizeof block.args, "%s", args);
	return block;
}

static int map_startup(struct root *root, struct component *component, const char *args)
{
	struct kaal_startup block = describe(root, component, args);
	size_t pages = page_round_up(startup_bytes(component)) >> seL4_PageBits;
	seL4_CPtr first;
	int error = pool_frames(&component->pool, pages, &first);

	if (!error)
		error = frames_write(root, first, pages, 0, &block, sizeof block);
	if (!error)
		error = frames_write(root, first, pages, sizeof block, component->grants,
				     component->grants_count * sizeof component->grants[0]);
	return error ? error
		     : vspace_map(&component->vspace, first, pages, component->startup_vaddr, ELF_READ);
}

static int map_status(struct component *component)
{
	return vspace_map_new(&component->vspace, component->status_vaddr, PAGE_BYTES, ELF_READ | ELF_WRITE);
}

static int map_ipc_buffer(struct component *component)
{
	int error = pool_frames(&component->pool, 1, &component->ipc_frame);

	return error ? error
		     : vspace_map(&component->vspace, component->ipc_frame, 1, component->ipc_vaddr,
				  ELF_READ | ELF_WRITE);
}

/* This side's own capabilities to the connection's frames, mapped. */
static int map_connection(struct root *root, struct component *component, const struct connection *connection,
			  const struct kaal_grant *grant)
{
	uint64_t vaddr = grant->bytes ? grant->vaddr : grant->back_vaddr;
	seL4_CPtr first;
	int error;

	if (!connection->pages)
		return 0;
	error = slots_take(&root->slots, component->pool.owner, connection->pages, &first);
	for (size_t i = 0; !error && i < connection->pages; i++)
		error = kernel_copy(place_own(first + i), connection->frames + i, seL4_RightsMask);
	return error ? error
		     : vspace_map(&component->vspace, first, connection->pages, vaddr, ELF_READ | ELF_WRITE);
}

static int map_connections(struct root *root, struct component *component)
{
	int error = 0;

	for (unsigned i = 0; !error && i < root->plan.connections_count; i++) {
		const struct connection *connection = &root->plan.connections[i];

		if (connection->client == component)
			error = map_connection(root, component, connection,
					       &component->grants[connection->client_grant]);
		if (connection->provider == component)
			error = map_connection(root, component, connection,
					       &component->grants[connection->provider_grant]);
	}
	return error;
}

static int map_all(struct root *root, struct component *component, const char *args)
{
	const access_rights writable = ELF_READ | ELF_WRITE;
	int error = load_image(root, component);

	if (!error)
		error = map_startup(root, component, args);
	if (!error)
		error = map_ipc_buffer(component);
	if (!error)
		error = map_status(component);
	if (!error)
		error = vspace_map_new(&component->vspace, component->stack_base, component->stack_bytes,
				       writable);
	if (!error)
		error = vspace_map_new(&component->vspace, component->heap_base, component->heap_bytes,
				       writable);
	return error ? error : map_connections(root, component);
}

static int configure_thread(struct component *component)
{
	seL4_Word guard = seL4_CNode_CapData_new(0, seL4_WordBits - COMPONENT_CNODE_BITS).words[0];
	seL4_UserContext registers =
		arch_start_registers(component->elf.entry, component->stack_base + component->stack_bytes,
				     component->startup_vaddr);
	seL4_Error error =
		seL4_TCB_Configure(component->tcb, KAAL_SLOT_FAULT, component->cnode, guard,
				   component->vspace.root, 0, component->ipc_vaddr, component->ipc_frame);

	if (!error)
		error = seL4_TCB_SetSchedParams(component->tcb, seL4_CapInitThreadTCB,
						MAX_CONTROLLED_PRIORITY, component->descriptor.priority);
	if (!error)
		error = seL4_TCB_WriteRegisters(component->tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &registers);
	if (!error)
		error = seL4_TCB_BindNotification(component->tcb, component->notification);
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
	else
		text_print(why, COMPONENT_WHY_BYTES, "cannot be loaded (error %d)", -error);
}

static int build(struct root *root, struct component *component, const char *args)
{
	int error = make_objects(component);

	if (!error)
		error = map_all(root, component, args);
	return error ? error : configure_thread(component);
}

int component_load(struct root *root, struct component *component, const char *args,
		   char why[COMPONENT_WHY_BYTES])
{
	int error = -ENOMEM;

	pool_init(&component->pool, &root->memory, (uint8_t)component->id);
	lay_out(component);
	if (bytes_needed(component) <= root->memory.free_bytes)
		error = build(root, component, args);
	if (error) {
		component_unload(root, component, component->state);
		describe_failure(root, component, error, why);
	}
	return error;
}

int component_start(struct root *root, struct component *component, char why[COMPONENT_WHY_BYTES])
{
	int error = grants_install(root, component, why);

	if (error)
		return error;
	component->state = KAAL_STATE_RUNNING;
	error = connections_wire(root, component);
	if (!error)
		error = -kernel_errno(seL4_TCB_Resume(component->tcb));
	if (error)
		text_print(why, COMPONENT_WHY_BYTES, "cannot be started (error %d)", -error);
	return error;
}

void component_unload(struct root *root, struct component *component, enum kaal_component_state state)
{
	component->state = state;
	if (root->console.owner == component->id)
		root->console.owner = 0;
	arch_devices_release(root, component);
	pool_empty(&component->pool);
	component->tcb = component->cnode = component->endpoint = component->notification = 0;
	component->ipc_frame = 0;
	memset(component->syscalls_noted, 0, sizeof component->syscalls_noted);
	connections_wake_clients(root, component);
}
