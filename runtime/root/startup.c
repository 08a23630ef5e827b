/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The start-up block: written through the copy window while what it tells of is made. */
#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "connections.h"
#include "grants.h"
#include "layout.h"
#include "loader.h"

/* The block, mapped where the root task can write. */
static struct kaal_startup *const block = (struct kaal_startup *)WINDOW_COPY;

_Static_assert(sizeof(struct kaal_startup) + PLAN_COMPONENT_GRANTS_MAX * sizeof(struct kaal_grant) <=
		       WINDOW_COPY_PAGES << seL4_PageBits,
	       "the largest start-up block fits the copy window");

static void write_head(const struct root *root, const struct component *component, const char *args)
{
	const struct component_layout *layout = &component->layout;

	*block = (struct kaal_startup){
		.magic = KAAL_STARTUP_MAGIC,
		.version = KAAL_STARTUP_VERSION,
		.id = component->id,
		.priority = component->plan->priority,
		.threads_max = component->plan->threads_max,
		.log_level = component->plan->log_level,
		.restarts = component->supervision.restarts,
		.ipc_buffer = layout->ipc_buffer,
		.status = layout->status,
		.stack_base = layout->stack,
		.stack_bytes = layout->stack_bytes,
		.heap_base = layout->heap,
		.heap_bytes = layout->heap_bytes,
		.image_phdr = component->elf.phdr_vaddr,
		.image_phdr_count = component->elf.phdr_count,
		.tsc_khz = root->tsc_khz,
		.boot_tsc = root->boot_tsc,
	};
	memcpy(block->name, component->plan->name, sizeof block->name);
	memcpy(block->system, root->plan.header->system, sizeof block->system);
	text_print(block->args, sizeof block->args, "%s", args);
}

static unsigned data_frame_bits(const struct root *root, const struct kaal_plan_grant *grant)
{
	return grant->connection == KAAL_PLAN_NONE ? 0 : root->connections[grant->connection].data.frame_bits;
}

static int add_grant(struct root *root, struct component *component, const struct kaal_plan_grant *plan,
		     uint64_t *cursor, char why[COMPONENT_WHY_BYTES])
{
	struct kaal_grant grant;
	int error = grant_describe(root, component, plan, &grant, why);

	if (error)
		return error == -ENOENT ? 0 : error;
	layout_place_grant(cursor, &grant, data_frame_bits(root, plan));
	block->grants[block->grants_count++] = grant;
	return grant_give(root, component, plan, &grant, why);
}

static int write_block(struct root *root, struct component *component, const char *args,
		       char why[COMPONENT_WHY_BYTES])
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);
	uint64_t cursor = component->layout.grants;
	int error = 0;

	write_head(root, component, args);
	for (uint32_t i = 0; !error && i < component->plan->grants_count; i++)
		error = add_grant(root, component, &grants[i], &cursor, why);
	return error;
}

int startup_make(struct root *root, struct component *component, const char *args,
		 char why[COMPONENT_WHY_BYTES])
{
	size_t pages = page_round_up(component->layout.startup_bytes) >> seL4_PageBits;
	seL4_CPtr first;
	int error = pool_frames(&component->pool, pages, &first);

	if (error)
		return error;
	error = vspace_map(&root->vspace, first, pages, WINDOW_COPY, ELF_READ | ELF_WRITE);
	if (!error)
		error = write_block(root, component, args, why);
	vspace_unmap(first, pages);
	return error ? error
		     : vspace_map(&component->vspace, first, pages, component->layout.startup, ELF_READ);
}
