/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The small value types of the seL4 API: kinds of capability, rights, CNode data, message info. */
#ifndef SEL4_TYPES_H
#define SEL4_TYPES_H

#include "abi/sel4/errors.h"
#include "abi/sel4/faults.h"
#include "abi/sel4/labels.h"
#include "abi/sel4/message.h"
#include "abi/sel4/objects.h"
#include "abi/sel4/rights.h"
#include "abi/sel4/syscalls.h"
#include "abi/sel4/word.h"
#include "sel4_arch/constants.h"
#include "sel4_arch/registers.h"

/* What a CPtr is expected to name. All are the same type: the kernel checks, not the compiler. */
typedef seL4_CPtr seL4_Untyped;
typedef seL4_CPtr seL4_TCB;
typedef seL4_CPtr seL4_CNode;
typedef seL4_CPtr seL4_IRQControl;
typedef seL4_CPtr seL4_IRQHandler;
typedef seL4_CPtr seL4_DomainSet;

/** The rights word of Copy, Mint and the map invocations. */
typedef struct {
	seL4_Word words[1];
} seL4_CapRights_t;

/** New guard of a CNode capability, for Mint, Mutate, Rotate and the TCB space data. */
typedef struct {
	seL4_Word words[1];
} seL4_CNode_CapData_t;

/** Build a rights word; each argument is 0 or 1. */
static inline seL4_CapRights_t seL4_CapRights_new(seL4_Word grant_reply, seL4_Word grant, seL4_Word read,
						  seL4_Word write)
{
	return (seL4_CapRights_t){ { (write & 1) * seL4_RightWrite | (read & 1) * seL4_RightRead |
				     (grant & 1) * seL4_RightGrant |
				     (grant_reply & 1) * seL4_RightGrantReply } };
}

#define seL4_AllRights     seL4_CapRights_new(1, 1, 1, 1)
#define seL4_NoRights      seL4_CapRights_new(0, 0, 0, 0)
#define seL4_ReadWrite     seL4_CapRights_new(0, 0, 1, 1)
#define seL4_CanRead       seL4_CapRights_new(0, 0, 1, 0)
#define seL4_CanWrite      seL4_CapRights_new(0, 0, 0, 1)
#define seL4_CanGrant      seL4_CapRights_new(0, 1, 0, 0)
#define seL4_CanGrantReply seL4_CapRights_new(1, 0, 0, 0)
#define seL4_NoWrite       seL4_CapRights_new(1, 1, 1, 0)
#define seL4_NoRead        seL4_CapRights_new(1, 1, 0, 1)

static inline seL4_Word seL4_CapRights_get_capAllowWrite(seL4_CapRights_t rights)
{
	return rights.words[0] & 1;
}

static inline seL4_Word seL4_CapRights_get_capAllowRead(seL4_CapRights_t rights)
{
	return rights.words[0] >> 1 & 1;
}

static inline seL4_Word seL4_CapRights_get_capAllowGrant(seL4_CapRights_t rights)
{
	return rights.words[0] >> 2 & 1;
}

static inline seL4_Word seL4_CapRights_get_capAllowGrantReply(seL4_CapRights_t rights)
{
	return rights.words[0] >> 3 & 1;
}

/** @param guard_size  0..63 bits, of which the low ones of @guard are kept */
static inline seL4_CNode_CapData_t seL4_CNode_CapData_new(seL4_Word guard, seL4_Word guard_size)
{
	return (seL4_CNode_CapData_t){ { guard << 6 | (guard_size & 63) } };
}

static inline seL4_Word seL4_CNode_CapData_get_guard(seL4_CNode_CapData_t data)
{
	return data.words[0] >> 6;
}

static inline seL4_Word seL4_CNode_CapData_get_guardSize(seL4_CNode_CapData_t data)
{
	return data.words[0] & 63;
}

/**
 * Build a message-info word.
 *
 * @param label       52 bits: an invocation label, or the users' own
 * @param unwrapped   0 when sending
 * @param extra_caps  0..3
 * @param length      0..120 words
 */
static inline seL4_MessageInfo_t seL4_MessageInfo_new(seL4_Word label, seL4_Word unwrapped,
						      seL4_Word extra_caps, seL4_Word length)
{
	return (seL4_MessageInfo_t){ { label << seL4_MsgInfoLabelShift |
				       (unwrapped & 7) << seL4_MsgInfoCapsUnwrappedShift |
				       (extra_caps & 3) << seL4_MsgInfoExtraCapsShift | (length & 127) } };
}

static inline seL4_Word seL4_MessageInfo_get_label(seL4_MessageInfo_t info)
{
	return info.words[0] >> seL4_MsgInfoLabelShift;
}

static inline seL4_Word seL4_MessageInfo_get_capsUnwrapped(seL4_MessageInfo_t info)
{
	return info.words[0] >> seL4_MsgInfoCapsUnwrappedShift & 7;
}

static inline seL4_Word seL4_MessageInfo_get_extraCaps(seL4_MessageInfo_t info)
{
	return info.words[0] >> seL4_MsgInfoExtraCapsShift & 3;
}

static inline seL4_Word seL4_MessageInfo_get_length(seL4_MessageInfo_t info)
{
	return info.words[0] & 127;
}

static inline seL4_MessageInfo_t seL4_MessageInfo_set_label(seL4_MessageInfo_t info, seL4_Word label)
{
	return seL4_MessageInfo_new(label, seL4_MessageInfo_get_capsUnwrapped(info),
				    seL4_MessageInfo_get_extraCaps(info), seL4_MessageInfo_get_length(info));
}

static inline seL4_MessageInfo_t seL4_MessageInfo_set_capsUnwrapped(seL4_MessageInfo_t info,
								    seL4_Word unwrapped)
{
	return seL4_MessageInfo_new(seL4_MessageInfo_get_label(info), unwrapped,
				    seL4_MessageInfo_get_extraCaps(info), seL4_MessageInfo_get_length(info));
}

static inline seL4_MessageInfo_t seL4_MessageInfo_set_extraCaps(seL4_MessageInfo_t info, seL4_Word extra_caps)
{
	return seL4_MessageInfo_new(seL4_MessageInfo_get_label(info),
				    seL4_MessageInfo_get_capsUnwrapped(info), extra_caps,
				    seL4_MessageInfo_get_length(info));
}

static inline seL4_MessageInfo_t seL4_MessageInfo_set_length(seL4_MessageInfo_t info, seL4_Word length)
{
	return seL4_MessageInfo_new(seL4_MessageInfo_get_label(info),
				    seL4_MessageInfo_get_capsUnwrapped(info),
				    seL4_MessageInfo_get_extraCaps(info), length);
}

#endif
