/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Requests between threads, either of which ends in the midst of its work and is started
 * again: what a session hands over it must order, or the thread sanitizer speaks up.
 * Deaths between any two instructions are in restart.c.
 */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdint.h>
#include <unistd.h>

#include <ring/request.h>

#include "tap.h"

enum {
	ENTRIES = 8,
	SLOTS = 6,
	TOTAL = 40000, /* requests, by all clients together */
	SERVER_LIFE = 300,
	CLIENT_LIFE = 900,
	LIMIT_S = 120,
	RING_BYTES = KAAL_RING_HEADER_BYTES + ENTRIES * sizeof(struct kaal_request),
};

static _Alignas(64) uint8_t requests[RING_BYTES], answers[RING_BYTES];
static uint64_t buffers[SLOTS]; /* plain memory: who may touch it the protocol decides */
static sem_t client_signal, server_signal;
static atomic_bool finished;
static unsigned servers, clients, next_number, in_doubt;

/** Serve so many requests, then end without a word. */
static void server_live(unsigned life)
{
	struct request_server server;
	struct kaal_request request;

	servers++;
	request_server_attach(&server, answers, requests, RING_BYTES);
	while (!atomic_load(&finished)) {
		if (request_take(&server, &request) == 1) {
			if (!life--)
				return;
			buffers[request.data.buffer] += request.args[0];
			request_answer(&server, &request);
		}
		if (request_server_notify(&server))
			sem_post(&client_signal);
		if (request_server_sleep(&server))
			sem_wait(&server_signal);
	}
}

static void *server_lives(void *unused)
{
	(void)unused;
	while (!atomic_load(&finished))
		server_live(servers % SERVER_LIFE);
	return NULL;
}

struct life {
	struct request_client client;
	struct request_slot slots[SLOTS];
	unsigned lent;
};

static void collect(struct life *life)
{
	struct kaal_request answer;
	uint64_t tag;

	while (request_collect(&life->client, &answer, &tag) == 1) {
		CHECK_EQ(answer.data.buffer, tag);
		CHECK(answer.data.status == 0 || answer.data.status == -ECONNRESET);
		in_doubt += answer.data.status != 0;
		if (answer.data.status == 0)
			CHECK_EQ(buffers[tag], 2 * answer.args[0]);
		life->lent &= ~(1u << tag);
	}
}

static void submit(struct life *life)
{
	for (uint32_t i = 0; i < SLOTS && next_number < TOTAL; i++) {
		struct kaal_request request = { .data = { .buffer = i } };

		if (life->lent & 1u << i)
			continue;
		request.args[0] = ++next_number;
		life->lent |= 1u << i;
		buffers[i] = request.args[0];
		/* to add twice would be wrong */
		CHECK_EQ(request_submit(&life->client, &request, i, REQUEST_ONCE), 0);
	}
}

/** Make so many rounds, then end without a word. */
static void client_live(unsigned rounds)
{
	struct life life = { 0 };
	bool open = false;

	clients++;
	CHECK_EQ(request_client_attach(&life.client, requests, answers, RING_BYTES, life.slots, SLOTS), 0);
	while (rounds--) {
		collect(&life);
		if (next_number >= TOTAL && !life.lent)
			break; /* nobody would wake us any more */
		open = open || request_client_open(&life.client);
		if (open)
			submit(&life);
		if (request_client_notify(&life.client))
			sem_post(&server_signal);
		if (request_client_sleep(&life.client))
			sem_wait(&client_signal);
	}
}

static void threads_come_and_go(void)
{
	pthread_t server;

	CHECK_EQ(sem_init(&client_signal, 0, 0), 0);
	CHECK_EQ(sem_init(&server_signal, 0, 0), 0);
	CHECK_EQ(pthread_create(&server, NULL, server_lives, NULL), 0);
	alarm(LIMIT_S);
	while (next_number < TOTAL)
		client_live(clients * 7 % CLIENT_LIFE);
	atomic_store(&finished, true);
	sem_post(&server_signal);
	pthread_join(server, NULL);
	printf("# %u servers, %u clients, %u requests in doubt\n", servers, clients, in_doubt);
	CHECK(servers > 10 && clients > 10 && in_doubt > 0);
}

TAP_MAIN(TAP(threads_come_and_go))
