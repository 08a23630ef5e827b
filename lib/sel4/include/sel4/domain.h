/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Scheduling domains (manual seL4_DomainSet_*). Errors: ABI sheet section 10.3. */
#ifndef SEL4_DOMAIN_H
#define SEL4_DOMAIN_H

#include <sel4/invoke.h>

static inline seL4_Error seL4_DomainSet_Set(seL4_DomainSet service, seL4_Uint8 domain, seL4_TCB thread)
{
	seL4_SetCap(0, thread);
	return sel4_invoke4(service, DomainSetSet, 1, 1, domain, 0, 0, 0);
}

/** @param duration  kernel ticks, below 2^56; domain 0 with 0 ticks marks the schedule's end */
static inline seL4_Error seL4_DomainSet_ScheduleConfigure(seL4_DomainSet service, seL4_Word index,
							  seL4_Uint8 domain, seL4_Uint64 duration)
{
	return sel4_invoke4(service, DomainScheduleConfigure, 0, 3, index, domain, duration, 0);
}

/** Switch to an entry at once; the schedule restarts there after its end. */
static inline seL4_Error seL4_DomainSet_ScheduleSetStart(seL4_DomainSet service, seL4_Word index)
{
	return sel4_invoke4(service, DomainScheduleSetStart, 0, 1, index, 0, 0, 0);
}

#endif
