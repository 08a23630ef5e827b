/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Interface "clock": the time of day. Calls on the provider's endpoint; the label is the operation. */
#ifndef ABI_KAAL_CLOCK_H
#define ABI_KAAL_CLOCK_H

#define KAAL_CLOCK "clock"

enum kaal_clock_call {
	KAAL_CLOCK_READ =
		1, /* -> MR0 seconds since 1970-01-01 00:00 UTC, MR1 nanoseconds since boot at that moment.
	                        EIO: the clock says what no time is */
};

#endif
