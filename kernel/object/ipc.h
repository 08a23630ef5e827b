/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Endpoints, notifications, replies and the transfer of messages between threads. */
#ifndef KERNEL_OBJECT_IPC_H
#define KERNEL_OBJECT_IPC_H

#include "object/objects.h"

struct send {
	u64 badge;
	bool block, call, grant, grant_reply;
};

void endpoint_send(struct endpoint *endpoint, struct tcb *sender, struct send how);
void endpoint_receive(struct endpoint *endpoint, struct tcb *receiver, bool grant, bool block);

/** Take a waiting @tcb out of the endpoint's queue. */
void endpoint_remove(struct endpoint *endpoint, struct tcb *tcb);

/** Make the first waiting thread restart its system call. @return false if there was none */
bool endpoint_cancel_one(struct endpoint *endpoint);

/** Make every sender with @badge restart its system call. */
void endpoint_cancel_badged(struct endpoint *endpoint, u64 badge);

void notification_signal(struct notification *notification, u64 badge);
void notification_wait(struct notification *notification, struct tcb *receiver, bool block);
void notification_remove(struct notification *notification, struct tcb *tcb);
bool notification_cancel_one(struct notification *notification);
void notification_bind(struct notification *notification, struct tcb *tcb);
void notification_unbind(struct notification *notification);

/** If @tcb's bound notification is active, consume it and give @tcb its badge. @return whether */
bool notification_take_bound(struct tcb *tcb);

/** The message that @sender waits with or has in its registers goes through @endpoint (NULL: a reply) to @receiver. */
void message_transfer(struct tcb *sender, struct endpoint *endpoint, struct tcb *receiver, u64 badge,
		      bool grant);

/** Message words of @sender as far as it can send them: registers, then buffer. */
struct message {
	struct tcb *sender;
	u64 *buffer; /* NULL: no more than four words */
	u64 label, length;
};

/** Where message word 0 has its place in an IPC buffer, in words; the kernel keeps 0..3 in registers instead. */
enum { BUFFER_MESSAGE = 1 };

/** A receiver's message words; those that do not fit are dropped. */
struct message_out {
	struct tcb *receiver;
	u64 *buffer;
};

struct message_out message_to(struct tcb *receiver);

/** Write word @index. @return length of the message so far: index + 1, or 4 without a buffer */
unsigned message_put(const struct message_out *out, unsigned index, u64 value);

/** Answer @caller, which waits for a reply or with a fault; the reply capability is consumed. */
void reply_transfer(struct tcb *sender, struct tcb *caller, bool grant);

/** Write the message of @faulter's fault to @receiver. */
void fault_message(struct tcb *faulter, struct tcb *receiver);

/** Apply the reply that stands in @sender's message to @faulter. @return resume it */
bool fault_reply(struct tcb *sender, struct tcb *faulter);

/** Stop @tcb with tcb->fault and tell its fault handler. */
void fault_raise(struct tcb *tcb);

#endif
