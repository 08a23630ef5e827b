/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A peer that writes anything anywhere in the shared memory: in turn with this side, so
 * that it is the same every time, and then in a thread of its own, at any moment. Whatever comes of it, calls
 * return, results stay within what their headers promise, and nothing outside the shared
 * memory is touched (the sanitizers' build watches over that; guards do here).
 *
 * hostile [SEED]: another sequence.
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <ring/entry.h>
#include <ring/fan_in.h>
#include <ring/pool.h>
#include <ring/request.h>

#include "tap.h"

enum {
	ENTRIES = 8,
	ROUNDS = 300000,
	REST_ROUNDS = 64, /* within which a victim comes to rest when the peer keeps still */
	LIMIT_S = 200,
	GUARD = 256,
	GUARD_BYTE = 0xc3,
	RING_BYTES = KAAL_RING_HEADER_BYTES + ENTRIES * sizeof(struct kaal_request),
	BATCH_MAX = 12,
	BUFFERS = 6,
};

struct guarded {
	_Alignas(64) uint8_t before[GUARD];
	_Alignas(64) uint8_t ring[RING_BYTES];
	uint8_t after[GUARD];
};

static struct guarded memory[2];

/** Whether the peer's steps come between the victim's, always the same, or at any moment. */
enum turns { IN_TURN, AT_ONCE };

static struct {
	void (*step)(uint32_t *state);
	enum turns turns;
	uint32_t state;
	pthread_t thread;
} peer;

static atomic_bool stop;
static uint32_t victim_seed = 1;

static uint32_t next(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/** A word that a peer might write, with malice: near what stands there, at an edge, or anything. */
static uint32_t malice(uint32_t *state, uint32_t now)
{
	switch (next(state) % 4) {
	case 0:
		return now + next(state) % 5 - 2;
	case 1:
		return now + (next(state) % 2 ? ENTRIES : ENTRIES + 1);
	case 2:
		return next(state) % 2 ? UINT32_MAX : 0;
	default:
		return next(state);
	}
}

static void scribble(uint32_t *state)
{
	static const size_t words[] = {
		offsetof(struct kaal_ring, head),           offsetof(struct kaal_ring, tail),
		offsetof(struct kaal_ring, producer_waits), offsetof(struct kaal_ring, consumer_waits),
		offsetof(struct kaal_ring, producer_epoch), offsetof(struct kaal_ring, consumer_epoch),
		offsetof(struct kaal_ring, producer_saw),   offsetof(struct kaal_ring, start),
		offsetof(struct kaal_ring, entries),
	};
	uint8_t *ring = memory[next(state) % 2].ring;
	size_t at = next(state) % 8 ? words[next(state) % (sizeof words / sizeof words[0])]
				    : next(state) % RING_BYTES & ~(size_t)3;
	uint32_t *word = (uint32_t *)(ring + at);

	__atomic_store_n(word, malice(state, __atomic_load_n(word, __ATOMIC_RELAXED)), __ATOMIC_RELAXED);
}

/** A server that knows what it should do, for a while: so that the victim gets to where it hurts. */
static void serve_badly(uint32_t *state)
{
	static struct request_server server;
	struct kaal_request request;

	if (!server.session.out.view.shared || server.session.broken || next(state) % 512 == 0)
		request_server_attach(&server, memory[1].ring, memory[0].ring, RING_BYTES);
	if (request_take(&server, &request) == 1) {
		if (next(state) % 8 == 0)
			((uint32_t *)&request)[next(state) % 16] = malice(state, 0);
		request_answer(&server, &request);
	}
	if (next(state) % 64 == 0)
		scribble(state);
}

/** And a client. */
static void ask_badly(uint32_t *state)
{
	static struct request_slot slots[ENTRIES];
	static struct request_client client;
	static struct kaal_request request;
	uint64_t tag;

	if (!client.session.out.view.shared || client.session.broken || next(state) % 512 == 0)
		request_client_attach(&client, memory[1].ring, memory[0].ring, RING_BYTES, slots, ENTRIES);
	((uint32_t *)&request)[next(state) % 16] = next(state);
	request_submit(&client, &request, 0, 0);
	request_collect(&client, &request, &tag);
	if (next(state) % 64 == 0)
		scribble(state);
}

static void *peer_lives(void *unused)
{
	(void)unused;
	for (unsigned i = 0; !atomic_load_explicit(&stop, memory_order_relaxed); i++) {
		peer.step(&peer.state);
		if (i % 256 == 0)
			sched_yield(); /* there may be one processor only */
	}
	return NULL;
}

static void begin(void (*step)(uint32_t *state), enum turns turns)
{
	memset(memory, 0, sizeof memory);
	for (unsigned i = 0; i < 2; i++) {
		memset(memory[i].before, GUARD_BYTE, GUARD);
		memset(memory[i].after, GUARD_BYTE, GUARD);
	}
	peer.step = step;
	peer.turns = turns;
	peer.state = victim_seed * 2654435761u | 1;
	atomic_store(&stop, false);
	alarm(LIMIT_S);
	if (turns == AT_ONCE)
		CHECK_EQ(pthread_create(&peer.thread, NULL, peer_lives, NULL), 0);
}

/** @return whether the victim should make round @i */
static bool more(unsigned i)
{
	if (peer.turns == IN_TURN)
		peer.step(&peer.state);
	else if (i % 256 == 0)
		sched_yield();
	return i < ROUNDS;
}

/** The peer keeps still from now on. */
static void calm(void)
{
	atomic_store(&stop, true);
	if (peer.turns == AT_ONCE)
		pthread_join(peer.thread, NULL);
	for (unsigned i = 0; i < 2; i++)
		for (unsigned at = 0; at < GUARD; at++)
			CHECK(memory[i].before[at] == GUARD_BYTE && memory[i].after[at] == GUARD_BYTE);
}

static void check_span(const struct ring_span *span, int64_t count, uint32_t entry_bytes)
{
	uint8_t *data = memory[0].ring + KAAL_RING_HEADER_BYTES, *end = memory[0].ring + RING_BYTES;

	CHECK_EQ(span->first_count + span->second_count, count);
	CHECK((uint8_t *)span->first >= data &&
	      (uint8_t *)span->first + (size_t)span->first_count * entry_bytes <= end);
	CHECK((uint8_t *)span->second == data && data + (size_t)span->second_count * entry_bytes <= end);
}

static void producer_survives(enum turns turns)
{
	static uint8_t data[BATCH_MAX * 64];
	uint32_t random = victim_seed;
	struct ring_producer producer;
	struct ring_span span;
	unsigned refused = 0;

	begin(scribble, turns);
	CHECK_EQ(ring_producer_attach(&producer, memory[0].ring, RING_BYTES, 64), 0);
	for (unsigned i = 0; more(i); i++) {
		uint32_t count = next(&random) % BATCH_MAX;
		int64_t got = 0;

		switch (next(&random) % 5) {
		case 0:
			got = ring_write(&producer, data, count);
			break;
		case 1:
			got = ring_reserve(&producer, count, &span);
			if (got < 0)
				break;
			check_span(&span, got, 64);
			memset(span.first, 1, span.first_count * 64);
			memset(span.second, 2, span.second_count * 64);
			ring_commit(&producer, (uint32_t)got);
			break;
		case 2:
			got = ring_put(&producer, data, 64);
			CHECK(got <= 1);
			break;
		case 3:
			ring_producer_notify(&producer);
			ring_producer_sleep(&producer, 1 + count % ENTRIES);
			break;
		default:
			if (ring_peer_restarted(&producer.view))
				ring_producer_reset(&producer);
		}
		CHECK(got >= -EPROTO && got <= BATCH_MAX);
		CHECK(got >= 0 || got == -EPROTO);
		refused += got < 0;
	}
	calm();
	printf("# refused %u times\n", refused);
	CHECK(refused > 0 || turns == AT_ONCE);
}

static void consumer_survives(enum turns turns)
{
	static uint8_t data[BATCH_MAX * 64];
	uint32_t random = victim_seed, from = 0;
	struct ring_fan_in_member members[2] = { 0 };
	struct ring_fan_in fan_in = { .members = members, .count = 2 };
	struct ring_consumer *consumer = &members[0].ring;
	struct ring_span span;
	unsigned refused = 0;

	begin(scribble, turns);
	for (unsigned i = 0; i < 2; i++)
		CHECK_EQ(ring_consumer_attach(&members[i].ring, memory[i].ring, RING_BYTES, 64), 0);
	for (unsigned i = 0; more(i); i++) {
		uint32_t count = next(&random) % BATCH_MAX;
		int64_t got = 0;

		switch (next(&random) % 6) {
		case 0:
			got = ring_read(consumer, data, count);
			break;
		case 1:
			got = ring_peek(consumer, count, &span);
			if (got < 0)
				break;
			check_span(&span, got, 64);
			ring_release(consumer, (uint32_t)got);
			break;
		case 2:
			got = ring_get(consumer, data, 64);
			CHECK(got <= 1);
			break;
		case 3:
			ring_consumer_notify(consumer);
			ring_consumer_sleep(consumer);
			break;
		case 4:
			got = ring_fan_in_read(&fan_in, data, count, &from);
			CHECK(from < 2);
			ring_fan_in_sleep(&fan_in);
			break;
		default:
			if (ring_peer_restarted(&consumer->view))
				ring_consumer_reset(consumer);
		}
		CHECK(got <= BATCH_MAX);
		CHECK(got >= 0 || got == -EPROTO);
		refused += got < 0;
	}
	calm();
	printf("# refused %u times\n", refused);
	CHECK(refused > 0 || turns == AT_ONCE);
}

/** What the client knows to be under way: tags, one bit each. */
struct asked {
	struct request_client client;
	struct request_slot slots[ENTRIES];
	uint32_t under_way;
};

static void client_asks(struct asked *asked, uint32_t random)
{
	struct kaal_request request = { .operation = random, .data = { .buffer = random % 9, .bytes = 512 } };
	unsigned tag = 0;

	while (tag < ENTRIES && asked->under_way & 1u << tag)
		tag++;
	CHECK_EQ(request_submit(&asked->client, &request, tag, random % 2), tag < ENTRIES ? 0 : -EAGAIN);
	if (tag < ENTRIES)
		asked->under_way |= 1u << tag;
}

/** @return as request_collect */
static int client_hears(struct asked *asked)
{
	struct kaal_request answer;
	uint64_t tag;
	int got = request_collect(&asked->client, &answer, &tag);

	CHECK(got == 0 || got == 1 || got == -EPROTO);
	if (got != 1)
		return got;
	CHECK(tag < ENTRIES && asked->under_way & 1u << tag); /* once, and asked */
	CHECK(answer.data.buffer == answer.operation % 9 && answer.data.offset == 0);
	CHECK(answer.data.bytes <= 512);
	asked->under_way &= ~(1u << tag);
	return got;
}

static void client_survives(enum turns turns)
{
	struct asked asked = { 0 };
	uint32_t random = victim_seed;
	unsigned refused = 0, answered = 0, rounds = 0;

	begin(serve_badly, turns);
	CHECK_EQ(request_client_attach(&asked.client, memory[0].ring, memory[1].ring, RING_BYTES, asked.slots,
				       ENTRIES),
		 0);
	for (unsigned i = 0; more(i); i++) {
		if (next(&random) % 3 == 0)
			client_asks(&asked, next(&random));

		int got = client_hears(&asked);

		refused += got < 0;
		answered += got > 0;
		request_client_notify(&asked.client);
		request_client_sleep(&asked.client);
	}
	calm();
	for (; rounds < REST_ROUNDS; rounds++) {
		while (client_hears(&asked) == 1)
			;
		request_client_notify(&asked.client);
		if (request_client_sleep(&asked.client))
			break;
	}
	CHECK(rounds < REST_ROUNDS);
	printf("# answered %u times, refused %u times\n", answered, refused);
	CHECK((refused > 0 && answered > 0) || turns == AT_ONCE);
}

static void server_survives(enum turns turns)
{
	struct request_server server;
	struct kaal_request taken[ENTRIES];
	uint32_t random = victim_seed, count = 0;
	unsigned served = 0, refused = 0, rounds = 0;

	begin(ask_badly, turns);
	CHECK_EQ(request_server_attach(&server, memory[0].ring, memory[1].ring, RING_BYTES), 0);
	for (unsigned i = 0; more(i); i++) {
		int got = request_take(&server, &taken[count]);

		CHECK(got == 0 || got == 1 || got == -EPROTO);
		count += got == 1;
		served += got == 1;
		refused += got < 0;
		CHECK_EQ(server.in_flight, count);
		while (count && (count == ENTRIES || next(&random) % 2))
			request_answer(&server, &taken[--count]);
		request_server_notify(&server);
		request_server_sleep(&server);
	}
	calm();
	while (count)
		request_answer(&server, &taken[--count]);
	for (; rounds < REST_ROUNDS; rounds++) {
		while (request_take(&server, &taken[0]) == 1)
			request_answer(&server, &taken[0]);
		request_server_notify(&server);
		if (request_server_sleep(&server))
			break;
	}
	CHECK(rounds < REST_ROUNDS);
	printf("# served %u times, refused %u times\n", served, refused);
	CHECK((refused > 0 && served > 0) || turns == AT_ONCE);
}

/** Any descriptor at all: the ledger adds up after each. */
static void a_pool_adds_up(void)
{
	static uint8_t buffers[BUFFERS * 64];
	struct ring_pool_area area = { buffers, sizeof buffers, 64, 0 };
	uint32_t ledger[BUFFERS], random = victim_seed, taken[BUFFERS], held = 0;
	struct ring_pool pool;

	CHECK_EQ(ring_pool_open(&pool, RING_POOL_LENDER, &area, ledger, BUFFERS), 0);
	for (unsigned i = 0; i < ROUNDS; i++) {
		struct kaal_descriptor theirs = { .buffer = malice(&random, next(&random) % BUFFERS),
						  .offset = malice(&random, 0) % 100,
						  .bytes = malice(&random, 32) };
		int64_t buffer = ring_pool_take(&pool);
		uint32_t away = pool.away;

		if (buffer >= 0)
			taken[held++] = (uint32_t)buffer;
		CHECK(held + pool.away <= BUFFERS);
		CHECK(buffer >= 0 || held + pool.away == BUFFERS); /* no buffer is nowhere */
		if (held && next(&random) % 2) {
			struct kaal_descriptor own = { .buffer = taken[--held] };

			CHECK_EQ(ring_pool_send(&pool, &own), 0);
			away++;
		}
		if (ring_pool_receive(&pool, &theirs) == 0) {
			CHECK(theirs.buffer < BUFFERS && (uint64_t)theirs.offset + theirs.bytes <= 64);
			CHECK_EQ(pool.away, away - 1);
			CHECK_EQ(ring_pool_free(&pool, theirs.buffer), 0);
		} else {
			CHECK_EQ(pool.away, away);
		}
	}
}

static void a_producer_survives(void)
{
	producer_survives(IN_TURN);
	producer_survives(AT_ONCE);
}

static void a_consumer_survives(void)
{
	consumer_survives(IN_TURN);
	consumer_survives(AT_ONCE);
}

static void a_client_survives(void)
{
	client_survives(IN_TURN);
	client_survives(AT_ONCE);
}

static void a_server_survives(void)
{
	server_survives(IN_TURN);
	server_survives(AT_ONCE);
}

int main(int argc, char **argv)
{
	static const struct tap_test tests[] = { TAP(a_producer_survives), TAP(a_consumer_survives),
						 TAP(a_client_survives), TAP(a_server_survives),
						 TAP(a_pool_adds_up) };

	if (argc > 1)
		victim_seed = (uint32_t)strtoul(argv[1], NULL, 0) | 1;
	printf("# seed %u\n", victim_seed);
	return tap_run(tests, sizeof tests / sizeof tests[0], 1, argv);
}
