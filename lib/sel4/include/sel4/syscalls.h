/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The system calls (manual chapter 4 and appendix A, non-MCS).
 *
 * The plain forms pass message words 0..3 through the IPC buffer like the rest;
 * the WithMRs forms pass them in registers, through pointers that may be NULL.
 * Every receive clears its message info first, so that a signal, which the
 * kernel delivers as a badge alone, reads as an empty message with label 0.
 */
#ifndef SEL4_SYSCALLS_H
#define SEL4_SYSCALLS_H

#include <sel4/arch/trap.h>
#include <sel4/ipc_buffer.h>

/** Message words 0..3 on their way to or from the registers. */
struct sel4_registers {
	seL4_Word mr[seL4_FastMessageRegisters];
};

static inline struct sel4_registers sel4_registers_from_buffer(void)
{
	const seL4_Word *msg = seL4_GetIPCBuffer()->msg;

	return (struct sel4_registers){ { msg[0], msg[1], msg[2], msg[3] } };
}

static inline void sel4_registers_to_buffer(const struct sel4_registers *regs)
{
	seL4_Word *msg = seL4_GetIPCBuffer()->msg;

	msg[0] = regs->mr[0];
	msg[1] = regs->mr[1];
	msg[2] = regs->mr[2];
	msg[3] = regs->mr[3];
}

static inline struct sel4_registers sel4_registers_load(const seL4_Word *mr0, const seL4_Word *mr1,
							const seL4_Word *mr2, const seL4_Word *mr3)
{
	return (struct sel4_registers){ { mr0 ? *mr0 : 0, mr1 ? *mr1 : 0, mr2 ? *mr2 : 0, mr3 ? *mr3 : 0 } };
}

static inline void sel4_registers_store(const struct sel4_registers *regs, seL4_Word *mr0, seL4_Word *mr1,
					seL4_Word *mr2, seL4_Word *mr3)
{
	if (mr0)
		*mr0 = regs->mr[0];
	if (mr1)
		*mr1 = regs->mr[1];
	if (mr2)
		*mr2 = regs->mr[2];
	if (mr3)
		*mr3 = regs->mr[3];
}

/** Any system call that brings a message back. @return its info; badge in *@badge if not NULL. */
static inline seL4_MessageInfo_t sel4_exchange(seL4_Sint64 number, seL4_CPtr cptr, seL4_MessageInfo_t info,
					       seL4_Word *badge, struct sel4_registers *regs)
{
	seL4_Word got = sel4_trap_exchange(number, cptr, &info.words[0], &regs->mr[0], &regs->mr[1],
					   &regs->mr[2], &regs->mr[3]);

	if (badge)
		*badge = got;
	return info;
}

static inline seL4_MessageInfo_t sel4_no_message(void)
{
	return (seL4_MessageInfo_t){ { 0 } };
}

static inline void sel4_send(seL4_Sint64 number, seL4_CPtr dest, seL4_MessageInfo_t info)
{
	struct sel4_registers regs = sel4_registers_from_buffer();

	sel4_trap_send(number, dest, info.words[0], regs.mr[0], regs.mr[1], regs.mr[2], regs.mr[3]);
}

static inline void sel4_send_with_mrs(seL4_Sint64 number, seL4_CPtr dest, seL4_MessageInfo_t info,
				      const seL4_Word *mr0, const seL4_Word *mr1, const seL4_Word *mr2,
				      const seL4_Word *mr3)
{
	struct sel4_registers regs = sel4_registers_load(mr0, mr1, mr2, mr3);

	sel4_trap_send(number, dest, info.words[0], regs.mr[0], regs.mr[1], regs.mr[2], regs.mr[3]);
}

static inline seL4_MessageInfo_t sel4_recv(seL4_Sint64 number, seL4_CPtr src, seL4_Word *sender)
{
	struct sel4_registers regs = { { 0 } };
	seL4_MessageInfo_t info = sel4_exchange(number, src, sel4_no_message(), sender, &regs);

	sel4_registers_to_buffer(&regs);
	return info;
}

static inline seL4_MessageInfo_t sel4_recv_with_mrs(seL4_Sint64 number, seL4_CPtr src, seL4_Word *sender,
						    seL4_Word *mr0, seL4_Word *mr1, seL4_Word *mr2,
						    seL4_Word *mr3)
{
	struct sel4_registers regs = { { 0 } };
	seL4_MessageInfo_t info = sel4_exchange(number, src, sel4_no_message(), sender, &regs);

	sel4_registers_store(&regs, mr0, mr1, mr2, mr3);
	return info;
}

/** Send, waiting for a receiver. */
static inline void seL4_Send(seL4_CPtr dest, seL4_MessageInfo_t info)
{
	sel4_send(seL4_SysSend, dest, info);
}

/** Send if a receiver is waiting; otherwise the message is lost. */
static inline void seL4_NBSend(seL4_CPtr dest, seL4_MessageInfo_t info)
{
	sel4_send(seL4_SysNBSend, dest, info);
}

/** Reply to the caller of the last message received; does nothing if there is none. */
static inline void seL4_Reply(seL4_MessageInfo_t info)
{
	sel4_send(seL4_SysReply, 0, info);
}

static inline void seL4_SendWithMRs(seL4_CPtr dest, seL4_MessageInfo_t info, seL4_Word *mr0, seL4_Word *mr1,
				    seL4_Word *mr2, seL4_Word *mr3)
{
	sel4_send_with_mrs(seL4_SysSend, dest, info, mr0, mr1, mr2, mr3);
}

static inline void seL4_NBSendWithMRs(seL4_CPtr dest, seL4_MessageInfo_t info, seL4_Word *mr0, seL4_Word *mr1,
				      seL4_Word *mr2, seL4_Word *mr3)
{
	sel4_send_with_mrs(seL4_SysNBSend, dest, info, mr0, mr1, mr2, mr3);
}

static inline void seL4_ReplyWithMRs(seL4_MessageInfo_t info, seL4_Word *mr0, seL4_Word *mr1, seL4_Word *mr2,
				     seL4_Word *mr3)
{
	sel4_send_with_mrs(seL4_SysReply, 0, info, mr0, mr1, mr2, mr3);
}

/** Wait for a message or a signal. @param sender  out, may be NULL: the badge */
static inline seL4_MessageInfo_t seL4_Recv(seL4_CPtr src, seL4_Word *sender)
{
	return sel4_recv(seL4_SysRecv, src, sender);
}

/** Take a message or signal if one is there; *@sender is 0 otherwise. */
static inline seL4_MessageInfo_t seL4_NBRecv(seL4_CPtr src, seL4_Word *sender)
{
	return sel4_recv(seL4_SysNBRecv, src, sender);
}

static inline seL4_MessageInfo_t seL4_RecvWithMRs(seL4_CPtr src, seL4_Word *sender, seL4_Word *mr0,
						  seL4_Word *mr1, seL4_Word *mr2, seL4_Word *mr3)
{
	return sel4_recv_with_mrs(seL4_SysRecv, src, sender, mr0, mr1, mr2, mr3);
}

static inline seL4_MessageInfo_t seL4_NBRecvWithMRs(seL4_CPtr src, seL4_Word *sender, seL4_Word *mr0,
						    seL4_Word *mr1, seL4_Word *mr2, seL4_Word *mr3)
{
	return sel4_recv_with_mrs(seL4_SysNBRecv, src, sender, mr0, mr1, mr2, mr3);
}

/** Send and wait for the reply to it. @return the reply's info */
static inline seL4_MessageInfo_t seL4_Call(seL4_CPtr dest, seL4_MessageInfo_t info)
{
	struct sel4_registers regs = sel4_registers_from_buffer();

	info = sel4_exchange(seL4_SysCall, dest, info, (void *)0, &regs);
	sel4_registers_to_buffer(&regs);
	return info;
}

static inline seL4_MessageInfo_t seL4_CallWithMRs(seL4_CPtr dest, seL4_MessageInfo_t info, seL4_Word *mr0,
						  seL4_Word *mr1, seL4_Word *mr2, seL4_Word *mr3)
{
	struct sel4_registers regs = sel4_registers_load(mr0, mr1, mr2, mr3);

	info = sel4_exchange(seL4_SysCall, dest, info, (void *)0, &regs);
	sel4_registers_store(&regs, mr0, mr1, mr2, mr3);
	return info;
}

/** Reply as seL4_Reply does, then receive as seL4_Recv does. */
static inline seL4_MessageInfo_t seL4_ReplyRecv(seL4_CPtr src, seL4_MessageInfo_t info, seL4_Word *sender)
{
	struct sel4_registers regs = sel4_registers_from_buffer();

	info = sel4_exchange(seL4_SysReplyRecv, src, info, sender, &regs);
	sel4_registers_to_buffer(&regs);
	return info;
}

/** A signal received here leaves the info as the reply's: tell the two apart by badge. */
static inline seL4_MessageInfo_t seL4_ReplyRecvWithMRs(seL4_CPtr src, seL4_MessageInfo_t info,
						       seL4_Word *sender, seL4_Word *mr0, seL4_Word *mr1,
						       seL4_Word *mr2, seL4_Word *mr3)
{
	struct sel4_registers regs = sel4_registers_load(mr0, mr1, mr2, mr3);

	info = sel4_exchange(seL4_SysReplyRecv, src, info, sender, &regs);
	sel4_registers_store(&regs, mr0, mr1, mr2, mr3);
	return info;
}

/** Give the rest of the slice to the next ready thread of the same priority. */
static inline void seL4_Yield(void)
{
	sel4_trap_plain(seL4_SysYield);
}

/** Signal a notification. */
static inline void seL4_Signal(seL4_CPtr dest)
{
	sel4_trap_notify(seL4_SysSend, dest, 0);
}

static inline void sel4_wait(seL4_Sint64 number, seL4_CPtr src, seL4_Word *sender)
{
	struct sel4_registers ignored = { { 0 } };

	sel4_exchange(number, src, sel4_no_message(), sender, &ignored);
}

/** Wait for a notification. @param sender  out, may be NULL: its word */
static inline void seL4_Wait(seL4_CPtr src, seL4_Word *sender)
{
	sel4_wait(seL4_SysRecv, src, sender);
}

/** Take a notification's word, or 0. */
static inline void seL4_Poll(seL4_CPtr src, seL4_Word *sender)
{
	sel4_wait(seL4_SysNBRecv, src, sender);
}

#endif
