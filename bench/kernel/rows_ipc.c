/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Messages: Call, ReplyRecv and Send between two threads.
 *
 *   call        from the client's stamp before Call to the server's after its ReplyRecv
 *   reply_recv  from the server's stamp before ReplyRecv to the client's after its Call
 *   send_slow   from the sender's stamp before Send to the receiver's after its Recv
 *
 * Client and server have the same priority, as in sel4bench's rows of these names;
 * the receiver of a Send has the higher one, and stands in another address space.
 */
#include "bench.h"

/** One way to make a call: what goes there and back. */
struct exchange {
	seL4_Word request, answer; /* message infos */
	seL4_CPtr sent;            /* capability that goes with the request, or 0 */
	seL4_CPtr received;        /* empty slot for it */
};

static struct {
	seL4_CPtr endpoint;
	struct exchange exchange;
	stamp call_begin, call_end, reply_begin, reply_end;
	struct samples call, reply;
} ipc;

static void client(void)
{
	struct message message;

	seL4_SetCap(0, ipc.exchange.sent);
	do {
		message = (struct message){ .cap = ipc.endpoint, .info = ipc.exchange.request };
		trap_stamped(seL4_SysCall, &message, &ipc.call_begin, &ipc.reply_end);
		sample_add(&ipc.call, ipc.call_end - ipc.call_begin);
	} while (sample_add(&ipc.reply, ipc.reply_end - ipc.reply_begin));
	threads_finish();
}

static void server(void)
{
	struct message message = { .cap = ipc.endpoint };

	seL4_SetCapReceivePath(CSPACE, ipc.exchange.received, CPTR_BITS);
	trap_stamped(seL4_SysRecv, &message, &ipc.reply_begin, &ipc.call_end);
	for (;;) {
		if (ipc.exchange.sent)
			cap_delete(ipc.exchange.received);
		message = (struct message){ .cap = ipc.endpoint, .info = ipc.exchange.answer };
		trap_stamped(seL4_SysReplyRecv, &message, &ipc.reply_begin, &ipc.call_end);
	}
}

static void exchange_run(struct exchange exchange, seL4_CPtr server_vspace)
{
	ipc.exchange = exchange;
	thread_start(0, (struct thread){ server, server_vspace, 0, PRIORITY });
	thread_start(1, (struct thread){ client, bench.root_vspace, 0, PRIORITY });
	threads_run();
}

static void sender(void)
{
	struct message message;

	do {
		message = (struct message){ .cap = ipc.endpoint };
		trap_stamped(seL4_SysSend, &message, &ipc.call_begin, &ipc.reply_end);
	} while (sample_add(&ipc.call, ipc.call_end - ipc.call_begin));
	threads_finish();
}

static void receiver(void)
{
	struct message message;

	for (;;) {
		message = (struct message){ .cap = ipc.endpoint };
		trap_stamped(seL4_SysRecv, &message, &ipc.reply_begin, &ipc.call_end);
	}
}

static void send_run(void)
{
	thread_start(0, (struct thread){ receiver, bench.other_vspace, 0, PRIORITY_HIGH });
	thread_start(1, (struct thread){ sender, bench.root_vspace, 0, PRIORITY });
	threads_run();
}

/** A Call on an empty slot: the way into the kernel, one lookup, an error and the way back. */
static void null_call_run(void)
{
	seL4_CPtr empty = slots_take(1);
	struct message message;

	do
		message = (struct message){ .cap = empty };
	while (sample_add(&ipc.call, trap_timed(seL4_SysCall, &message)));
}

static seL4_Word info(seL4_Word caps, seL4_Word length)
{
	return seL4_MessageInfo_new(0, 0, caps, length).words[0];
}

void rows_ipc(void)
{
	struct exchange empty = { 0 };
	struct exchange ten_words = { .request = info(0, 10), .answer = info(0, 10) };
	struct exchange one_cap = { .request = info(1, 0), .sent = bench.never, .received = slots_take(1) };

	ipc.endpoint = object_make(seL4_EndpointObject, 0);
	null_call_run();
	report_samples("null_call", &ipc.call, bench.overhead);
	exchange_run(empty, bench.root_vspace);
	report_samples("call", &ipc.call, bench.overhead);
	report_samples("reply_recv", &ipc.reply, bench.overhead);
	exchange_run(empty, bench.other_vspace);
	report_samples("call_cross", &ipc.call, bench.overhead);
	report_samples("reply_recv_cross", &ipc.reply, bench.overhead);
	exchange_run(ten_words, bench.other_vspace);
	report_samples("call_10w", &ipc.call, bench.overhead);
	report_samples("reply_recv_10w", &ipc.reply, bench.overhead);
	exchange_run(one_cap, bench.other_vspace);
	report_samples("call_cap", &ipc.call, bench.overhead);
	ipc.reply.count = 0; /* of no interest: without a capability */
	send_run();
	report_samples("send_slow", &ipc.call, bench.overhead);
}
