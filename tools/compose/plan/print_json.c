/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <inttypes.h>

#include "plan/capabilities.h"
#include "plan/dump.h"
#include "source/json.h"

/* One field of a table: "name": value, with a comma before all but the first. */
static void print_number(FILE *out, const char *name, uint64_t value)
{
	fprintf(out, ", \"%s\": %" PRIu64, name, value);
}

/* An index or a bit; null where there is none. */
static void print_index(FILE *out, const char *name, uint32_t value)
{
	if (value == KAAL_PLAN_NONE)
		fprintf(out, ", \"%s\": null", name);
	else
		print_number(out, name, value);
}

static void print_text(FILE *out, const char *name, const char *text)
{
	fprintf(out, ", \"%s\": ", name);
	json_print_text(out, text);
}

static const char *kind_name(uint32_t kind)
{
	static const char *const names[KAAL_NEED_KINDS] = {
		[KAAL_NEED_PROVIDES] = "provides", [KAAL_NEED_USES] = "uses",
		[KAAL_NEED_IOPORTS] = "ports",     [KAAL_NEED_ISA_IRQ] = "isa-irq",
		[KAAL_NEED_MANAGE] = "manage",     [KAAL_NEED_DT_MMIO] = "dt-mmio",
		[KAAL_NEED_DT_IRQ] = "dt-irq",     [KAAL_NEED_DEVICE] = "device",
		[KAAL_NEED_MEMORY] = "memory",     [KAAL_NEED_DMA] = "dma",
		[KAAL_NEED_REGION] = "region",     [KAAL_NEED_IRQ] = "irq",
	};

	return kind < KAAL_NEED_KINDS ? names[kind] : NULL;
}

static void print_grant(const struct kaal_plan_grant *grant, FILE *out)
{
	fputs("{\"kind\": ", out);
	json_print_text(out, kind_name(grant->kind));
	print_text(out, "name", grant->name);
	print_text(out, "interface", grant->interface);
	print_text(out, "match", grant->match);
	print_index(out, "connection", grant->connection);
	print_index(out, "signal", grant->signal);
	print_number(out, "slot", grant->slot);
	print_number(out, "signal_slot", grant->signal_slot);
	print_number(out, "flags", grant->flags);
	print_number(out, "a", grant->a);
	print_number(out, "b", grant->b);
	print_number(out, "c", grant->c);
	fputc('}', out);
}

static void print_grants(const struct plan *plan, const struct kaal_plan_component *component, FILE *out)
{
	const struct kaal_plan_grant *grants = plan_grants_of(plan, component);

	fputs(",\n   \"grants\": [", out);
	for (uint32_t i = 0; i < component->grants_count; i++) {
		fputs(i ? ",\n    " : "\n    ", out);
		print_grant(&grants[i], out);
	}
	fputc(']', out);
}

static void print_capabilities(const struct plan *plan, uint32_t index, struct arena *arena, FILE *out)
{
	size_t count;
	const struct capability *capabilities = plan_capabilities(arena, plan, index, &count);

	fputs(",\n   \"capabilities\": [", out);
	for (size_t i = 0; i < count; i++) {
		fprintf(out, "%s{\"slot\": %" PRIu32, i ? ",\n    " : "\n    ", capabilities[i].slot);
		print_text(out, "type", capabilities[i].type);
		print_text(out, "text", capabilities[i].text);
		fputc('}', out);
	}
	fputc(']', out);
}

static void print_policy(const struct kaal_plan_component *component, FILE *out)
{
	print_number(out, "restart", component->restart);
	print_number(out, "restart_limit", component->restart_limit);
	print_number(out, "restart_window_ms", component->restart_window_ms);
	print_number(out, "backoff_ms", component->backoff_ms);
	print_number(out, "backoff_max_ms", component->backoff_max_ms);
	print_number(out, "heartbeat_ms", component->heartbeat_ms);
	print_number(out, "ready_ms", component->ready_ms);
}

static void print_component(const struct plan *plan, uint32_t index, struct arena *arena, FILE *out)
{
	const struct kaal_plan_component *component = &plan->components[index];

	fprintf(out, "{\"id\": %" PRIu32, index + 1);
	print_text(out, "name", component->name);
	print_text(out, "args", component->args);
	print_index(out, "file", component->file);
	fprintf(out, ", \"on_demand\": %s", component->flags & KAAL_PLAN_ON_DEMAND ? "true" : "false");
	fprintf(out, ", \"manage\": %s", component->flags & KAAL_PLAN_MANAGE ? "true" : "false");
	print_number(out, "priority", component->priority);
	print_number(out, "rank", component->rank);
	print_number(out, "cnode_bits", component->cnode_bits);
	print_number(out, "threads_max", component->threads_max);
	print_number(out, "stack_bytes", component->stack_bytes);
	print_number(out, "heap_bytes", component->heap_bytes);
	print_number(out, "memory_max_bytes", component->memory_max_bytes);
	print_number(out, "dma_max_bytes", component->dma_max_bytes);
	print_number(out, "slots_max", component->slots_max);
	print_number(out, "log_level", component->log_level);
	print_policy(component, out);
	print_grants(plan, component, out);
	print_capabilities(plan, index, arena, out);
	fputc('}', out);
}

static void print_connection(const struct plan *plan, const struct kaal_plan_connection *connection,
			     FILE *out)
{
	fputs("{\"client\": ", out);
	json_print_text(out,
			connection->client == KAAL_PLAN_NONE ? NULL : plan_client_name(plan, connection));
	print_text(out, "provider", plan->components[connection->provider].name);
	print_text(out, "interface", plan->grants[connection->provider_grant].interface);
	print_index(out, "client_grant", connection->client_grant);
	print_index(out, "provider_grant", connection->provider_grant);
	print_number(out, "forward_bytes", connection->forward_bytes);
	print_number(out, "backward_bytes", connection->backward_bytes);
	print_number(out, "data_bytes", connection->data_bytes);
	fputc('}', out);
}

void plan_print_json(const struct plan *plan, struct arena *arena, FILE *out)
{
	const struct kaal_plan *header = &plan->header;

	fputs("{\"system\": ", out);
	json_print_text(out, header->system);
	print_text(out, "version", header->system_version);
	fputs(",\n \"components\": [", out);
	for (uint32_t i = 0; i < header->components_count; i++) {
		fputs(i ? ",\n  " : "\n  ", out);
		print_component(plan, i, arena, out);
	}
	fputs("],\n \"connections\": [", out);
	for (uint32_t i = 0; i < header->connections_count; i++) {
		fputs(i ? ",\n  " : "\n  ", out);
		print_connection(plan, &plan->connections[i], out);
	}
	fputs("]}\n", out);
}
