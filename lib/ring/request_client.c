/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <ring/entry.h>

#include "request_list.h"

enum { BYTES = sizeof(struct kaal_request) };

#define ONE_USE (1ull << 32) /* of a slot, in its cookie */

int request_client_attach(struct request_client *client, void *out, void *in, size_t bytes,
			  struct request_slot *slots, uint32_t count)
{
	*client = (struct request_client){ .slots = slots, .count = count };

	int error = ring_session_attach(&client->session, out, in, bytes, BYTES);

	if (error || !count)
		return -EINVAL;
	/* so the rings hold every request, and every answer, that can be under way */
	if (client->count > client->session.out.view.entries)
		client->count = client->session.out.view.entries;
	request_list_init(&client->free);
	request_list_init(&client->waiting);
	request_list_init(&client->submitted);
	request_list_init(&client->lost);
	for (uint32_t i = 0; i < client->count; i++) {
		slots[i] = (struct request_slot){ .cookie = i };
		request_list_append(&client->free, &slots[i]);
	}
	return 0;
}

/** Write what waits into the ring, as far as there is room, and publish it at once. */
static void submit_waiting(struct request_client *client)
{
	struct ring_producer *out = &client->session.out;
	uint32_t written = 0;
	int64_t room;

	if (request_list_empty(&client->waiting) || ring_session_poll(&client->session) != RING_SESSION_OPEN)
		return;
	room = ring_session_room(&client->session);
	for (; !request_list_empty(&client->waiting) && written < room; written++) {
		struct request_slot *slot = request_list_first(&client->waiting);

		slot->at = out->head + written;
		slot->submitted = true;
		request_list_remove(slot);
		request_list_append(&client->submitted, slot);
		__builtin_memcpy(ring_entry(&out->view, slot->at, BYTES), &slot->request, BYTES);
	}
	if (written)
		ring_commit(out, written);
}

int request_submit(struct request_client *client, const struct kaal_request *request, uint64_t tag,
		   uint32_t flags)
{
	struct request_slot *slot = request_list_first(&client->free);

	if (request_list_empty(&client->free))
		return -EAGAIN;
	slot->request = *request;
	slot->request.data.cookie = slot->cookie += ONE_USE;
	slot->tag = tag;
	slot->flags = flags;
	request_list_remove(slot);
	request_list_append(&client->waiting, slot);
	submit_waiting(client);
	return 0;
}

/** The slot of an answer is free again. @return 1 */
static int slot_finish(struct request_client *client, struct request_slot *slot, uint64_t *tag)
{
	*tag = slot->tag;
	slot->submitted = false;
	request_list_remove(slot);
	request_list_append(&client->free, slot);
	return 1;
}

/** @return the slot of the request that @answer is for, or NULL: there is none */
static struct request_slot *slot_answered(const struct request_client *client,
					  const struct kaal_request *answer)
{
	uint32_t index = (uint32_t)answer->data.cookie;
	struct request_slot *slot = &client->slots[index];

	if (index >= client->count || !slot->submitted || slot->cookie != answer->data.cookie)
		return NULL;
	return answer->data.bytes <= slot->request.data.bytes ? slot : NULL;
}

/** As request_collect, of what stands in the ring. */
static int collect_answer(struct request_client *client, struct kaal_request *answer, uint64_t *tag)
{
	int got = ring_get(&client->session.in, answer, BYTES);
	struct request_slot *slot;

	if (got == 0)
		return 0;
	slot = got == 1 ? slot_answered(client, answer) : NULL;
	if (!slot)
		return ring_session_break(&client->session);
	answer->operation = slot->request.operation;
	answer->data.buffer = slot->request.data.buffer;
	answer->data.offset = slot->request.data.offset;
	return slot_finish(client, slot, tag);
}

/** As request_collect, of requests that nobody will answer any more. */
static int collect_lost(struct request_client *client, struct kaal_request *answer, uint64_t *tag)
{
	struct request_slot *slot = request_list_first(&client->lost);

	if (request_list_empty(&client->lost))
		return 0;
	*answer = slot->request;
	answer->data.status = -ECONNRESET;
	answer->data.bytes = 0;
	return slot_finish(client, slot, tag);
}

/**
 * A new server is there and waits for us to accept it, so the old one's index stands
 * still: what lies before it was taken, and may have been begun.
 */
static void recover(struct request_client *client)
{
	struct ring_producer *out = &client->session.out;
	uint32_t tail = ring_load(&out->view.shared->tail);
	bool knows = out->head - tail <= out->view.entries;
	struct request_link again;

	request_list_init(&again);
	while (!request_list_empty(&client->submitted)) {
		struct request_slot *slot = request_list_first(&client->submitted);
		bool begun = !knows || (int32_t)(tail - slot->at) > 0;
		bool lost = begun && slot->flags & REQUEST_ONCE;

		slot->submitted = false;
		request_list_remove(slot);
		request_list_append(lost ? &client->lost : &again, slot);
	}
	request_list_join(&again, &client->waiting); /* what waits is younger than what was submitted */
	request_list_join(&client->waiting, &again);
	ring_session_accept(&client->session);
}

bool request_client_open(struct request_client *client)
{
	struct ring_session *session = &client->session;
	int state = ring_session_poll(session);

	/* or who only waits for this would not get on; answers of the old server are for request_collect */
	if (state == RING_SESSION_PEER_NEW && (!session->open || ring_available(&session->in) <= 0)) {
		recover(client);
		state = ring_session_poll(session);
	}
	return state == RING_SESSION_OPEN;
}

int request_collect(struct request_client *client, struct kaal_request *answer, uint64_t *tag)
{
	struct ring_session *session = &client->session;
	int state = ring_session_poll(session);

	if (state == RING_SESSION_PEER_NEW) {
		/* first what the old server has answered: it is no less true for its death */
		if (session->open && collect_answer(client, answer, tag) == 1)
			return 1;
		recover(client);
		state = ring_session_poll(session);
	}
	submit_waiting(client);
	if (collect_lost(client, answer, tag))
		return 1;
	if (state < 0)
		return state;
	return state == RING_SESSION_OPEN ? collect_answer(client, answer, tag) : 0;
}

bool request_client_notify(struct request_client *client)
{
	return ring_session_notify(&client->session);
}

bool request_client_sleep(struct request_client *client)
{
	/* what waits for room does so right after a restart; the server says when it has made it */
	return request_list_empty(&client->lost) && ring_session_sleep(&client->session);
}
