/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Access to the calling thread's IPC buffer.
 *
 * The pointer is a thread-local variable, as in libsel4. So every thread needs
 * a TLS block before it uses anything here or any call that takes more than
 * four words: root tasks get theirs from lib/sel4's start code (sel4/root.h),
 * further bare threads from sel4_tls_init, components from their libc.
 */
#ifndef SEL4_IPC_BUFFER_H
#define SEL4_IPC_BUFFER_H

#include <sel4/types.h>

/** Address of the calling thread's IPC buffer; defined once, in lib/sel4/ipc_buffer.c. */
extern __thread seL4_IPCBuffer *__sel4_ipc_buffer;

static inline seL4_IPCBuffer *seL4_GetIPCBuffer(void)
{
	return __sel4_ipc_buffer;
}

/** @param buffer  where the kernel was told that this thread's buffer is mapped */
static inline void seL4_SetIPCBuffer(seL4_IPCBuffer *buffer)
{
	__sel4_ipc_buffer = buffer;
}

/** @param i  message register, 0..119 */
static inline seL4_Word seL4_GetMR(int i)
{
	return seL4_GetIPCBuffer()->msg[i];
}

/** @param i  message register, 0..119 */
static inline void seL4_SetMR(int i, seL4_Word mr)
{
	seL4_GetIPCBuffer()->msg[i] = mr;
}

static inline seL4_Word seL4_GetUserData(void)
{
	return seL4_GetIPCBuffer()->userData;
}

static inline void seL4_SetUserData(seL4_Word data)
{
	seL4_GetIPCBuffer()->userData = data;
}

/** Badge of the @i-th (0..2) capability of the message received, if it was unwrapped. */
static inline seL4_Word seL4_GetBadge(int i)
{
	return seL4_GetIPCBuffer()->caps_or_badges[i];
}

static inline seL4_CPtr seL4_GetCap(int i)
{
	return seL4_GetIPCBuffer()->caps_or_badges[i];
}

/** Name the @i-th (0..2) extra capability of the next message sent. */
static inline void seL4_SetCap(int i, seL4_CPtr cptr)
{
	seL4_GetIPCBuffer()->caps_or_badges[i] = cptr;
}

static inline void seL4_GetCapReceivePath(seL4_CPtr *receive_cnode, seL4_CPtr *receive_index,
					  seL4_Word *receive_depth)
{
	const seL4_IPCBuffer *buffer = seL4_GetIPCBuffer();

	if (receive_cnode)
		*receive_cnode = buffer->receiveCNode;
	if (receive_index)
		*receive_index = buffer->receiveIndex;
	if (receive_depth)
		*receive_depth = buffer->receiveDepth;
}

/** Name the slot that a received capability goes to; it must be empty when the message comes. */
static inline void seL4_SetCapReceivePath(seL4_CPtr receive_cnode, seL4_CPtr receive_index,
					  seL4_Word receive_depth)
{
	seL4_IPCBuffer *buffer = seL4_GetIPCBuffer();

	buffer->receiveCNode = receive_cnode;
	buffer->receiveIndex = receive_index;
	buffer->receiveDepth = receive_depth;
}

#endif
