/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interface "timer": calls on the provider's endpoint; the label is the operation. A signal may also come early, as
 * when the timer has been started again and has forgotten its alarms: look at the time, and ask again.
 */
#ifndef ABI_KAAL_TIMER_H
#define ABI_KAAL_TIMER_H

#define KAAL_TIMER "timer"

enum kaal_timer_op {
	KAAL_TIMER_NOW = 1, /* -> MR0 nanoseconds since boot */
	KAAL_TIMER_ALARM, /* MR0 nanoseconds since boot: signal the connection then; 0 cancels. One per client */
	KAAL_TIMER_ALARM_BY, /* MR0 as above, not 0: signal then at the latest; an earlier alarm that is set stays.
	                        So that several threads of a client need not agree on whose turn it is */
};

#endif
