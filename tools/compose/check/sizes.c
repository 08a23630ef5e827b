/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "check/sizes.h"

#include <inttypes.h>

#include "abi/kaal/ring.h"

enum {
	PAGE = 4096,
	LARGE_PAGE = 2 << 20,
	TCB_BYTES = 2048,
	SLOT_BYTES = 32,
	OBJECTS = 16,            /* thread, CNode, endpoint, notification, VSpace, paging structures, ... */
	PAGING_BYTES = 8 * PAGE, /* besides a page table for each 2 MiB */
	INITIAL_SLOTS = 512,     /* of the root task: untypeds, paging structures, what is fixed */
};

static uint64_t pages_of(uint64_t bytes)
{
	return (bytes + PAGE - 1) / PAGE;
}

static void add(struct size *to, struct size what)
{
	to->bytes += what.bytes;
	to->slots += what.slots;
}

/* Memory in pages of 4 KiB, a capability each. */
static struct size in_pages(uint64_t bytes)
{
	return (struct size){ pages_of(bytes) * PAGE, pages_of(bytes) };
}

/* A heap that is large enough is made of large pages as far as possible. */
static struct size in_large_pages(uint64_t bytes)
{
	uint64_t large = bytes / LARGE_PAGE;
	struct size size = in_pages(bytes - large * LARGE_PAGE);

	add(&size, (struct size){ large * LARGE_PAGE, large });
	return size;
}

static struct size image_of(const struct program *program)
{
	struct size size = { 0, 0 };

	for (unsigned int i = 0; program && i < program->elf.segments_count; i++) {
		const struct elf_segment *segment = &program->elf.segments[i];

		add(&size, in_pages(segment->vaddr % PAGE + segment->memory_bytes));
	}
	return size;
}

static struct size objects_of(const struct component *component)
{
	const struct kaal_plan_component *row = &component->row;
	struct size size = {
		PAGING_BYTES + row->threads_max * (uint64_t)TCB_BYTES +
			((uint64_t)SLOT_BYTES << row->cnode_bits),
		OBJECTS + row->threads_max,
	};
	uint64_t startup = sizeof(struct kaal_startup) + row->grants_count * sizeof(struct kaal_grant);

	add(&size, in_pages(startup));
	add(&size, in_pages((uint64_t)row->threads_max * PAGE)); /* IPC buffers */
	add(&size, in_pages(sizeof(struct kaal_status)));
	return size;
}

/* What it may ask for when it runs. */
static struct size wishes_of(const struct component *component)
{
	struct size size = { 0, 0 };

	for (size_t i = 0; i < component->needs_count; i++) {
		const struct kaal_need *row = &component->needs[i]->row;

		if (row->kind == KAAL_NEED_MEMORY || row->kind == KAAL_NEED_DMA)
			add(&size, in_pages(row->a));
	}
	return size;
}

static struct size component_size(const struct component *component)
{
	struct size size = image_of(component->program);

	add(&size, in_pages(component->row.stack_bytes));
	add(&size, in_large_pages(component->row.heap_bytes));
	add(&size, objects_of(component));
	add(&size, wishes_of(component));
	size.bytes += pages_of(size.bytes) / 512 * PAGE; /* page tables */
	return size;
}

static uint64_t ring_bytes(uint64_t data)
{
	return data ? pages_of(KAAL_RING_HEADER_BYTES + data) * PAGE : 0;
}

/* The memory once, its capabilities three times: the root task's own, and each side's mapping. */
static struct size connection_size(const struct kaal_plan_connection *connection)
{
	struct size size = in_pages(ring_bytes(connection->forward_bytes) +
				    ring_bytes(connection->backward_bytes) + connection->data_bytes);

	size.slots *= 3;
	return size;
}

struct sizes sizes_of(const struct resolved *resolved, uint64_t image_bytes)
{
	size_t count = resolved->components_count;
	struct sizes sizes = { .components = arena_alloc(resolved->arena, count * sizeof(struct size)) };

	for (size_t i = 0; i < count; i++) {
		sizes.components[i] = component_size(resolved->components[i]);
		add(&sizes.total, sizes.components[i]);
	}
	for (uint32_t i = 0; i < resolved->plan.header.connections_count; i++)
		add(&sizes.connections, connection_size(&resolved->plan.connections[i]));
	sizes.image = in_pages(image_bytes);
	sizes.image.slots += INITIAL_SLOTS;
	add(&sizes.total, sizes.connections);
	add(&sizes.total, sizes.image);
	return sizes;
}

/* --- does it fit? ---------------------------------------------------------------- */

static const char *kib(const struct resolved *resolved, uint64_t bytes)
{
	return arena_print(resolved->arena, "%" PRIu64 " KiB", (bytes + 1023) >> 10);
}

static const char *number(const struct resolved *resolved, uint64_t value)
{
	return arena_print(resolved->arena, "%" PRIu64, value);
}

/* The one that takes most, which is where to begin. */
static size_t largest(const struct resolved *resolved, const struct sizes *sizes)
{
	size_t index = 0;

	for (size_t i = 1; i < resolved->components_count; i++)
		if (sizes->components[i].bytes > sizes->components[index].bytes)
			index = i;
	return index;
}

static void check_memory(const struct resolved *resolved, const struct sizes *sizes, uint64_t memory,
			 uint64_t kernel, struct source_range at)
{
	size_t most = largest(resolved, sizes);

	if (!memory || sizes->total.bytes + kernel <= memory)
		return;
	diagnostic_report(resolved->diagnostics, MESSAGE_MEMORY_SHORT, at,
			  kib(resolved, sizes->total.bytes + kernel), kib(resolved, memory),
			  resolved->components[most]->name, kib(resolved, sizes->components[most].bytes));
}

static void check_slots(const struct resolved *resolved, const struct sizes *sizes,
			const struct machine *machine)
{
	uint64_t slots = 1ull << machine->radix;
	const char *kernel = machine->kernel ? machine->kernel : "the kernel";

	if (sizes->image.slots > slots)
		diagnostic_report(resolved->diagnostics, MESSAGE_IMAGE_LARGE, SOURCE_NOWHERE,
				  kib(resolved, sizes->image.bytes), number(resolved, sizes->image.slots),
				  kernel, number(resolved, slots));
	else if (sizes->total.slots > slots)
		diagnostic_report(resolved->diagnostics, MESSAGE_SLOTS_SHORT, SOURCE_NOWHERE,
				  number(resolved, sizes->total.slots), number(resolved, slots), kernel);
}

/* A quota that the component exceeds by being started. */
static void check_quotas(const struct resolved *resolved, const struct sizes *sizes)
{
	for (size_t i = 0; i < resolved->components_count; i++) {
		const struct component *component = resolved->components[i];
		uint64_t bytes = sizes->components[i].bytes - wishes_of(component).bytes;

		if (component->row.memory_max_bytes && bytes > component->row.memory_max_bytes)
			diagnostic_report(resolved->diagnostics, MESSAGE_QUOTA_SHORT,
					  component->model->memory.at, component->name, kib(resolved, bytes),
					  kib(resolved, component->row.memory_max_bytes));
	}
}

static uint64_t components_bytes(const struct resolved *resolved, const struct sizes *sizes)
{
	return sizes->total.bytes - sizes->image.bytes;
}

static void check_threads(const struct resolved *resolved, const struct model_number *limit)
{
	uint64_t threads = 0;

	for (size_t i = 0; i < resolved->components_count; i++)
		threads += resolved->components[i]->row.threads_max;
	if (limit->value && threads > limit->value)
		diagnostic_report(resolved->diagnostics, MESSAGE_RESOURCES_SHORT, limit->at, "threads",
				  number(resolved, threads), number(resolved, limit->value));
}

/* [resources] */
static void check_resources(const struct resolved *resolved, const struct sizes *sizes)
{
	const struct model_resources *limits = &resolved->model->resources;
	uint64_t bytes = components_bytes(resolved, sizes);
	uint64_t slots = sizes->total.slots - sizes->image.slots;

	if (limits->memory.value && bytes > limits->memory.value)
		diagnostic_report(resolved->diagnostics, MESSAGE_RESOURCES_SHORT, limits->memory.at, "memory",
				  kib(resolved, bytes), kib(resolved, limits->memory.value));
	if (limits->slots.value && slots > limits->slots.value)
		diagnostic_report(resolved->diagnostics, MESSAGE_RESOURCES_SHORT, limits->slots.at, "slots",
				  number(resolved, slots), number(resolved, limits->slots.value));
	check_threads(resolved, &limits->threads);
}

void sizes_check(const struct resolved *resolved, const struct sizes *sizes, const struct machine *machine)
{
	check_memory(resolved, sizes, machine->memory_bytes, machine->kernel_bytes,
		     resolved->model->system.memory.at);
	check_slots(resolved, sizes, machine);
	check_quotas(resolved, sizes);
	check_resources(resolved, sizes);
}
