/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "alarms.h"

void alarms_init(struct alarms *alarms)
{
	alarms->count = 0;
}

static void reach(struct alarms *alarms, unsigned int client)
{
	while (alarms->count <= client)
		alarms->deadline_ns[alarms->count++] = ALARMS_NEVER;
}

void alarms_set(struct alarms *alarms, unsigned int client, uint64_t deadline_ns)
{
	reach(alarms, client);
	alarms->deadline_ns[client] = deadline_ns ? deadline_ns : ALARMS_NEVER;
}

void alarms_set_by(struct alarms *alarms, unsigned int client, uint64_t deadline_ns)
{
	reach(alarms, client);
	if (deadline_ns && deadline_ns < alarms->deadline_ns[client])
		alarms->deadline_ns[client] = deadline_ns;
}

uint64_t alarms_next_ns(const struct alarms *alarms)
{
	uint64_t next = ALARMS_NEVER;

	for (unsigned int i = 0; i < alarms->count; i++)
		if (alarms->deadline_ns[i] < next)
			next = alarms->deadline_ns[i];
	return next;
}

int alarms_take_due(struct alarms *alarms, uint64_t now_ns, unsigned int from)
{
	for (unsigned int i = from; i < alarms->count; i++) {
		if (alarms->deadline_ns[i] == ALARMS_NEVER || alarms->deadline_ns[i] > now_ns)
			continue;
		alarms->deadline_ns[i] = ALARMS_NEVER;
		return (int)i;
	}
	return -1;
}
