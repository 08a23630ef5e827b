/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The message-info word and the IPC buffer. */
#ifndef ABI_SEL4_MESSAGE_H
#define ABI_SEL4_MESSAGE_H

#include "abi/sel4/word.h"

enum {
	seL4_MsgLengthBits = 7,
	seL4_MsgExtraCapBits = 2,
	seL4_MsgMaxLength = 120,
	seL4_MsgMaxExtraCaps = 3,
	seL4_FastMessageRegisters = 4,

	/* bit positions in the message-info word: length, extra caps, caps unwrapped, label */
	seL4_MsgInfoLengthShift = 0,
	seL4_MsgInfoExtraCapsShift = 7,
	seL4_MsgInfoCapsUnwrappedShift = 9,
	seL4_MsgInfoLabelShift = 12,
};

/** A message-info word; built and read with the seL4_MessageInfo_* functions of lib/sel4. */
typedef struct {
	seL4_Word words[1];
} seL4_MessageInfo_t;

/**
 * The IPC buffer, 1024 bytes, aligned to its size.
 * The kernel neither reads nor writes @tag and @userData, nor msg[0..3].
 */
typedef struct {
	seL4_MessageInfo_t tag;
	seL4_Word msg[seL4_MsgMaxLength];
	seL4_Word userData;
	seL4_Word caps_or_badges[seL4_MsgMaxExtraCaps];
	seL4_CPtr receiveCNode;
	seL4_CPtr receiveIndex;
	seL4_Word receiveDepth;
} seL4_IPCBuffer;

_Static_assert(sizeof(seL4_IPCBuffer) == 1024, "the IPC buffer is 1024 bytes");

#endif
