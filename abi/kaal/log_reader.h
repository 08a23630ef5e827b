/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Interface "log-reader": calls on the log service by whoever may see what all components say. */
#ifndef ABI_KAAL_LOG_READER_H
#define ABI_KAAL_LOG_READER_H

#include <stdint.h>

#include "abi/kaal/component.h"
#include "abi/kaal/log.h"

#define KAAL_LOG_READER "log-reader"

enum kaal_log_reader_op {
	KAAL_LOG_READ =
		1, /* MR0 number of the line to begin at, MR1 least important level wanted, MR2 component id, 0:
	                      all -> struct kaal_log_record: the first such line from there on. ENOENT: there is none */
	KAAL_LOG_STATUS, /* -> struct kaal_log_status */
	KAAL_LOG_LEVEL, /* MR0 component id, 0: all; MR1 enum kaal_log_level: what is less important is neither shown
	                      nor kept from now on. ENOENT: that component does not log here */
};

enum { KAAL_LOG_RECORD_BYTES = 256 };

/** A line as it is kept. Lines are numbered from 1, and the oldest make way for new ones. */
struct kaal_log_record {
	uint64_t number, time_ns;
	uint32_t component; /* id; 0: the log service itself */
	uint8_t level;      /* enum kaal_log_level */
	uint8_t thread;     /* 0: the first */
	uint16_t bytes;     /* of @text */
	char name[KAAL_NAME_BYTES];
	char text[KAAL_LOG_RECORD_BYTES]; /* printable characters */
};

struct kaal_log_status {
	uint64_t first, next; /* number of the oldest line kept, and of the next to come */
	uint64_t dropped;     /* lines of components that said too much at once */
	uint64_t hidden;      /* lines kept, but not shown on the console for want of time */
};

#endif
