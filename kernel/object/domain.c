/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Invocations of the domain capability (manual section 6.3). */
#include "api/invocation.h"
#include "kernel.h"
#include "sched/sched.h"

static const u64 DOMAIN_TICKS_MAX = (1ull << 56) - 1;

static struct result domain_set(const struct invocation *inv)
{
	u64 domain;

	if (inv->length < 1)
		return result_error(seL4_TruncatedMessage);
	domain = invocation_word(inv, 0);
	if (domain >= seL4_NumDomains)
		return result_invalid_argument(0);
	if (!inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	if (cap_type(inv->extra[0]->cap) != CAP_THREAD)
		return result_invalid_argument(1);
	sched_set_domain(cap_object(inv->extra[0]->cap), (u8)domain);
	return result_ok();
}

static struct result domain_configure(const struct invocation *inv)
{
	u64 index, domain, ticks;

	if (inv->length < 3)
		return result_error(seL4_TruncatedMessage);
	index = invocation_word(inv, 0);
	domain = invocation_word(inv, 1);
	ticks = invocation_word(inv, 2);
	if (index > seL4_NumDomainSchedules - 2)
		return result_range(0, seL4_NumDomainSchedules - 2);
	if (domain >= seL4_NumDomains)
		return result_range(0, seL4_NumDomains - 1);
	if (ticks > DOMAIN_TICKS_MAX)
		return result_invalid_argument(2);
	if (ticks == 0 && domain != 0)
		return result_invalid_argument(1);
	if (ticks == 0 && index == kernel.schedule_start)
		return result_invalid_argument(2);
	kernel.schedule[index] = (struct domain_entry){ ticks, (u8)domain };
	return result_ok();
}

static struct result domain_set_start(const struct invocation *inv)
{
	u64 index;

	if (inv->length < 1)
		return result_error(seL4_TruncatedMessage);
	index = invocation_word(inv, 0);
	if (index >= seL4_NumDomainSchedules)
		return result_range(0, seL4_NumDomainSchedules - 1);
	if (kernel.schedule[index].ticks == 0)
		return result_invalid_argument(0);
	sched_domain_start((u32)index);
	return result_ok();
}

struct result domain_invoke(const struct invocation *inv)
{
	switch (inv->label) {
	case DomainSetSet:
		return domain_set(inv);
	case DomainScheduleConfigure:
		return domain_configure(inv);
	case DomainScheduleSetStart:
		return domain_set_start(inv);
	default:
		return result_error(seL4_IllegalOperation);
	}
}
