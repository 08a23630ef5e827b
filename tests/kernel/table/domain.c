/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"
#include "suite/domains.h"
#include "suite/env.h"
#include "table/table.h"

/* Message words of DomainSet_ScheduleConfigure. */
enum { INDEX, DOMAIN, DURATION };

static const seL4_Word longest = (1ul << 56) - 1;

SETUP(DomainSetSet)
{
	r->service = seL4_CapDomain;
	r->length = 1;
	r->num_caps = 1;
	r->caps[0] = make_tcb();
}

BREAK(DomainSetSet, domain)
{
	r->mr[0] = num_domains();
}

BREAK(DomainSetSet, thread)
{
	r->caps[0] = make_endpoint();
}

SETUP(DomainScheduleConfigure)
{
	r->service = seL4_CapDomain;
	r->length = 3;
	r->mr[DURATION] = longest;
}

BREAK(DomainScheduleConfigure, index)
{
	r->mr[INDEX] = schedule_length() - 1;
	r->dyn[0] = schedule_length() - 2;
}

BREAK(DomainScheduleConfigure, domain)
{
	r->mr[DOMAIN] = num_domains();
	r->dyn[0] = num_domains() - 1;
}

BREAK(DomainScheduleConfigure, duration)
{
	r->mr[DURATION] = longest + 1;
}

BREAK(DomainScheduleConfigure, marker_with_domain)
{
	if (num_domains() == 1)
		test_skip("one domain only");
	r->mr[DOMAIN] = 1;
	r->mr[DURATION] = 0;
}

BREAK(DomainScheduleConfigure, marker_at_start)
{
	r->mr[INDEX] = 0;
	r->mr[DOMAIN] = 0;
	r->mr[DURATION] = 0;
}

SETUP(DomainScheduleSetStart)
{
	r->service = seL4_CapDomain;
	r->length = 1;
}

BREAK(DomainScheduleSetStart, index)
{
	r->mr[0] = schedule_length();
	r->dyn[0] = schedule_length() - 1;
}

BREAK(DomainScheduleSetStart, marker)
{
	r->mr[0] = 1;
}
