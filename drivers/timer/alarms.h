/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Who wants to be woken when: one alarm a client. */
#ifndef TIMER_ALARMS_H
#define TIMER_ALARMS_H

#include <stdint.h>

enum { ALARMS_MAX = 16 };

/** No alarm is set. */
#define ALARMS_NEVER UINT64_MAX

struct alarms {
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

/** @return the earliest deadline, or ALARMS_NEVER */
uint64_t alarms_next_ns(const struct alarms *alarms);

/**
 * Take the alarms that are due.
 * @return bit i for client i; these are no longer set
 */
uint32_t alarms_expire(struct alarms *alarms, uint64_t now_ns);

#endif
