/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a thread sends: on the path of every invocation, so inline. */
#ifndef KERNEL_OBJECT_MESSAGE_H
#define KERNEL_OBJECT_MESSAGE_H

#include "abi/sel4/message.h"

#include "arch/arch.h"
#include "arch_switch.h"
#include "object/frame.h"
#include "object/ipc.h"

/** The message that @sender has in its registers and buffer. */
static inline struct message message_of(struct tcb *sender)
{
	u64 info = sender->context.reg[REG_INFO];
	u64 length = info & ((1 << seL4_MsgLengthBits) - 1);
	u64 *buffer = tcb_ipc_buffer(sender, false);

	if (length > seL4_MsgMaxLength)
		length = seL4_MsgMaxLength;
	if (!buffer && length > seL4_FastMessageRegisters)
		length = seL4_FastMessageRegisters;
	return (struct message){ sender, buffer, info >> seL4_MsgInfoLabelShift, length };
}

#endif
