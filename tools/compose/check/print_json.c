/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <inttypes.h>

#include "check/authority.h"
#include "check/check.h"
#include "source/json.h"

static const char *truth(bool value)
{
	return value ? "true" : "false";
}

static void print_component(const struct check *check, uint32_t index, FILE *out)
{
	const struct component *component = check->resolved->components[index];

	fputs("{\"name\": ", out);
	json_print_text(out, component->name);
	fputs(", \"added_for\": ", out);
	json_print_text(out, component->added_for);
	fprintf(out, ", \"priority\": %" PRIu32 ", \"rank\": %" PRIu32, component->row.priority,
		component->row.rank);
	fprintf(out, ", \"driver\": %s, \"masters_bus\": %s, \"manages\": %s",
		truth(component_is_driver(component)), truth(component_masters_bus(component)),
		truth(component->row.flags & KAAL_PLAN_MANAGE));
	fprintf(out, ", \"bytes\": %" PRIu64 ", \"slots\": %" PRIu64, check->sizes.components[index].bytes,
		check->sizes.components[index].slots);
	fprintf(out, ", \"lines\": %" PRIu64 ", \"trusted_lines\": %" PRIu64 "}", check->trust.own[index],
		check->trust.all[index]);
}

static void print_components(const struct check *check, FILE *out)
{
	fputs(",\n \"components\": [", out);
	for (uint32_t i = 0; i < check->resolved->components_count; i++) {
		fputs(i ? ",\n  " : "\n  ", out);
		print_component(check, i, out);
	}
	fputc(']', out);
}

static void print_asserts(const struct check *check, FILE *out)
{
	fputs(",\n \"asserts\": [", out);
	for (size_t i = 0; i < check->resolved->model->asserts_count; i++) {
		fputs(i ? ",\n  {\"text\": " : "\n  {\"text\": ", out);
		json_print_text(out, check->verdicts[i].text);
		fprintf(out, ", \"holds\": %s}", truth(check->verdicts[i].holds));
	}
	fputc(']', out);
}

static void print_totals(const struct check *check, FILE *out)
{
	const struct trust *trust = &check->trust;

	fprintf(out,
		",\n \"image_bytes\": %" PRIu64 ", \"memory_bytes\": %" PRIu64 ", \"memory_limit\": %" PRIu64
		", \"slots\": %" PRIu64 ", \"slots_limit\": %u",
		check->sizes.image.bytes, check->sizes.total.bytes + check->machine.kernel_bytes,
		check->machine.memory_bytes, check->sizes.total.slots, 1u << check->machine.radix);
	fprintf(out,
		",\n \"trusted_lines\": {\"kernel\": %" PRIu64 ", \"root\": %" PRIu64
		", \"runtime\": %" PRIu64 ", \"libc\": %" PRIu64 ", \"total\": %" PRIu64 "}",
		trust->kernel, trust->root, trust->runtime, trust->libc, trust->total);
}

void check_print_json(const struct check *check, FILE *out)
{
	const struct resolved *resolved = check->resolved;

	fputs("{\"system\": ", out);
	json_print_text(out, resolved->name);
	fputs(", \"version\": ", out);
	json_print_text(out, resolved->version);
	fprintf(out, ", \"ok\": %s, \"connections\": %" PRIu32, truth(resolved->diagnostics->errors == 0),
		resolved->plan.header.connections_count);
	print_totals(check, out);
	print_components(check, out);
	print_asserts(check, out);
	fputs("}\n", out);
}
