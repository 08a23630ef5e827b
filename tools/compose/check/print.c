/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <inttypes.h>

#include "check/authority.h"
#include "check/check.h"

static const char *remark_of(const struct component *component)
{
	if (component->is_unknown)
		return "not built";
	if (component_masters_bus(component))
		return "masters the bus";
	if (component_is_driver(component))
		return "driver";
	return component->row.flags & KAAL_PLAN_MANAGE ? "manages" : "";
}

static void print_component(const struct check *check, uint32_t index, FILE *out)
{
	const struct component *component = check->resolved->components[index];

	fprintf(out, "%-23s %4" PRIu32 " %4" PRIu32 " %9" PRIu64 " %8" PRIu64 " %9" PRIu64 "  %s\n",
		component->name, component->row.priority, component->row.rank,
		check->sizes.components[index].bytes >> 10, check->trust.own[index], check->trust.all[index],
		remark_of(component));
}

static void print_sizes(const struct check *check, FILE *out)
{
	const struct sizes *sizes = &check->sizes;

	fprintf(out, "\nimage       %" PRIu64 " KiB\n", sizes->image.bytes >> 10);
	fprintf(out, "memory      %" PRIu64 " of %" PRIu64 " KiB\n",
		(sizes->total.bytes + check->machine.kernel_bytes) >> 10, check->machine.memory_bytes >> 10);
	fprintf(out, "slots       %" PRIu64 " of %u\n", sizes->total.slots, 1u << check->machine.radix);
}

static void print_trust(const struct check *check, FILE *out)
{
	const struct trust *trust = &check->trust;

	if (!trust->kernel)
		fputs("trusted     lines of KaaL itself are not known here\n", out);
	fprintf(out,
		"trusted     %" PRIu64 " lines: kernel %" PRIu64 ", root task %" PRIu64 ", runtime %" PRIu64
		", libc %" PRIu64 ", components %" PRIu64 "\n",
		trust->total, trust->kernel, trust->root, trust->runtime, trust->libc,
		trust->total - trust->kernel - trust->root - trust->runtime - trust->libc);
}

static void print_masters(const struct check *check, FILE *out)
{
	for (size_t i = 0; i < check->resolved->components_count; i++)
		if (component_masters_bus(check->resolved->components[i]))
			fprintf(out,
				"trusted     %s masters the bus: without an IOMMU it can reach all memory\n",
				check->resolved->components[i]->name);
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

void check_print(const struct check *check, FILE *out)
{
	const struct resolved *resolved = check->resolved;

	fprintf(out, "%s %s: %zu component%s, %" PRIu32 " connection%s\n\n", resolved->name,
		resolved->version, resolved->components_count, plural(resolved->components_count),
		resolved->plan.header.connections_count, plural(resolved->plan.header.connections_count));
	fprintf(out, "%-23s %4s %4s %9s %8s %9s\n", "COMPONENT", "PRIO", "RANK", "KIB", "LINES", "TRUSTED");
	for (uint32_t i = 0; i < resolved->components_count; i++)
		print_component(check, i, out);
	print_sizes(check, out);
	print_trust(check, out);
	print_masters(check, out);
	for (size_t i = 0; i < resolved->model->asserts_count; i++)
		fprintf(out, "assert      %s: %s\n", check->verdicts[i].text,
			check->verdicts[i].holds ? "proved" : "NOT so");
}
