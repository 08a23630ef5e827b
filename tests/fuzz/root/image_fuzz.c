/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Any bytes as what the root task reads of its image: a plan or a bundle. Sizes and checksums
 * are put right, or nothing would get past them. What is accepted must hold together.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <core/crc32.h>

#include "bundle.h"
#include "plan.h"

enum { FILES = 4 };

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size);

static void must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "invariant: %s\n", what);
	abort();
}

/* --- plans ---------------------------------------------------------------- */

static void seal_plan(uint8_t *bytes, size_t size)
{
	struct kaal_plan header;

	memcpy(&header, bytes, sizeof header);
	header.magic = KAAL_PLAN_MAGIC;
	header.version = KAAL_PLAN_VERSION;
	header.header_bytes = sizeof header;
	header.bytes = sizeof header + header.components_count * sizeof(struct kaal_plan_component) +
		       header.grants_count * sizeof(struct kaal_plan_grant) +
		       header.connections_count * sizeof(struct kaal_plan_connection);
	header.crc32 = 0;
	memcpy(bytes, &header, sizeof header);
	if (header.bytes <= size)
		header.crc32 = crc32(0, bytes, header.bytes);
	memcpy(bytes, &header, sizeof header);
}

static void check_component(const struct plan *plan, unsigned index)
{
	const struct kaal_plan_component *component = &plan->components[index];
	const struct kaal_plan_grant *grants = plan_grants(plan, component);

	must(plan_find(plan, component->name) == (int)index, "a component is found by its name");
	must(component->file < FILES, "its file is there");
	for (uint32_t i = 0; i < component->grants_count; i++) {
		must(plan->grant_owner[component->grants_first + i] == index + 1, "its grants are its own");
		must(grants[i].slot >> component->cnode_bits == 0 &&
			     grants[i].signal_slot >> component->cnode_bits == 0,
		     "its CSpace has their slots");
		must(!grant_is_irq(grants[i].kind) || grants[i].signal <= KAAL_SIGNAL_GRANTS_LAST,
		     "an interrupt has a bit");
	}
}

static void check_connection(const struct plan *plan, uint32_t index)
{
	const struct kaal_plan_connection *connection = &plan->connections[index];

	must(plan->grants[connection->provider_grant].connection == index, "the provider's end knows it");
	must(plan->grant_owner[connection->provider_grant] == connection->provider + 1,
	     "it is the provider's");
	must(plan_ring_bytes(connection->forward_bytes) <= 2 * KAAL_PLAN_RING_BYTES_MAX, "its ring is small");
	if (connection->client == KAAL_PLAN_NONE)
		return;
	must(plan->grants[connection->client_grant].connection == index, "the client's end knows it");
	must(plan->grant_owner[connection->client_grant] == connection->client + 1, "it is the client's");
}

static void try_plan(uint8_t *bytes, size_t size)
{
	static struct plan plan;
	char why[PLAN_WHY_BYTES] = "";

	if (size >= sizeof(struct kaal_plan))
		seal_plan(bytes, size);
	if (plan_open(&plan, bytes, size, FILES, why)) {
		must(why[0] && strnlen(why, sizeof why) < sizeof why, "a refusal says why");
		return;
	}
	for (uint32_t i = 0; i < plan.header->components_count; i++)
		check_component(&plan, i);
	for (uint32_t i = 0; i < plan.header->connections_count; i++)
		check_connection(&plan, i);
}

/* --- bundles --------------------------------------------------------------- */

static void seal_bundle(uint8_t *bytes, size_t size)
{
	struct kaal_bundle header;
	size_t table;

	memcpy(&header, bytes, sizeof header);
	header.magic = KAAL_BUNDLE_MAGIC;
	header.version = KAAL_BUNDLE_VERSION;
	header.header_crc32 = 0;
	memcpy(bytes, &header, sizeof header);
	table = sizeof header + header.files_count * sizeof(struct kaal_bundle_file);
	if (table <= size)
		header.header_crc32 = crc32(0, bytes, table);
	memcpy(bytes, &header, sizeof header);
}

static void try_bundle(uint8_t *bytes, size_t size)
{
	char why[BUNDLE_WHY_BYTES] = "";
	struct bundle bundle;

	if (size >= sizeof(struct kaal_bundle))
		seal_bundle(bytes, size);
	if (bundle_open(&bundle, bytes, size, why))
		return;
	for (unsigned i = 0; i < bundle.files_count; i++) {
		struct bundle_file file;

		if (bundle_file(&bundle, i, &file, why))
			continue;
		must(file.bytes >= bytes && file.count <= size && file.bytes + file.count <= bytes + size,
		     "a file lies within the bundle");
		must(bundle_find(&bundle, file.name) >= 0, "a file is found by its name");
	}
}

/* The first byte says what the rest is; the rest stands in memory of its own size. */
int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size)
{
	uint8_t *bytes;

	if (!size)
		return 0;
	bytes = malloc(size);
	memcpy(bytes, input + 1, size - 1);
	if (input[0] % 2)
		try_bundle(bytes, size - 1);
	else
		try_plan(bytes, size - 1);
	free(bytes);
	return 0;
}
