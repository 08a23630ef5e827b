/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is accepted as a plan. */
#include <stdlib.h>

#include <core/crc32.h>

#include "plan.h"

#include "tap.h"

enum { FILES = 3 };

/* A system of three: shell uses serial, which has a device; the root task uses timer. */
struct image {
	struct kaal_plan header;
	struct kaal_plan_component components[3];
	struct kaal_plan_grant grants[7];
	struct kaal_plan_connection connections[2];
};

enum { SERIAL, SHELL, TIMER };
enum { PORTS, IRQ, SERIAL_END, SHELL_END, PROGRAM_MANAGER, TIMER_IRQ, TIMER_END };

static struct image image;
static struct plan plan;
static char why[PLAN_WHY_BYTES];

static void seal(void)
{
	image.header.crc32 = 0;
	image.header.crc32 = crc32(0, &image, sizeof image);
}

static int open_image(void)
{
	why[0] = 0;
	seal();
	return plan_open(&plan, &image, sizeof image, FILES, why);
}

static struct kaal_plan_component component_of(const char *name, uint32_t file, uint32_t first,
					       uint32_t count)
{
	struct kaal_plan_component component = { .file = file,
						 .priority = 100,
						 .cnode_bits = 6,
						 .threads_max = 1,
						 .stack_bytes = 16384,
						 .grants_first = first,
						 .grants_count = count };

	snprintf(component.name, sizeof component.name, "%s", name);
	return component;
}

static struct kaal_plan_grant grant_of(uint32_t kind, const char *name, uint32_t slot, uint32_t signal,
				       uint32_t connection)
{
	struct kaal_plan_grant grant = {
		.kind = kind, .slot = slot, .signal = signal, .connection = connection
	};

	snprintf(grant.name, sizeof grant.name, "%s", name);
	if (connection != KAAL_PLAN_NONE)
		snprintf(grant.interface, sizeof grant.interface, "%s", name);
	return grant;
}

static void fresh(void)
{
	const uint32_t none = KAAL_PLAN_NONE;

	memset(&image, 0, sizeof image);
	image.header = (struct kaal_plan){ .magic = KAAL_PLAN_MAGIC,
					   .version = KAAL_PLAN_VERSION,
					   .header_bytes = sizeof image.header,
					   .bytes = sizeof image,
					   .system = "test",
					   .system_version = "1",
					   .components_count = 3,
					   .grants_count = 7,
					   .connections_count = 2 };
	image.components[SERIAL] = component_of("serial", 1, PORTS, 3);
	image.components[SHELL] = component_of("shell", 2, SHELL_END, 2);
	image.components[SHELL].flags = KAAL_PLAN_MANAGE;
	image.components[TIMER] = component_of("timer", 1, TIMER_IRQ, 2);
	image.grants[PORTS] = grant_of(KAAL_NEED_IOPORTS, "uart", 16, none, none);
	image.grants[PORTS].a = 0x3f8;
	image.grants[PORTS].b = 0x3ff;
	image.grants[IRQ] = grant_of(KAAL_NEED_ISA_IRQ, "uart", 17, 0, none);
	image.grants[SERIAL_END] = grant_of(KAAL_NEED_PROVIDES, "serial", 0, 1, 0);
	image.grants[SERIAL_END].signal_slot = 18;
	image.grants[SHELL_END] = grant_of(KAAL_NEED_USES, "serial", 16, 0, 0);
	image.grants[SHELL_END].signal_slot = 17;
	image.grants[PROGRAM_MANAGER] = grant_of(KAAL_NEED_MANAGE, "manage", 0, none, none);
	image.grants[TIMER_IRQ] = grant_of(KAAL_NEED_DT_IRQ, "timer", 16, 5, none);
	strcpy(image.grants[TIMER_IRQ].match, "arm,timer");
	image.grants[TIMER_END] = grant_of(KAAL_NEED_PROVIDES, "timer", 0, 0, 1);
	image.grants[TIMER_END].signal_slot = 63;
	image.connections[0] = (struct kaal_plan_connection){ .client = SHELL,
							      .provider = SERIAL,
							      .client_grant = SHELL_END,
							      .provider_grant = SERIAL_END,
							      .forward_bytes = 4096,
							      .backward_bytes = 1024,
							      .data_bytes = 12345 };
	image.connections[1] = (struct kaal_plan_connection){
		.client = none, .provider = TIMER, .client_grant = none, .provider_grant = TIMER_END
	};
}

static void accepts_a_system(void)
{
	fresh();
	if (open_image())
		CHECK_STR(why, "");
	CHECK_EQ(plan.header->components_count, 3);
	CHECK_EQ(plan_find(&plan, "shell"), SHELL);
	CHECK_EQ(plan_find(&plan, "nobody"), -1);
	CHECK(plan_grants(&plan, &plan.components[SHELL]) == &plan.grants[SHELL_END]);
	CHECK_EQ(plan.grant_owner[TIMER_END], TIMER + 1);
	CHECK_EQ(plan.connections[0].data_bytes, 12345);
	CHECK_EQ(plan_ring_bytes(0), 0);
	CHECK_EQ(plan_ring_bytes(4096), 8192);
}

static void refused(const char *part_of_why)
{
	CHECK(open_image() != 0);
	if (!strstr(why, part_of_why))
		CHECK_STR(why, part_of_why);
}

#define REFUSED(change, part_of_why)  \
	do {                          \
		fresh();              \
		change;               \
		refused(part_of_why); \
	} while (0)

static void refuses_bad_headers(void)
{
	REFUSED(image.header.magic++, "not a plan");
	REFUSED(image.header.version++, "another version");
	REFUSED(image.header.header_bytes = 8, "another version");
	REFUSED(image.header.bytes++, "truncated");
	REFUSED(image.header.components_count = UINT32_MAX, "tables do not fit");
	REFUSED(image.header.grants_count = 0x80000000u, "tables do not fit");
	REFUSED(image.header.connections_count--, "tables do not fit");
	REFUSED(memset(image.header.system, 'x', sizeof image.header.system), "name has no end");
	fresh();
	seal();
	image.components[0].priority++;
	CHECK(plan_open(&plan, &image, sizeof image, FILES, why) != 0);
	CHECK_STR(why, "it is damaged (checksum)");
	for (size_t count = 0; count < sizeof image; count += 8)
		CHECK(plan_open(&plan, &image, count, FILES, why) != 0);
}

static void refuses_bad_components(void)
{
	struct kaal_plan_component *shell = &image.components[SHELL];

	REFUSED(shell->name[0] = 0, "component 2 () has no proper name");
	REFUSED(memset(shell->name, 'x', sizeof shell->name), "no proper name");
	REFUSED(strcpy(shell->name, "a b"), "no proper name");
	REFUSED(strcpy(shell->name, "serial"), "component 2 (serial) is there twice");
	REFUSED(memset(shell->args, 'x', sizeof shell->args), "arguments without an end");
	REFUSED(shell->file = FILES, "is file 3 of the bundle, which has 3");
	REFUSED(shell->flags = 1 << 9, "unknown flags");
	REFUSED(shell->priority = 0, "priority 0");
	REFUSED(shell->priority = 255, "priority 255");
	REFUSED(shell->cnode_bits = 5, "2^5 slots");
	REFUSED(shell->cnode_bits = 13, "2^13 slots");
	REFUSED(shell->cnode_bits = UINT32_MAX, "slots");
	REFUSED(shell->threads_max = 0, "0 threads");
	REFUSED(shell->threads_max = 256, "256 threads");
	REFUSED(shell->stack_bytes = 0, "stack of 0 bytes");
	REFUSED(shell->stack_bytes = 1ull << 40, "stack of");
	REFUSED(shell->heap_bytes = UINT64_MAX, "heap");
	REFUSED(shell->restart = 3, "restart policy 3");
	REFUSED((shell->backoff_ms = 2, shell->backoff_max_ms = 1), "waits 2 ms before a restart");
	REFUSED(shell->grants_first = UINT32_MAX, "not within the table");
	REFUSED(shell->grants_count = UINT32_MAX, "not within the table");
	REFUSED(shell->grants_count = 5, "not within the table");
	REFUSED(shell->grants_first--, "shares grant 2 with another");
	REFUSED(shell->grants_count--, "grant 4 is nobody's");
}

static void refuses_bad_grants(void)
{
	struct kaal_plan_grant *end = &image.grants[SHELL_END], *irq = &image.grants[IRQ];

	REFUSED(end->name[0] = 0, "without a proper name");
	REFUSED(end->kind = 0, "unknown kind 0");
	REFUSED(end->kind = KAAL_NEED_KINDS, "unknown kind");
	REFUSED(end->flags = 1 << 7, "unknown flags");
	REFUSED(end->interface[0] = 0, "no proper interface");
	REFUSED(memset(irq->interface, 'x', sizeof irq->interface), "no proper interface");
	REFUSED(memset(irq->match, 'x', sizeof irq->match), "no proper device match");
	REFUSED(image.grants[TIMER_IRQ].match[0] = 0, "no proper device match");
	REFUSED(end->slot = 0, "in slot 0");
	REFUSED(end->slot = 3, "in slot 3, which it has not");
	REFUSED(end->slot = 64, "in slot 64, which it has not");
	REFUSED(end->slot = UINT32_MAX, "which it has not");
	REFUSED(end->slot = 17, "two things in slot 17");
	REFUSED(end->signal_slot = 5, "in slot 5");
	REFUSED(irq->signal_slot = 30, "is no connection");
	REFUSED(image.grants[SERIAL_END].slot = 30, "does not go with kind");
	REFUSED(irq->signal = KAAL_PLAN_NONE, "signalled bit");
	REFUSED(irq->signal = 48, "signalled bit 48");
	REFUSED(image.grants[PORTS].signal = 3, "signalled bit 3");
	REFUSED(image.grants[SERIAL_END].signal = 0, "shares signal bit 0, which is an interrupt's");
	REFUSED((irq->signal = 1, image.grants[SERIAL_END].signal = 1), "shares signal bit 1");
	REFUSED(image.grants[PORTS].b = 0x10000, "not a range of ports");
	REFUSED(image.grants[PORTS].a = 0x400, "not a range of ports");
	REFUSED(irq->a = 16, "ISA interrupt 16");
	REFUSED(image.components[SHELL].flags = 0, "without being a manager");
	REFUSED(end->connection = 2, "no proper connection");
	REFUSED(end->connection = KAAL_PLAN_NONE, "no proper connection");
	REFUSED(end->connection = 1, "no proper connection");
	REFUSED(irq->connection = 0, "no proper connection");
}

static void refuses_bad_connections(void)
{
	struct kaal_plan_connection *connection = &image.connections[0];

	REFUSED(connection->client = 7, "connection 0 and its client");
	REFUSED(connection->client = TIMER, "connection 0 and its client");
	REFUSED(connection->provider = KAAL_PLAN_NONE, "connection 0 and its provider");
	REFUSED(connection->provider = TIMER, "connection 0 and its provider");
	REFUSED(connection->client_grant = KAAL_PLAN_NONE, "no proper connection at serial");
	REFUSED(connection->client = KAAL_PLAN_NONE, "a client's grant without a client");
	REFUSED(connection->forward_bytes = 3, "power of two");
	REFUSED(connection->backward_bytes = 1ull << 40, "power of two");
	REFUSED(connection->data_bytes = 1ull << 40, "buffer region");
	REFUSED(strcpy(image.grants[SHELL_END].interface, "other"), "another interface at each end");
}

/* Anything at all in a sealed plan: it is refused, or what it says holds together. */
static void random_plans_are_sound(void)
{
	unsigned accepted = 0;

	srand(1);
	for (unsigned round = 0; round < 200000; round++) {
		fresh();
		for (int left = rand() % 4; left > 0; left--) {
			uint32_t *words = (uint32_t *)&image;
			size_t at = (size_t)rand() % (sizeof image / sizeof *words);

			words[at] = rand() % 2 ? (uint32_t)rand() % 70 : (uint32_t)rand() * 5u;
		}
		if (open_image())
			continue;
		accepted++;
		for (unsigned i = 0; i < plan.header->components_count; i++)
			CHECK(plan.components[i].grants_first + plan.components[i].grants_count <=
			      plan.header->grants_count);
		for (unsigned i = 0; i < plan.header->connections_count; i++)
			CHECK_EQ(plan.grants[plan.connections[i].provider_grant].connection, i);
	}
	CHECK(accepted > 40000);
}

TAP_MAIN(TAP(accepts_a_system), TAP(refuses_bad_headers), TAP(refuses_bad_components),
	 TAP(refuses_bad_grants), TAP(refuses_bad_connections), TAP(random_plans_are_sound))
