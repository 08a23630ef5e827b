/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Requests and answers, one step at a time: both sides' deaths where they matter, and hostile peers. */
#include <errno.h>
#include <stdint.h>

#include <ring/request.h>

#include "tap.h"

enum { ENTRIES = 4, SLOTS = 4, RING_BYTES = KAAL_RING_HEADER_BYTES + ENTRIES * sizeof(struct kaal_request) };

static _Alignas(64) uint8_t requests[RING_BYTES], answers[RING_BYTES];
static struct kaal_ring *const asked = (struct kaal_ring *)requests, *const told =
									     (struct kaal_ring *)answers;
static struct request_slot slots[SLOTS];
static struct request_client client;
static struct request_server server;

static void client_starts(void)
{
	memset(slots, 0xdd, sizeof slots);
	CHECK_EQ(request_client_attach(&client, requests, answers, RING_BYTES, slots, SLOTS), 0);
	CHECK(request_client_notify(&client));
}

static void server_starts(void)
{
	CHECK_EQ(request_server_attach(&server, answers, requests, RING_BYTES), 0);
	CHECK(request_server_notify(&server));
}

static int collect(uint64_t *tag)
{
	struct kaal_request answer;

	return request_collect(&client, &answer, tag);
}

static int nothing_taken(void)
{
	struct kaal_request request;

	return request_take(&server, &request) == 0;
}

static void begin(void)
{
	uint64_t tag;

	memset(requests, 0, sizeof requests);
	memset(answers, 0, sizeof answers);
	client_starts();
	server_starts();
	CHECK_EQ(collect(&tag), 0); /* sees the server */
	CHECK(nothing_taken());     /* and the server the client */
	CHECK(request_client_open(&client));
	request_client_notify(&client);
	request_server_notify(&server);
}

static void ask(uint64_t tag, uint32_t flags)
{
	struct kaal_request request = { .operation = (uint32_t)tag, .args = { tag } };

	CHECK_EQ(request_submit(&client, &request, tag, flags), 0);
}

/** Take a request that must be there. */
static struct kaal_request take(uint64_t tag)
{
	struct kaal_request request;

	CHECK_EQ(request_take(&server, &request), 1);
	CHECK_EQ(request.operation, tag);
	return request;
}

static void answer(struct kaal_request request, int32_t status)
{
	request.data.status = status;
	request_answer(&server, &request);
}

/** Collect an answer that must be there. */
static void expect(uint64_t tag, int32_t status)
{
	struct kaal_request got;
	uint64_t got_tag = ~0ull;

	CHECK_EQ(request_collect(&client, &got, &got_tag), 1);
	CHECK_EQ(got_tag, tag);
	CHECK_EQ(got.operation, tag);
	CHECK_EQ(got.data.status, status);
}

static void expect_nothing(void)
{
	uint64_t tag;

	CHECK_EQ(collect(&tag), 0);
}

static void answers_come_in_any_order(void)
{
	struct kaal_request first, second;

	begin();
	ask(1, 0);
	ask(2, 0);
	CHECK(!request_client_notify(&client)); /* nobody sleeps */
	first = take(1);
	second = take(2);
	CHECK(nothing_taken());
	answer(second, 22);
	answer(first, 11);
	expect(2, 22);
	expect(1, 11);
	expect_nothing();
}

static void as_many_as_slots_can_be_under_way(void)
{
	struct kaal_request request = { 0 }, taken[SLOTS];

	begin();
	for (unsigned round = 0; round < 5; round++) {
		for (uint64_t i = 0; i < SLOTS; i++)
			ask(i, 0);
		CHECK_EQ(request_submit(&client, &request, 9, 0), -EAGAIN);
		for (uint64_t i = 0; i < SLOTS; i++)
			taken[i] = take(i);
		for (uint64_t i = 0; i < SLOTS; i++)
			answer(taken[i], 0);
		for (uint64_t i = 0; i < SLOTS; i++)
			expect(i, 0);
	}
}

static void requests_wait_for_a_server(void)
{
	memset(requests, 0, sizeof requests);
	memset(answers, 0, sizeof answers);
	client_starts();
	ask(1, REQUEST_ONCE);
	expect_nothing();
	CHECK(request_client_sleep(&client));
	server_starts();
	CHECK(nothing_taken());
	CHECK(!request_client_sleep(&client)); /* there is something to do: see the server */
	expect_nothing();
	CHECK(request_client_notify(&client));
	answer(take(1), 5);
	expect(1, 5);
}

static void a_client_may_only_wait_for_a_server(void)
{
	for (unsigned server_first = 0; server_first < 2; server_first++) {
		memset(requests, 0, sizeof requests);
		memset(answers, 0, sizeof answers);
		if (server_first)
			server_starts();
		client_starts();
		CHECK(!request_client_open(&client));
		CHECK(request_client_sleep(&client));
		if (!server_first)
			server_starts();
		CHECK(nothing_taken());
		request_client_open(&client); /* sees the server */
		CHECK(nothing_taken());
		CHECK(request_client_open(&client));
		CHECK(request_client_notify(&client));
		CHECK(request_client_sleep(&client));
		server_starts(); /* another one */
		CHECK(!request_client_sleep(&client));
		CHECK(request_client_open(&client));
	}
}

static void a_sleeping_side_is_woken(void)
{
	begin();
	CHECK(request_server_sleep(&server));
	ask(1, 0);
	CHECK(request_client_notify(&client));
	CHECK(!request_client_notify(&client));
	CHECK(!request_server_sleep(&server));
	CHECK(request_client_sleep(&client));
	answer(take(1), 0);
	CHECK(request_server_notify(&server));
	CHECK(!request_client_sleep(&client));
	expect(1, 0);
}

static void a_new_server_gets_what_was_not_answered(void)
{
	begin();
	ask(1, 0);
	ask(2, 0);
	ask(3, 0);
	answer(take(1), 10);
	take(2); /* begun */
	server_starts();
	CHECK(nothing_taken()); /* it waits until the client has seen it */
	expect(1, 10);          /* answered before the death */
	expect_nothing();
	CHECK(request_client_notify(&client));
	answer(take(2), 20); /* again, in their order */
	answer(take(3), 30);
	CHECK(nothing_taken());
	expect(2, 20);
	expect(3, 30);
	expect_nothing();
}

static void what_must_happen_once_is_not_repeated(void)
{
	begin();
	ask(1, REQUEST_ONCE);
	ask(2, REQUEST_ONCE);
	take(1); /* begun, but 2 is still in the ring */
	server_starts();
	expect(1, -ECONNRESET);
	expect_nothing();
	answer(take(2), 20);
	CHECK(nothing_taken());
	expect(2, 20);
}

/** Take a request that may have to wait until the server has stepped over what earlier ones left. */
static struct kaal_request take_after_restart(uint64_t tag)
{
	struct kaal_request request;

	if (request_take(&server, &request) == 1) {
		CHECK_EQ(request.operation, tag);
		return request;
	}
	expect_nothing();
	return take(tag);
}

static void a_server_can_die_again_and_again(void)
{
	struct kaal_request request;

	begin();
	ask(1, 0);
	ask(2, REQUEST_ONCE);
	for (unsigned i = 0; i < 10; i++) {
		server_starts();
		CHECK(nothing_taken());
		if (i % 2)
			expect_nothing();
		if (i % 4 != 3)
			continue;
		take_after_restart(1);
	}
	expect_nothing();
	request = take_after_restart(1);
	answer(request, 1);
	answer(take(2), 2);
	expect(1, 1);
	expect(2, 2);
}

static void a_new_client_hears_nothing_old(void)
{
	struct kaal_request old;
	uint32_t head;

	begin();
	ask(1, 0);
	ask(2, 0);
	ask(3, 0);
	answer(take(1), 10);
	head = told->head;
	old = take(2); /* 3 is still in the ring */
	client_starts();
	ask(4, 0);
	CHECK(!request_client_open(&client));
	CHECK(nothing_taken()); /* not before 2 is done: it may write into the client's buffers */
	expect_nothing();
	CHECK(!request_client_open(&client));
	answer(old, 20);
	CHECK_EQ(told->head, head); /* nobody is there to hear it */
	CHECK(nothing_taken());     /* now it accepts the new client */
	CHECK(request_server_notify(&server));
	CHECK(request_client_open(&client));
	expect_nothing(); /* and 4 is submitted */
	answer(take(4), 40);
	expect(4, 40);
	expect_nothing();
	CHECK(nothing_taken());
}

static void who_opens_while_about_to_sleep_says_so_first(void)
{
	struct kaal_request old;

	begin();
	ask(1, 0);
	old = take(1);
	client_starts();
	CHECK(nothing_taken());
	CHECK(request_client_sleep(&client)); /* the server is still at work for the old one */
	answer(old, 0);
	CHECK(nothing_taken());
	CHECK(!request_client_sleep(&client)); /* now the channel opens, and that makes room */
	CHECK(request_client_notify(&client));
	CHECK(request_client_sleep(&client));
}

static void accepting_is_told(void)
{
	begin();
	server_starts();
	CHECK_EQ(ring_session_poll(&client.session), RING_SESSION_PEER_NEW);
	CHECK(!request_client_notify(&client));
	ring_session_accept(&client.session);
	CHECK(request_client_notify(&client));
	CHECK(!request_client_notify(&client));
}

static void both_can_die(void)
{
	begin();
	ask(1, 0);
	ask(2, 0);
	answer(take(1), 10);
	take(2);
	client_starts();
	server_starts();
	ask(3, 0);
	for (unsigned i = 0; i < 3; i++) {
		expect_nothing();
		if (i < 2 && !request_client_open(&client))
			CHECK(nothing_taken());
	}
	answer(take(3), 30);
	expect(3, 30);
	CHECK(nothing_taken());
}

static void a_full_ring_survives_a_restart(void)
{
	begin();
	for (uint64_t i = 0; i < SLOTS; i++)
		ask(i, 0);
	server_starts(); /* the ring is full of entries that it is to step over */
	expect_nothing();
	CHECK(request_client_notify(&client));
	CHECK(!request_client_notify(&client));
	CHECK(request_client_sleep(&client)); /* no room yet */
	CHECK(nothing_taken());
	CHECK(request_server_notify(&server));
	expect_nothing(); /* submits again */
	for (uint64_t i = 0; i < SLOTS; i++)
		answer(take(i), 0);
	for (uint64_t i = 0; i < SLOTS; i++)
		expect(i, 0);
}

static void an_answer_to_nothing_breaks_the_session(void)
{
	struct kaal_request request, other;
	uint64_t tag;

	begin();
	ask(1, 0);
	request = take(1);
	other = request;
	other.data.cookie ^= 1ull << 40;
	server.in_flight += 5; /* the server lost its mind */
	answer(other, 0);
	CHECK_EQ(collect(&tag), -EPROTO);
	answer(request, 0);
	CHECK_EQ(collect(&tag), -EPROTO); /* for good */
	CHECK(request_client_sleep(&client));
	server_starts();
	expect_nothing(); /* until another one is there: nothing is lost */
	answer(take(1), 7);
	expect(1, 7);
	ask(2, 0);
	request = take(2);
	server.in_flight++;
	answer(request, 0);
	answer(request, 0); /* twice */
	expect(2, 0);
	CHECK_EQ(collect(&tag), -EPROTO);
}

static void an_answer_covers_no_more_than_was_asked(void)
{
	struct kaal_request request = { .operation = 1, .data = { .buffer = 3, .offset = 8, .bytes = 100 } };
	uint64_t tag;

	begin();
	CHECK_EQ(request_submit(&client, &request, 1, 0), 0);
	request = take(1);
	request.data.buffer = 77;
	request.data.offset = 1u << 31;
	request.operation = 12;
	answer(request, 0);
	CHECK_EQ(request_collect(&client, &request, &tag), 1);
	CHECK_EQ(request.data.buffer, 3);
	CHECK_EQ(request.data.offset, 8);
	CHECK_EQ(request.operation, 1);
	request.data.bytes = 100;
	CHECK_EQ(request_submit(&client, &request, 1, 0), 0);
	request = take(1);
	request.data.bytes++;
	answer(request, 0);
	CHECK_EQ(collect(&tag), -EPROTO);
}

static void a_client_that_does_not_listen_stalls_only_itself(void)
{
	struct kaal_request request;

	begin();
	for (uint64_t i = 0; i < SLOTS; i++) {
		ask(i, 0);
		answer(take(i), 0);
	}
	asked->head++; /* asks for more without taking answers */
	CHECK_EQ(request_take(&server, &request), 0);
	request_server_notify(&server);
	CHECK(request_server_sleep(&server)); /* and does not keep the server awake */
	told->tail = 12345;
	CHECK_EQ(request_take(&server, &request), -EPROTO);
	CHECK_EQ(request_take(&server, &request), -EPROTO);
	CHECK(request_server_sleep(&server));
	client_starts();
	CHECK(nothing_taken());
	ask(8, 0);
	answer(take(8), 0);
	expect(8, 0);
}

static void scribbles_of_the_dead_do_not_last(void)
{
	for (unsigned side = 0; side < 2; side++) {
		begin();
		ask(1, 0);
		asked->head = 99, asked->tail = 7777, asked->start = 5;
		told->head = 3333, told->tail = 4, told->start = 5;
		asked->producer_epoch += 50, told->producer_epoch += 50;
		if (side) {
			uint64_t tag;

			server_starts();
			CHECK_EQ(collect(&tag), 0);
			CHECK(nothing_taken());
		} else {
			client_starts();
			ask(1, 0);
			CHECK(nothing_taken());
			expect_nothing();
		}
		CHECK_EQ(request_submit(&client, &(struct kaal_request){ .operation = 2 }, 2, 0), 0);
		expect_nothing();
		answer(take_after_restart(1), 1);
		answer(take(2), 2);
		expect(1, 1);
		expect(2, 2);
	}
}

static void without_slots_or_room_there_is_no_channel(void)
{
	CHECK_EQ(request_client_attach(&client, requests, answers, RING_BYTES, slots, 0), -EINVAL);
	CHECK_EQ(request_client_attach(&client, requests, answers, 300, slots, SLOTS), -EINVAL);
	CHECK_EQ(request_server_attach(&server, answers, requests, 300), -EINVAL);
}

TAP_MAIN(TAP(answers_come_in_any_order), TAP(as_many_as_slots_can_be_under_way),
	 TAP(requests_wait_for_a_server), TAP(a_client_may_only_wait_for_a_server),
	 TAP(a_sleeping_side_is_woken), TAP(a_new_server_gets_what_was_not_answered),
	 TAP(what_must_happen_once_is_not_repeated), TAP(a_server_can_die_again_and_again),
	 TAP(a_new_client_hears_nothing_old), TAP(who_opens_while_about_to_sleep_says_so_first),
	 TAP(accepting_is_told), TAP(both_can_die), TAP(a_full_ring_survives_a_restart),
	 TAP(an_answer_to_nothing_breaks_the_session), TAP(an_answer_covers_no_more_than_was_asked),
	 TAP(a_client_that_does_not_listen_stalls_only_itself), TAP(scribbles_of_the_dead_do_not_last),
	 TAP(without_slots_or_room_there_is_no_channel))
