/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "alarms.h"

void alarms_init(struct alarms *alarms)
{
	for (unsigned int i = 0; i < ALARMS_MAX; i++)
		alarms->deadline_ns[i] = ALARMS_NEVER;
}

void alarms_set(struct alarms *alarms, unsigned int client, uint64_t deadline_ns)
{
	alarms->deadline_ns[client] = deadline_ns ? deadline_ns : ALARMS_NEVER;
}

void alarms_set_by(struct alarms *alarms, unsigned int client, uint64_t deadline_ns)
{
	if (deadline_ns && deadline_ns < alarms->deadline_ns[client])
		alarms->deadline_ns[client] = deadline_ns;
}

uint64_t alarms_next_ns(const struct alarms *alarms)
{
	uint64_t next = ALARMS_NEVER;

	for (unsigned int i = 0; i < ALARMS_MAX; i++)
		if (alarms->deadline_ns[i] < next)
			next = alarms->deadline_ns[i];
	return next;
}

uint32_t alarms_expire(struct alarms *alarms, uint64_t now_ns)
{
	uint32_t due = 0;

	for (unsigned int i = 0; i < ALARMS_MAX; i++) {
		if (alarms->deadline_ns[i] == ALARMS_NEVER || alarms->deadline_ns[i] > now_ns)
			continue;
		alarms->deadline_ns[i] = ALARMS_NEVER;
		due |= 1u << i;
	}
	return due;
}
