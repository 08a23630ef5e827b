/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the root task refuses of a plan whose tables are where they should be. */
#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "plan.h"

enum {
	PORT_MAX = 0xffff,
	ISA_IRQ_MAX = 15,
	SLOTS_MAX = 1 << KAAL_PLAN_CNODE_BITS_MAX,
	WORD_BITS = 64,
	COMPONENT_FLAGS = KAAL_PLAN_ON_DEMAND | KAAL_PLAN_MANAGE,
	GRANT_FLAGS = KAAL_NEED_OPTIONAL | KAAL_NEED_ON_REQUEST,
};

/* What a kind of grant comes with. */
struct kind_rule {
	bool known, slot, signal, match, connection;
};

static const struct kind_rule rules[KAAL_NEED_KINDS] = {
	[KAAL_NEED_PROVIDES] = { .known = true, .connection = true },
	[KAAL_NEED_USES] = { .known = true, .slot = true, .connection = true },
	[KAAL_NEED_IOPORTS] = { .known = true, .slot = true },
	[KAAL_NEED_ISA_IRQ] = { .known = true, .slot = true, .signal = true },
	[KAAL_NEED_MANAGE] = { .known = true },
	[KAAL_NEED_DT_MMIO] = { .known = true, .match = true },
	[KAAL_NEED_DT_IRQ] = { .known = true, .slot = true, .signal = true, .match = true },
	[KAAL_NEED_DEVICE] = { .known = true, .match = true },
	[KAAL_NEED_MEMORY] = { .known = true },
	[KAAL_NEED_DMA] = { .known = true },
	[KAAL_NEED_REGION] = { .known = true },
	[KAAL_NEED_IRQ] = { .known = true },
};

/* The check under way. */
struct check {
	struct plan *plan;
	unsigned files_count;
	char *why;

	/* of the component being checked */
	const struct kaal_plan_component *component;
	uint64_t slots_used[SLOTS_MAX / WORD_BITS];
	uint64_t irq_signals, other_signals;
};

static int refuse(struct check *check, const char *format, ...) __attribute__((format(printf, 2, 3)));

static int refuse(struct check *check, const char *format, ...)
{
	struct text text = text_in(check->why, PLAN_WHY_BYTES);
	va_list args;

	if (check->component)
		text_add(&text, "component %lu (%.*s) ",
			 (unsigned long)(check->component - check->plan->components + 1), KAAL_NAME_BYTES,
			 check->component->name);
	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	return -EINVAL;
}

static bool is_ended(const char *text, size_t bytes)
{
	return strnlen(text, bytes) < bytes;
}

static bool is_name(const char name[KAAL_NAME_BYTES])
{
	size_t length = strnlen(name, KAAL_NAME_BYTES);

	if (length == 0 || length == KAAL_NAME_BYTES)
		return false;
	for (size_t i = 0; i < length; i++)
		if (name[i] <= ' ' || name[i] > '~')
			return false;
	return true;
}

static bool is_ring_size(uint64_t bytes)
{
	return bytes <= KAAL_PLAN_RING_BYTES_MAX && (bytes & (bytes - 1)) == 0;
}

/* --- grants --------------------------------------------------------------- */

static int use_slot(struct check *check, const struct kaal_plan_grant *grant, uint32_t slot)
{
	uint64_t bit;

	if (slot < KAAL_SLOT_GRANTS || slot >= 1u << check->component->cnode_bits)
		return refuse(check, "is to have %s in slot %u, which it has not", grant->name, slot);
	bit = 1ull << slot % WORD_BITS;
	if (check->slots_used[slot / WORD_BITS] & bit)
		return refuse(check, "is to have two things in slot %u", slot);
	check->slots_used[slot / WORD_BITS] |= bit;
	return 0;
}

static int check_slots(struct check *check, const struct kaal_plan_grant *grant)
{
	const struct kind_rule *rule = &rules[grant->kind];
	int error = 0;

	if (rule->slot != (grant->slot != 0))
		return refuse(check, "has %s in slot %u, which does not go with kind %u", grant->name,
			      grant->slot, grant->kind);
	if (grant->signal_slot && !rule->connection)
		return refuse(check, "is to signal %s, which is no connection", grant->name);
	if (grant->slot)
		error = use_slot(check, grant, grant->slot);
	if (!error && grant->signal_slot)
		error = use_slot(check, grant, grant->signal_slot);
	return error;
}

/* Connections may share a bit with each other, interrupts with nothing. */
static int check_signal(struct check *check, const struct kaal_plan_grant *grant)
{
	const struct kind_rule *rule = &rules[grant->kind];
	uint64_t bit;

	if (grant->signal == KAAL_PLAN_NONE && !rule->signal)
		return 0;
	if (grant->signal > KAAL_SIGNAL_GRANTS_LAST || !(rule->signal || rule->connection))
		return refuse(check, "is to be signalled bit %u by %s", grant->signal, grant->name);
	bit = 1ull << grant->signal;
	if (check->irq_signals & bit || (rule->signal && check->other_signals & bit))
		return refuse(check, "shares signal bit %u, which is an interrupt's", grant->signal);
	if (rule->signal)
		check->irq_signals |= bit;
	else
		check->other_signals |= bit;
	return 0;
}

static int check_numbers(struct check *check, const struct kaal_plan_grant *grant)
{
	if (grant->kind == KAAL_NEED_IOPORTS && (grant->a > grant->b || grant->b > PORT_MAX))
		return refuse(check, "is granted I/O ports 0x%lx..0x%lx: not a range of ports", grant->a,
			      grant->b);
	if (grant->kind == KAAL_NEED_ISA_IRQ && grant->a > ISA_IRQ_MAX)
		return refuse(check, "is granted ISA interrupt %lu: there are 0..%u", grant->a, ISA_IRQ_MAX);
	if (grant->kind == KAAL_NEED_MANAGE && !(check->component->flags & KAAL_PLAN_MANAGE))
		return refuse(check, "is granted %s without being a manager", grant->name);
	if (grant->flags & ~(uint32_t)GRANT_FLAGS)
		return refuse(check, "has unknown flags 0x%x at %s", grant->flags, grant->name);
	return 0;
}

static int check_texts(struct check *check, const struct kaal_plan_grant *grant)
{
	const struct kind_rule *rule = &rules[grant->kind];

	if (rule->connection ? !is_name(grant->interface)
			     : !is_ended(grant->interface, sizeof grant->interface))
		return refuse(check, "has no proper interface at %s", grant->name);
	if (!is_ended(grant->match, sizeof grant->match) || rule->match != (grant->match[0] != 0))
		return refuse(check, "has no proper device match at %s", grant->name);
	return 0;
}

/* Is this the grant that its connection names? */
static bool is_own_end(const struct plan *plan, const struct kaal_plan_grant *grant)
{
	const struct kaal_plan_connection *connection;

	if (grant->connection >= plan->header->connections_count)
		return false;
	connection = &plan->connections[grant->connection];
	return grant - plan->grants ==
	       (grant->kind == KAAL_NEED_USES ? connection->client_grant : connection->provider_grant);
}

static int check_end(struct check *check, const struct kaal_plan_grant *grant)
{
	if (rules[grant->kind].connection ? !is_own_end(check->plan, grant)
					  : grant->connection != KAAL_PLAN_NONE)
		return refuse(check, "has no proper connection at %s", grant->name);
	return 0;
}

static int check_grant(struct check *check, const struct kaal_plan_grant *grant)
{
	int error;

	if (!is_name(grant->name))
		return refuse(check, "has a grant without a proper name");
	if (grant->kind >= KAAL_NEED_KINDS || !rules[grant->kind].known)
		return refuse(check, "is granted %s of unknown kind %u", grant->name, grant->kind);
	error = check_texts(check, grant);
	if (!error)
		error = check_numbers(check, grant);
	if (!error)
		error = check_end(check, grant);
	if (!error)
		error = check_slots(check, grant);
	return error ? error : check_signal(check, grant);
}

/* --- components ------------------------------------------------------------ */

static int check_identity(struct check *check)
{
	const struct kaal_plan_component *component = check->component;

	if (!is_name(component->name))
		return refuse(check, "has no proper name");
	if (!is_ended(component->args, sizeof component->args))
		return refuse(check, "has arguments without an end");
	for (const struct kaal_plan_component *other = check->plan->components; other < component; other++)
		if (strcmp(other->name, component->name) == 0)
			return refuse(check, "is there twice");
	if (component->file >= check->files_count)
		return refuse(check, "is file %u of the bundle, which has %u", component->file,
			      check->files_count);
	return 0;
}

static int check_sizes(struct check *check)
{
	const struct kaal_plan_component *component = check->component;

	if (component->cnode_bits < KAAL_PLAN_CNODE_BITS_MIN ||
	    component->cnode_bits > KAAL_PLAN_CNODE_BITS_MAX)
		return refuse(check, "has a CSpace of 2^%u slots: use 2^%u..2^%u", component->cnode_bits,
			      KAAL_PLAN_CNODE_BITS_MIN, KAAL_PLAN_CNODE_BITS_MAX);
	if (component->stack_bytes == 0 || component->stack_bytes > PLAN_STACK_BYTES_MAX)
		return refuse(check, "has a stack of %lu bytes: use 1..%u", component->stack_bytes,
			      PLAN_STACK_BYTES_MAX);
	if (component->heap_bytes > PLAN_HEAP_BYTES_MAX)
		return refuse(check, "has a heap of %lu KiB, more than a component may have",
			      component->heap_bytes >> 10);
	return 0;
}

static int check_policy(struct check *check)
{
	const struct kaal_plan_component *component = check->component;

	if (component->flags & ~(uint32_t)COMPONENT_FLAGS)
		return refuse(check, "has unknown flags 0x%x", component->flags);
	if (component->priority < 1 || component->priority > PLAN_PRIORITY_MAX)
		return refuse(check, "has priority %u: use 1..%u", component->priority, PLAN_PRIORITY_MAX);
	if (component->threads_max < 1 || component->threads_max > PLAN_THREADS_MAX)
		return refuse(check, "may have %u threads: use 1..%u", component->threads_max,
			      PLAN_THREADS_MAX);
	if (component->restart > KAAL_RESTART_ALWAYS)
		return refuse(check, "has unknown restart policy %u", component->restart);
	if (component->backoff_ms > component->backoff_max_ms)
		return refuse(check, "waits %u ms before a restart, and at most %u", component->backoff_ms,
			      component->backoff_max_ms);
	return 0;
}

static int own_grants(struct check *check)
{
	const struct kaal_plan_component *component = check->component;
	uint8_t number = (uint8_t)(component - check->plan->components + 1);
	uint32_t count = check->plan->header->grants_count;

	if (component->grants_first > count || component->grants_count > count - component->grants_first ||
	    component->grants_count > PLAN_COMPONENT_GRANTS_MAX)
		return refuse(check, "has %u grants from %u on: not within the table",
			      component->grants_count, component->grants_first);
	for (uint32_t i = 0; i < component->grants_count; i++) {
		uint8_t *owner = &check->plan->grant_owner[component->grants_first + i];

		if (*owner)
			return refuse(check, "shares grant %u with another", component->grants_first + i);
		*owner = number;
	}
	return 0;
}

static int check_grants(struct check *check)
{
	const struct kaal_plan_grant *grants = plan_grants(check->plan, check->component);
	int error = own_grants(check);

	memset(check->slots_used, 0, sizeof check->slots_used);
	check->irq_signals = check->other_signals = 0;
	for (uint32_t i = 0; !error && i < check->component->grants_count; i++)
		error = check_grant(check, &grants[i]);
	return error;
}

static int check_component(struct check *check)
{
	int error = check_identity(check);

	if (!error)
		error = check_sizes(check);
	if (!error)
		error = check_policy(check);
	return error ? error : check_grants(check);
}

/* --- connections ------------------------------------------------------------ */

/* Is this grant @kind's end of connection @index, and one of this component's? */
static bool is_end(const struct plan *plan, uint32_t index, uint32_t component, uint32_t grant, uint32_t kind)
{
	return component < plan->header->components_count && grant < plan->header->grants_count &&
	       plan->grant_owner[grant] == component + 1 && plan->grants[grant].kind == kind &&
	       plan->grants[grant].connection == index;
}

static int check_client(struct check *check, uint32_t index)
{
	const struct plan *plan = check->plan;
	const struct kaal_plan_connection *connection = &plan->connections[index];

	if (connection->client == KAAL_PLAN_NONE)
		return connection->client_grant == KAAL_PLAN_NONE
			       ? 0
			       : refuse(check, "connection %u has a client's grant without a client", index);
	if (!is_end(plan, index, connection->client, connection->client_grant, KAAL_NEED_USES))
		return refuse(check, "connection %u and its client do not belong together", index);
	if (connection->client == connection->provider)
		return refuse(check, "connection %u leads back to its client", index);
	if (strcmp(plan->grants[connection->client_grant].interface,
		   plan->grants[connection->provider_grant].interface) != 0)
		return refuse(check, "connection %u has another interface at each end", index);
	return 0;
}

static int check_connection(struct check *check, uint32_t index)
{
	const struct kaal_plan_connection *connection = &check->plan->connections[index];

	if (!is_end(check->plan, index, connection->provider, connection->provider_grant, KAAL_NEED_PROVIDES))
		return refuse(check, "connection %u and its provider do not belong together", index);
	if (!is_ring_size(connection->forward_bytes) || !is_ring_size(connection->backward_bytes))
		return refuse(check,
			      "connection %u has rings of %lu and %lu bytes: each must be a power of two up "
			      "to %u",
			      index, connection->forward_bytes, connection->backward_bytes,
			      KAAL_PLAN_RING_BYTES_MAX);
	if (connection->data_bytes > KAAL_PLAN_DATA_BYTES_MAX)
		return refuse(check, "connection %u has a buffer region of %lu bytes: at most %u", index,
			      connection->data_bytes, KAAL_PLAN_DATA_BYTES_MAX);
	return check_client(check, index);
}

static int check_ownership(struct check *check)
{
	for (uint32_t i = 0; i < check->plan->header->grants_count; i++)
		if (!check->plan->grant_owner[i])
			return refuse(check, "grant %u is nobody's", i);
	return 0;
}

int plan_check(struct plan *plan, unsigned files_count, char why[PLAN_WHY_BYTES])
{
	struct check check = { .plan = plan, .files_count = files_count, .why = why };
	int error = 0;

	memset(plan->grant_owner, 0, sizeof plan->grant_owner);
	for (uint32_t i = 0; !error && i < plan->header->components_count; i++) {
		check.component = &plan->components[i];
		error = check_component(&check);
	}
	check.component = NULL;
	if (!error)
		error = check_ownership(&check);
	for (uint32_t i = 0; !error && i < plan->header->connections_count; i++)
		error = check_connection(&check, i);
	return error;
}
