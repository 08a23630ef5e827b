/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interface "log": one struct kaal_log_line an entry over the ring to the provider,
 * nothing back. Who says it is known from the connection, not from the line.
 */
#ifndef ABI_KAAL_LOG_H
#define ABI_KAAL_LOG_H

#include <stdint.h>

#define KAAL_LOG "log"

enum kaal_log_level {
	KAAL_LOG_ERROR = 1,
	KAAL_LOG_WARNING,
	KAAL_LOG_INFO,
	KAAL_LOG_DEBUG,
	KAAL_LOG_TRACE,
};

enum { KAAL_LOG_TEXT_BYTES = 108 };

/** A line, or a part of one. */
struct kaal_log_line {
	uint64_t time_ns;               /* since boot */
	uint8_t level;                  /* enum kaal_log_level */
	uint8_t bytes;                  /* of @text in use */
	uint8_t continues;              /* 1: the next entry goes on where this ends */
	uint8_t thread;                 /* 0: the first */
	char text[KAAL_LOG_TEXT_BYTES]; /* without line end; provider: prints printable characters only */
	uint64_t reserved;
};

_Static_assert(sizeof(struct kaal_log_line) == 128, "entries are a power of two");

#endif
