/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>

#include <core/crc32.h>

#include "plan/plan.h"

static uint8_t *put(uint8_t *at, const void *table, size_t bytes)
{
	if (bytes)
		memcpy(at, table, bytes);
	return at + bytes;
}

struct bytes plan_encode(struct arena *arena, const struct plan *plan)
{
	struct kaal_plan header = plan->header;
	size_t components = header.components_count * sizeof plan->components[0];
	size_t grants = header.grants_count * sizeof plan->grants[0];
	size_t connections = header.connections_count * sizeof plan->connections[0];
	size_t count = sizeof header + components + grants + connections;
	uint8_t *start = arena_alloc(arena, count), *at = start;

	header.magic = KAAL_PLAN_MAGIC;
	header.version = KAAL_PLAN_VERSION;
	header.header_bytes = sizeof header;
	header.bytes = count;
	header.crc32 = 0;
	at = put(at, &header, sizeof header);
	at = put(at, plan->components, components);
	at = put(at, plan->grants, grants);
	put(at, plan->connections, connections);
	header.crc32 = crc32(0, start, count);
	memcpy(start, &header, sizeof header);
	return (struct bytes){ start, count };
}
