/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The machine word of the seL4 ABI and the constants that both architectures
 * share. Source of every number in abi/sel4/: the seL4 16.0.0 reference manual
 * and interface, in the profile of docs/spec/kernel-abi.md (64-bit, non-MCS,
 * one core, release, IOMMU off).
 */
#ifndef ABI_SEL4_WORD_H
#define ABI_SEL4_WORD_H

#include <stdint.h>

typedef uint64_t seL4_Word;
typedef int64_t seL4_Sint64;
typedef uint64_t seL4_Uint64;
typedef uint32_t seL4_Uint32;
typedef uint16_t seL4_Uint16;
typedef uint8_t seL4_Uint8;
typedef uint8_t seL4_Bool;

typedef seL4_Word seL4_CPtr;
typedef seL4_Word seL4_NodeId;
typedef seL4_Word seL4_PAddr;
typedef seL4_Word seL4_Domain;

enum {
	seL4_WordBits = 64,
	seL4_WordSizeBits = 3,

	/* log2 sizes of the objects that every architecture has */
	seL4_SlotBits = 5,
	seL4_TCBBits = 11,
	seL4_EndpointBits = 4,
	seL4_NotificationBits = 5,
	seL4_IPCBufferSizeBits = 10,
	seL4_MinUntypedBits = 4,
	seL4_MaxUntypedBits = 47,
	seL4_ASIDPoolBits = 12,
	seL4_ASIDPoolIndexBits = 9,

	/* scheduling */
	seL4_MinPrio = 0,
	seL4_MaxPrio = 255,
	seL4_NumDomains = 16,
	seL4_NumDomainSchedules = 100,

	/* Untyped_Retype makes at most this many objects in one call */
	seL4_UntypedRetypeMaxObjects = 256,
};

/** Flags of TCB_SetFlags (manual, seL4_TCB_SetFlags). */
enum seL4_TCBFlag {
	seL4_TCBFlag_NoFlag = 0,
	seL4_TCBFlag_fpuDisabled = 1,
	seL4_TCBFlag_MASK = 1,
};

#endif
