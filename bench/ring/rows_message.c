/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * 64 KiB by messages, which the kernel copies: seL4_Call with 120 words, until all has
 * been received. Rows as in rows_pass.c:
 *
 *   message_64k_in_place           both sides work in their IPC buffers
 *   message_64k_copied_out         the receiver copies out of its IPC buffer
 *   message_64k_copied_in_and_out  the sender copies into its own, too
 *
 * The copies use whole 64 bytes of a message, so they are a little shorter than they
 * would have to be: to the advantage of messages.
 */
#include <core/text.h>

#include "ring_bench.h"

enum {
	WORDS = seL4_MsgMaxLength,
	MESSAGE_BYTES = WORDS * sizeof(seL4_Word),
	COPIED_BYTES = MESSAGE_BYTES / 64 * 64,
	MESSAGES = (BULK_BYTES + MESSAGE_BYTES - 1) / MESSAGE_BYTES,
};

static struct {
	seL4_CPtr endpoint;
	enum copies copies;
	uint32_t received;
	struct samples samples;
	_Alignas(64) uint8_t sink[BULK_BYTES + MESSAGE_BYTES], source[BULK_BYTES + MESSAGE_BYTES];
} messages;

/** Message words begin 8 bytes into the IPC buffer: the copies begin at the next multiple of 16. */
static void *message_data(void)
{
	return &seL4_GetIPCBuffer()->msg[1];
}

static void receive(void)
{
	seL4_Recv(messages.endpoint, (void *)0);
	for (;;) {
		if (messages.copies >= COPIES_OUT)
			copy(messages.sink + messages.received, message_data(), COPIED_BYTES);
		messages.received += MESSAGE_BYTES;
		seL4_ReplyRecv(messages.endpoint, seL4_MessageInfo_new(0, 0, 0, 0), (void *)0);
	}
}

static seL4_Uint32 transfer(void)
{
	seL4_Uint32 begin = trap_now();

	for (uint32_t sent = 0; sent < BULK_BYTES; sent += MESSAGE_BYTES) {
		if (messages.copies == COPIES_BOTH)
			copy(message_data(), messages.source + sent, COPIED_BYTES);
		seL4_Call(messages.endpoint, seL4_MessageInfo_new(0, 0, 0, WORDS));
	}
	return trap_now() - begin;
}

static void send(void)
{
	seL4_Uint32 ticks;

	do {
		messages.received = 0;
		ticks = transfer();
		if (messages.received < BULK_BYTES)
			fail("not all messages were received");
	} while (sample_add(&messages.samples, ticks));
	threads_finish();
}

void rows_message(void)
{
	char name[40];

	messages.endpoint = object_make(seL4_EndpointObject, 0);
	for (messages.copies = 0; messages.copies < COPIES_COUNT; messages.copies++) {
		thread_start(0, (struct thread){ receive, bench.other_vspace, 0, PRIORITY });
		thread_start(1, (struct thread){ send, bench.root_vspace, 0, PRIORITY });
		threads_run();
		text_print(name, sizeof name, "message_64k_%s", copies_names[messages.copies]);
		report_samples(name, &messages.samples, stamps_overhead);
	}
}
