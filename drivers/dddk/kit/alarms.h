/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Who wants to be woken when: one alarm a client. */
#ifndef DDDK_ALARMS_H
#define DDDK_ALARMS_H

#include <stdint.h>

enum { ALARMS_MAX = 256 };

/** No alarm is set. */
#define ALARMS_NEVER UINT64_MAX

struct alarms {
	unsigned int count;               /* clients beyond have none set */
	uint64_t deadline_ns[ALARMS_MAX]; /* ALARMS_NEVER if not set */
};

void alarms_init(struct alarms *alarms);

/**
 * Set a client's alarm, in place of the one it had.
 * @param client       0..ALARMS_MAX-1
 * @param deadline_ns  0 or ALARMS_NEVER cancels
 */
void alarms_set(struct alarms *alarms, unsigned int client, uint64_t deadline_ns);

/** The same, unless the client's alarm is set already and comes earlier. @param deadline_ns  0: nothing changes */
void alarms_set_by(struct alarms *alarms, unsigned int client, uint64_t deadline_ns);

/** @return the earliest deadline, or ALARMS_NEVER. @time O(clients) */
uint64_t alarms_next_ns(const struct alarms *alarms);

/**
 * Take an alarm that is due.
 *
 * @param from  client to begin at
 * @return its client, whose alarm is no longer set; -1: no further one is due
 */
int alarms_take_due(struct alarms *alarms, uint64_t now_ns, unsigned int from);

#endif
