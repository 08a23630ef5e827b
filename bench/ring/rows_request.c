/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Requests of 64 bytes and their answers, remembered by the client until then.
 *
 *   request        submitted, taken, answered and collected, one at a time, and what each
 *                  side does to learn that nobody waits
 *   batch_request  the same of one out of eight under way
 *   request_wake   from before the submission until the client has the answer of a server in
 *                  another address space, both of which slept: two signals, two switches
 */
#include <ring/request.h>

#include "ring_bench.h"

enum { ENTRIES = 16, BATCH = 8, BYTES = KAAL_RING_HEADER_BYTES + ENTRIES * sizeof(struct kaal_request) };

static struct {
	_Alignas(64) uint8_t requests[BYTES];
	_Alignas(64) uint8_t answers[BYTES];
	struct request_client client;
	struct request_slot slots[ENTRIES];
	struct request_server server;
	seL4_CPtr client_signal, server_signal;
	struct samples samples;
} channel;

static void submit(uint64_t tag)
{
	struct kaal_request request = { .operation = 1,
					.data = { .buffer = 2, .bytes = 4096 },
					.args = { tag } };

	request_submit(&channel.client, &request, tag, 0);
}

static void collect(uint64_t tag)
{
	struct kaal_request answer;
	uint64_t got;

	if (request_collect(&channel.client, &answer, &got) != 1 || got != tag)
		fail("a request was not answered");
}

/** Take and answer all there is. */
static void serve(void)
{
	struct kaal_request request;

	while (request_take(&channel.server, &request) == 1) {
		request.data.status = 0;
		request_answer(&channel.server, &request);
	}
}

static seL4_Uint32 request_ticks(uint64_t count)
{
	seL4_Uint32 begin = trap_now();

	for (uint64_t i = 0; i < count; i++)
		submit(i);
	request_client_notify(&channel.client);
	serve();
	request_server_notify(&channel.server);
	for (uint64_t i = 0; i < count; i++)
		collect(i);
	request_client_notify(&channel.client);
	return trap_now() - begin;
}

static void server(void)
{
	for (;;) {
		serve();
		if (request_server_notify(&channel.server))
			seL4_Signal(channel.client_signal);
		if (request_server_sleep(&channel.server))
			seL4_Wait(channel.server_signal, (void *)0);
	}
}

static void client(void)
{
	struct kaal_request answer;
	seL4_Uint32 begin;
	uint64_t tag;

	do {
		begin = trap_now();
		submit(1);
		while (request_collect(&channel.client, &answer, &tag) != 1) {
			if (request_client_notify(&channel.client))
				seL4_Signal(channel.server_signal);
			if (request_client_sleep(&channel.client))
				seL4_Wait(channel.client_signal, (void *)0);
		}
	} while (sample_add(&channel.samples, trap_now() - begin));
	threads_finish();
}

void rows_request(void)
{
	must(request_client_attach(&channel.client, channel.requests, channel.answers, BYTES, channel.slots,
				   ENTRIES) != 0,
	     "request_client_attach");
	must(request_server_attach(&channel.server, channel.answers, channel.requests, BYTES) != 0,
	     "request_server_attach");
	while (!request_client_open(&channel.client))
		serve();
	while (sample_add(&channel.samples, request_ticks(1)))
		;
	report_samples("request", &channel.samples, stamps_overhead);
	while (sample_add(&channel.samples, (request_ticks(BATCH) - stamps_overhead + BATCH - 1) / BATCH))
		;
	report_samples("batch_request", &channel.samples, 0);

	channel.client_signal = object_make(seL4_NotificationObject, 0);
	channel.server_signal = object_make(seL4_NotificationObject, 0);
	thread_start(0, (struct thread){ server, bench.other_vspace, 0, PRIORITY });
	thread_start(1, (struct thread){ client, bench.root_vspace, 0, PRIORITY });
	threads_run();
	report_samples("request_wake", &channel.samples, stamps_overhead);
}
