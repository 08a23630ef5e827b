/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "plan.h"

#include <core/crc32.h>
#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "abi/kaal/ring.h"

enum { PAGE_BYTES = 4096 };

static int refuse(char why[PLAN_WHY_BYTES], const char *text)
{
	text_print(why, PLAN_WHY_BYTES, "%s", text);
	return -EINVAL;
}

static uint64_t tables_bytes(const struct kaal_plan *header)
{
	return header->components_count * sizeof(struct kaal_plan_component) +
	       header->grants_count * sizeof(struct kaal_plan_grant) +
	       header->connections_count * sizeof(struct kaal_plan_connection);
}

static bool counts_fit(const struct kaal_plan *header)
{
	return header->components_count <= KAAL_PLAN_COMPONENTS_MAX &&
	       header->grants_count <= KAAL_PLAN_GRANTS_MAX &&
	       header->connections_count <= KAAL_PLAN_CONNECTIONS_MAX;
}

static uint32_t plan_sum(struct kaal_plan header, const uint8_t *bytes)
{
	header.crc32 = 0;
	return crc32(crc32(0, &header, sizeof header), bytes + sizeof header, header.bytes - sizeof header);
}

static bool names_end(const struct kaal_plan *header)
{
	return strnlen(header->system, sizeof header->system) < sizeof header->system &&
	       strnlen(header->system_version, sizeof header->system_version) < sizeof header->system_version;
}

static int check_header(const struct kaal_plan *header, size_t count, char why[PLAN_WHY_BYTES])
{
	if (count < sizeof *header)
		return refuse(why, "it is too short");
	if (header->magic != KAAL_PLAN_MAGIC)
		return refuse(why, "it is not a plan");
	if (header->version != KAAL_PLAN_VERSION || header->header_bytes != sizeof *header)
		return refuse(why, "it was made for another version of the root task");
	if (header->bytes > count)
		return refuse(why, "it is truncated");
	if (!counts_fit(header) || header->bytes != sizeof *header + tables_bytes(header))
		return refuse(why, "its tables do not fit");
	if (plan_sum(*header, (const uint8_t *)header) != header->crc32)
		return refuse(why, "it is damaged (checksum)");
	return names_end(header) ? 0 : refuse(why, "the system's name has no end");
}

int plan_open(struct plan *plan, const void *bytes, size_t count, unsigned files_count,
	      char why[PLAN_WHY_BYTES])
{
	const struct kaal_plan *header = bytes;
	int error = check_header(header, count, why);

	if (error)
		return error;
	plan->header = header;
	plan->components = (const struct kaal_plan_component *)(header + 1);
	plan->grants = (const struct kaal_plan_grant *)(plan->components + header->components_count);
	plan->connections = (const struct kaal_plan_connection *)(plan->grants + header->grants_count);
	return plan_check(plan, files_count, why);
}

int plan_find(const struct plan *plan, const char *name)
{
	for (unsigned i = 0; i < plan->header->components_count; i++)
		if (strcmp(plan->components[i].name, name) == 0)
			return (int)i;
	return -1;
}

uint64_t plan_ring_bytes(uint64_t data_bytes)
{
	if (!data_bytes)
		return 0;
	return (KAAL_RING_HEADER_BYTES + data_bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
}
