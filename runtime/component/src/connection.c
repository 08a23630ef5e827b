/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/connection.h>

#include <errno.h>
#include <string.h>

#include <component/component.h>
#include <sel4/sel4.h>

#include "threads.h"

/** One ring's memory; none if the connection has no ring that way. */
struct memory {
	uint64_t vaddr, bytes;
};

/** Attach the rings that there are: @out is the one that this end writes. */
static int rings_attach(struct connection *connection, struct memory out, struct memory in,
			uint32_t entry_bytes)
{
	int error = 0;

	if (out.bytes)
		error = ring_producer_attach(&connection->out, (void *)out.vaddr, out.bytes, entry_bytes);
	if (!error && in.bytes)
		error = ring_consumer_attach(&connection->in, (void *)in.vaddr, in.bytes, entry_bytes);
	/* an earlier one of this end may have died between taking the peer's flag and signalling it */
	if (!error && (out.bytes || in.bytes))
		component_signal_peer(connection->grant);
	return error;
}

static struct memory ring_forward(const struct kaal_grant *grant)
{
	return (struct memory){ grant->vaddr, grant->bytes };
}

static struct memory ring_back(const struct kaal_grant *grant)
{
	return (struct memory){ grant->back_vaddr, grant->back_bytes };
}

int connection_open(struct connection *connection, const char *name, uint32_t entry_bytes)
{
	int index = component_grant_find(KAAL_NEED_USES, name, 0);

	if (index < 0)
		return index;

	const struct kaal_grant *grant = component_grant(index);

	connection->grant = index;
	connection->endpoint = grant->slot;
	return rings_attach(connection, ring_forward(grant), ring_back(grant), entry_bytes);
}

int connection_accept(struct connection *connection, int index, uint32_t entry_bytes)
{
	const struct kaal_grant *grant = component_grant(index);

	connection->grant = index;
	connection->endpoint = 0;
	return rings_attach(connection, ring_back(grant), ring_forward(grant), entry_bytes);
}

uint64_t connection_signal(const struct connection *connection)
{
	return component_grant_signal(connection->grant);
}

void connection_written(struct connection *connection)
{
	if (ring_producer_notify(&connection->out))
		component_signal_peer(connection->grant);
}

void connection_consumed(struct connection *connection)
{
	if (ring_consumer_notify(&connection->in))
		component_signal_peer(connection->grant);
}

/** Block until @room entries fit. @return 0 or -EPROTO */
static int room_await(struct connection *connection, uint32_t room)
{
	for (;;) {
		int64_t now = ring_room(&connection->out);

		if (now < 0)
			return (int)now;
		if (now >= room)
			return 0;
		if (ring_producer_sleep(&connection->out, room))
			component_wait(connection_signal(connection));
	}
}

int connection_write(struct connection *connection, const void *bytes, size_t count)
{
	const char *rest = bytes;

	while (count) {
		uint32_t entries = connection->out.view.entries;
		uint32_t part = count < entries ? (uint32_t)count : entries;
		int error = room_await(connection, part);

		if (error)
			return error;
		ring_write(&connection->out, rest, part);
		connection_written(connection);
		rest += part;
		count -= part;
	}
	return 0;
}

int64_t connection_read(struct connection *connection, void *bytes, size_t count)
{
	uint32_t most = count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;

	for (;;) {
		int64_t read = ring_read(&connection->in, bytes, most);

		if (read < 0)
			return read;
		connection_consumed(connection);
		if (read)
			return read;
		if (ring_consumer_sleep(&connection->in))
			component_wait(connection_signal(connection));
	}
}

int connection_flush(struct connection *connection)
{
	return room_await(connection, connection->out.view.entries);
}

int connection_call(const struct connection *connection, uint64_t operation, uint64_t words[4],
		    unsigned int words_count)
{
	seL4_MessageInfo_t info = seL4_MessageInfo_new(operation, 0, 0, words_count);

	thread_waits(connection->grant, (uint32_t)operation);
	info = seL4_CallWithMRs(connection->endpoint, info, &words[0], &words[1], &words[2], &words[3]);
	thread_waits_no_more();
	for (seL4_Word i = seL4_MessageInfo_get_length(info); i < 4; i++)
		words[i] = 0;
	return -(int)seL4_MessageInfo_get_label(info);
}

int connection_exchange(const struct connection *connection, uint64_t operation, const uint64_t *words,
			unsigned int words_count, uint64_t *answer, unsigned int room)
{
	seL4_Word *message = seL4_GetIPCBuffer()->msg;
	seL4_MessageInfo_t info = seL4_MessageInfo_new(operation, 0, 0, words_count);

	memcpy(message, words, words_count * sizeof *words);
	thread_waits(connection->grant, (uint32_t)operation);
	info = seL4_Call(connection->endpoint, info);
	thread_waits_no_more();

	unsigned int count = (unsigned int)seL4_MessageInfo_get_length(info);

	if (seL4_MessageInfo_get_label(info))
		return -(int)seL4_MessageInfo_get_label(info);
	if (count > room)
		count = room;
	memcpy(answer, message, count * sizeof *answer);
	return (int)count;
}
