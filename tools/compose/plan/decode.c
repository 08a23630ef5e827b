/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A plan out of an image may be anything. */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <core/crc32.h>

#include "plan/plan.h"

static int refuse(char why[PLAN_WHY_BYTES], const char *format, ...) __attribute__((format(printf, 2, 3)));

static int refuse(char why[PLAN_WHY_BYTES], const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(why, PLAN_WHY_BYTES, format, args);
	va_end(args);
	return -EINVAL;
}

static bool ends(const char *text, size_t room)
{
	return memchr(text, 0, room) != NULL;
}

static size_t bytes_of(const struct kaal_plan *header)
{
	return sizeof *header + header->components_count * sizeof(struct kaal_plan_component) +
	       header->grants_count * sizeof(struct kaal_plan_grant) +
	       header->connections_count * sizeof(struct kaal_plan_connection);
}

static uint32_t sum_of(struct bytes bytes, struct kaal_plan header)
{
	uint32_t sum;

	header.crc32 = 0;
	sum = crc32(0, &header, sizeof header);
	return crc32(sum, bytes.at + sizeof header, bytes.count - sizeof header);
}

static int check_header(struct bytes bytes, const struct kaal_plan *header, char why[PLAN_WHY_BYTES])
{
	if (header->magic != KAAL_PLAN_MAGIC)
		return refuse(why, "it is not a plan");
	if (header->version != KAAL_PLAN_VERSION || header->header_bytes != sizeof *header)
		return refuse(why, "it is of version %u, and this tool reads version %u", header->version,
			      KAAL_PLAN_VERSION);
	if (header->components_count > KAAL_PLAN_COMPONENTS_MAX ||
	    header->grants_count > KAAL_PLAN_GRANTS_MAX ||
	    header->connections_count > KAAL_PLAN_CONNECTIONS_MAX)
		return refuse(why, "its tables are larger than any plan's");
	if (header->bytes != bytes.count || bytes_of(header) != bytes.count)
		return refuse(why, "its tables do not fill its %zu bytes", bytes.count);
	if (sum_of(bytes, *header) != header->crc32)
		return refuse(why, "it is damaged (checksum)");
	if (!ends(header->system, sizeof header->system) ||
	    !ends(header->system_version, sizeof header->system_version))
		return refuse(why, "the system's name does not end");
	return 0;
}

static int check_component(const struct plan *plan, unsigned index, uint32_t grants_before,
			   char why[PLAN_WHY_BYTES])
{
	const struct kaal_plan_component *component = &plan->components[index];

	if (!ends(component->name, sizeof component->name) || !component->name[0] ||
	    !ends(component->args, sizeof component->args))
		return refuse(why, "component %u has no proper name or arguments", index);
	if (component->grants_first != grants_before ||
	    component->grants_count > plan->header.grants_count - grants_before)
		return refuse(why, "component %u's grants are not where they belong", index);
	return 0;
}

static int check_grant(const struct plan *plan, unsigned index, char why[PLAN_WHY_BYTES])
{
	const struct kaal_plan_grant *grant = &plan->grants[index];

	if (!ends(grant->name, sizeof grant->name) || !ends(grant->interface, sizeof grant->interface) ||
	    !ends(grant->match, sizeof grant->match))
		return refuse(why, "a text of grant %u does not end", index);
	if (grant->kind == KAAL_NEED_NONE || grant->kind >= KAAL_NEED_KINDS)
		return refuse(why, "grant %u is of unknown kind %u", index, grant->kind);
	if (grant->connection != KAAL_PLAN_NONE && grant->connection >= plan->header.connections_count)
		return refuse(why, "grant %u belongs to no connection that there is", index);
	return 0;
}

/* Is grant @grant one of component @owner's, and an end of connection @connection? */
static bool is_end(const struct plan *plan, uint32_t owner, uint32_t grant, uint32_t connection)
{
	const struct kaal_plan_component *component = &plan->components[owner];

	return grant >= component->grants_first &&
	       grant - component->grants_first < component->grants_count &&
	       plan->grants[grant].connection == connection;
}

static int check_connection(const struct plan *plan, uint32_t index, char why[PLAN_WHY_BYTES])
{
	const struct kaal_plan_connection *connection = &plan->connections[index];
	bool is_roots = connection->client == KAAL_PLAN_NONE;

	if (connection->provider >= plan->header.components_count ||
	    (!is_roots && connection->client >= plan->header.components_count))
		return refuse(why, "connection %u leads to no component that there is", index);
	if (!is_end(plan, connection->provider, connection->provider_grant, index) ||
	    (is_roots ? connection->client_grant != KAAL_PLAN_NONE
		      : !is_end(plan, connection->client, connection->client_grant, index)))
		return refuse(why, "connection %u and its ends contradict each other", index);
	return 0;
}

static int check_tables(const struct plan *plan, char why[PLAN_WHY_BYTES])
{
	uint32_t grants = 0;
	int error = 0;

	for (unsigned i = 0; !error && i < plan->header.components_count; i++) {
		error = check_component(plan, i, grants, why);
		grants += plan->components[i].grants_count;
	}
	if (!error && grants != plan->header.grants_count)
		error = refuse(why, "some grants belong to no component");
	for (unsigned i = 0; !error && i < plan->header.grants_count; i++)
		error = check_grant(plan, i, why);
	for (unsigned i = 0; !error && i < plan->header.connections_count; i++)
		error = check_connection(plan, i, why);
	return error;
}

/* Copies, so that they are aligned whatever the file's place. */
static struct plan tables_of(struct arena *arena, struct bytes bytes, const struct kaal_plan *header)
{
	size_t components = header->components_count * sizeof(struct kaal_plan_component);
	size_t grants = header->grants_count * sizeof(struct kaal_plan_grant);
	size_t connections = header->connections_count * sizeof(struct kaal_plan_connection);
	const char *at = (const char *)bytes.at + sizeof *header;

	return (struct plan){
		.header = *header,
		.components = (void *)arena_copy(arena, at, components),
		.grants = (void *)arena_copy(arena, at + components, grants),
		.connections = (void *)arena_copy(arena, at + components + grants, connections),
	};
}

int plan_decode(struct arena *arena, struct bytes bytes, struct plan *out, char why[PLAN_WHY_BYTES])
{
	struct kaal_plan header;
	struct plan plan;
	int error;

	if (bytes.count < sizeof header)
		return refuse(why, "it is only %zu bytes long", bytes.count);
	memcpy(&header, bytes.at, sizeof header);
	error = check_header(bytes, &header, why);
	if (error)
		return error;
	plan = tables_of(arena, bytes, &header);
	error = check_tables(&plan, why);
	if (!error)
		*out = plan;
	return error;
}

const struct kaal_plan_grant *plan_grants_of(const struct plan *plan,
					     const struct kaal_plan_component *component)
{
	return &plan->grants[component->grants_first];
}

const char *plan_client_name(const struct plan *plan, const struct kaal_plan_connection *connection)
{
	return connection->client == KAAL_PLAN_NONE ? "root" : plan->components[connection->client].name;
}
