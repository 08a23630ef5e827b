/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <inttypes.h>

#include "plan/capabilities.h"
#include "plan/dump.h"

static const char *const policies[] = {
	[KAAL_RESTART_NEVER] = "never",
	[KAAL_RESTART_ON_FAULT] = "on fault",
	[KAAL_RESTART_ALWAYS] = "always",
};

static void print_restart(const struct kaal_plan_component *component, FILE *out)
{
	if (component->restart == KAAL_RESTART_NEVER || component->restart > KAAL_RESTART_ALWAYS)
		return;
	fprintf(out, "  restarted   %s", policies[component->restart]);
	if (component->restart_limit)
		fprintf(out, ", %" PRIu32 " times in %" PRIu32 " ms at most", component->restart_limit,
			component->restart_window_ms);
	fprintf(out, ", after %" PRIu32 " ms, doubled up to %" PRIu32 " ms\n", component->backoff_ms,
		component->backoff_max_ms);
}

static void print_quotas(const struct kaal_plan_component *component, FILE *out)
{
	if (component->memory_max_bytes)
		fprintf(out, "  quota       %" PRIu64 " KiB of memory\n", component->memory_max_bytes >> 10);
	if (component->dma_max_bytes)
		fprintf(out, "  quota       %" PRIu64 " KiB of it in DMA pools\n",
			component->dma_max_bytes >> 10);
	if (component->slots_max)
		fprintf(out, "  quota       %" PRIu32 " capability slots\n", component->slots_max);
}

static void print_limits(const struct kaal_plan_component *component, FILE *out)
{
	fprintf(out, "  priority    %" PRIu32 ", rank %" PRIu32 "%s\n", component->priority, component->rank,
		component->flags & KAAL_PLAN_ON_DEMAND ? ", on demand" : "");
	fprintf(out,
		"  limits      stack %" PRIu64 " KiB, heap %" PRIu64 " KiB, threads %" PRIu32 ", slots %u\n",
		component->stack_bytes >> 10, component->heap_bytes >> 10, component->threads_max,
		1u << component->cnode_bits);
	print_quotas(component, out);
	print_restart(component, out);
	if (component->heartbeat_ms)
		fprintf(out, "  heartbeat   every %" PRIu32 " ms\n", component->heartbeat_ms);
	if (component->ready_ms)
		fprintf(out, "  ready       within %" PRIu32 " ms\n", component->ready_ms);
	if (component->args[0])
		fprintf(out, "  arguments   %s\n", component->args);
	if (component->flags & KAAL_PLAN_MANAGE)
		fputs("  manages     the system\n", out);
}

static void print_grants(const struct plan *plan, const struct kaal_plan_component *component,
			 struct arena *arena, FILE *out)
{
	const struct kaal_plan_grant *grants = plan_grants_of(plan, component);

	for (uint32_t i = 0; i < component->grants_count; i++) {
		fprintf(out, "  grant       %s", plan_grant_text(arena, plan, &grants[i]));
		if (grants[i].signal != KAAL_PLAN_NONE)
			fprintf(out, ", bit %" PRIu32, grants[i].signal);
		fputc('\n', out);
	}
}

static void print_capabilities(const struct plan *plan, uint32_t index, struct arena *arena, FILE *out)
{
	size_t count;
	const struct capability *capabilities = plan_capabilities(arena, plan, index, &count);

	for (size_t i = 0; i < count; i++)
		fprintf(out, "  slot %-6" PRIu32 " %-12s  %s\n", capabilities[i].slot, capabilities[i].type,
			capabilities[i].text);
}

static void print_connection(const struct plan *plan, const struct kaal_plan_connection *connection,
			     FILE *out)
{
	fprintf(out, "  %s -> %s (%s)", plan_client_name(plan, connection),
		plan->components[connection->provider].name,
		plan->grants[connection->provider_grant].interface);
	if (connection->forward_bytes)
		fprintf(out, ", ring of %" PRIu64 " bytes", connection->forward_bytes);
	if (connection->backward_bytes)
		fprintf(out, ", ring back of %" PRIu64 " bytes", connection->backward_bytes);
	if (connection->data_bytes)
		fprintf(out, ", %" PRIu64 " bytes shared", connection->data_bytes);
	fputc('\n', out);
}

void plan_print(const struct plan *plan, struct arena *arena, FILE *out)
{
	const struct kaal_plan *header = &plan->header;

	fprintf(out, "system %s %s\n", header->system, header->system_version);
	for (uint32_t i = 0; i < header->components_count; i++) {
		fprintf(out, "\n%" PRIu32 " %s\n", i + 1, plan->components[i].name);
		print_limits(&plan->components[i], out);
		print_grants(plan, &plan->components[i], arena, out);
		print_capabilities(plan, i, arena, out);
	}
	fprintf(out, "\nconnections: %" PRIu32 "\n", header->connections_count);
	for (uint32_t i = 0; i < header->connections_count; i++)
		print_connection(plan, &plan->connections[i], out);
}
