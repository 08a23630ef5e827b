/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/domains.h"

/* 2^56 - 1 ticks: the longest duration there is. */
static const seL4_Uint64 forever = (1ull << 56) - 1;

/* The second word of a range error is the greatest allowed value. */
seL4_Word num_domains(void)
{
	seL4_Error error = seL4_DomainSet_ScheduleConfigure(seL4_CapDomain, 0, 255, forever);

	return error == seL4_RangeError ? seL4_GetMR(1) + 1 : 1;
}

seL4_Word schedule_length(void)
{
	seL4_Error error = seL4_DomainSet_ScheduleConfigure(seL4_CapDomain, ~0ul, 0, forever);

	return error == seL4_RangeError ? seL4_GetMR(1) + 2 : 2;
}

void domains_reset(void)
{
	seL4_DomainSet_ScheduleConfigure(seL4_CapDomain, 0, 0, forever);
	seL4_DomainSet_ScheduleSetStart(seL4_CapDomain, 0);
	for (seL4_Word i = 1; i < schedule_length() - 1; i++)
		seL4_DomainSet_ScheduleConfigure(seL4_CapDomain, i, 0, 0);
}
