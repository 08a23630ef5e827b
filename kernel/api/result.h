/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What an invocation or a lookup came to, in two registers.
 *
 *   status  7..0    seL4_Error, or STATUS_PREEMPTED
 *           63..8   by error:
 *             NoError            words of reply already in the caller's message registers
 *             InvalidArgument, InvalidCapability   the number
 *             RangeError         least value (arg: greatest)
 *             NotEnoughMemory    - (arg: bytes free)
 *             FailedLookup       8 source, 11..9 seL4_LookupFailureType,
 *                                18..12 bits left, 25..19 bits found (arg: guard found)
 */
#ifndef KERNEL_API_RESULT_H
#define KERNEL_API_RESULT_H

#include "abi/sel4/errors.h"
#include "object/cap.h"

struct result {
	u64 status, arg;
};

enum { STATUS_PREEMPTED = 255 };

static inline struct result result_ok(void)
{
	return (struct result){ 0, 0 };
}

/** Success; @words reply words stand in the caller's message registers. */
static inline struct result result_words(u64 words)
{
	return (struct result){ words << 8, 0 };
}

static inline bool result_is_ok(struct result result)
{
	return (result.status & 255) == seL4_NoError;
}

static inline struct result result_preempted(void)
{
	return (struct result){ STATUS_PREEMPTED, 0 };
}

static inline bool result_is_preempted(struct result result)
{
	return (result.status & 255) == STATUS_PREEMPTED;
}

/** Errors without details: IllegalOperation, AlignmentError, TruncatedMessage, DeleteFirst, RevokeFirst. */
static inline struct result result_error(seL4_Error error)
{
	return (struct result){ error, 0 };
}

static inline struct result result_invalid_argument(u64 number)
{
	return (struct result){ seL4_InvalidArgument | number << 8, 0 };
}

static inline struct result result_invalid_cap(u64 number)
{
	return (struct result){ seL4_InvalidCapability | number << 8, 0 };
}

static inline struct result result_range(u64 least, u64 greatest)
{
	return (struct result){ seL4_RangeError | least << 8, greatest };
}

static inline struct result result_no_memory(u64 free_bytes)
{
	return (struct result){ seL4_NotEnoughMemory, free_bytes };
}

/** A failed lookup; which words mean something depends on @type (abi/sel4/errors.h). */
static inline struct result result_lookup(seL4_LookupFailureType type, u64 bits_left, u64 bits_found,
					  u64 guard)
{
	return (struct result){ seL4_FailedLookup | (u64)type << 9 | bits_left << 12 | bits_found << 19,
				guard };
}

/** Mark a failed lookup as that of the source slot; other results stay. */
static inline struct result result_from_source(struct result result)
{
	if ((result.status & 255) == seL4_FailedLookup)
		result.status |= 1 << 8;
	return result;
}

static inline struct result result_missing_cap(u64 bits_left)
{
	return result_lookup(seL4_MissingCapability, bits_left, 0, 0);
}

static inline struct result result_invalid_root(void)
{
	return result_lookup(seL4_InvalidRoot, 0, 0, 0);
}

#endif
