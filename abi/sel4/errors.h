/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Error replies of invocations made with seL4_Call, and lookup failures. */
#ifndef ABI_SEL4_ERRORS_H
#define ABI_SEL4_ERRORS_H

/** Label of an invocation's reply; the message registers that follow are named behind each. */
typedef enum {
	seL4_NoError = 0,
	seL4_InvalidArgument,   /* argument number */
	seL4_InvalidCapability, /* capability number: 0 the invoked one, 1 the first extra */
	seL4_IllegalOperation,
	seL4_RangeError, /* least, greatest */
	seL4_AlignmentError,
	seL4_FailedLookup, /* 1 if the source lookup failed else 0, seL4_LookupFailureType, its words */
	seL4_TruncatedMessage,
	seL4_DeleteFirst,
	seL4_RevokeFirst,
	seL4_NotEnoughMemory, /* bytes free in the untyped */
	seL4_NumErrors,
} seL4_Error;

/** Why a CPtr could not be resolved; the words that follow it in a message are named behind each. */
typedef enum {
	seL4_NoFailure = 0,
	seL4_InvalidRoot,
	seL4_MissingCapability, /* bitsLeft */
	seL4_DepthMismatch,     /* bitsLeft, bitsFound */
	seL4_GuardMismatch,     /* bitsLeft, guardFound, bitsFound */
} seL4_LookupFailureType;

#endif
