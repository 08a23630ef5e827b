/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Requests and answers over two rings of struct kaal_request, many under way at once,
 * answered in any order, across the death of either side.
 *
 * The client remembers every request until it is answered. When the server has been
 * started again, what it had not answered is submitted again: so a request may be
 * carried out twice, but is answered once. One that must not be carried out twice is
 * marked REQUEST_ONCE: if the old server may have begun it, it is answered by
 * -ECONNRESET, and what became of it is for the client to find out.
 *
 * When the client has been started again, the server drops the answers of those under
 * way, and accepts the new client when the last of them is done: from then on nobody
 * writes into its buffers for another's sake.
 *
 * A client's loop, the server's being alike:
 *
 *	while (request_collect(&client, &answer, &tag) == 1)
 *		...
 *	if (request_client_notify(&client))
 *		signal the server
 *	if (request_client_sleep(&client))
 *		wait for its signal
 */
#ifndef RING_REQUEST_H
#define RING_REQUEST_H

#include <ring/session.h>

enum request_flags {
	REQUEST_ONCE = 1 << 0, /* must not be carried out twice */
};

/** Slots are each in one list, a circle that begins and ends in the list itself. */
struct request_link {
	struct request_link *next, *previous;
};

/** A request that the client remembers; private to it. */
struct request_slot {
	struct request_link link;
	struct kaal_request request;
	uint64_t tag;
	uint64_t cookie; /* the slot's number, and above it how often it has been used */
	uint32_t flags;
	uint32_t at; /* index in the ring when submitted last */
	bool submitted;
};

/** Not to be moved once attached: its lists point to themselves. */
struct request_client {
	struct ring_session session;
	struct request_slot *slots; /* borrowed */
	uint32_t count;
	struct request_link free;
	struct request_link waiting;   /* to be submitted, oldest first */
	struct request_link submitted; /* oldest first */
	struct request_link lost;      /* to be answered by -ECONNRESET */
};

struct request_server {
	struct ring_session session;
	uint32_t in_flight; /* taken and not answered yet, of the present or the last client */
};

/**
 * Become the client of a channel. Touch no shared buffer before request_client_open.
 *
 * @param out    memory of the ring of requests
 * @param in     memory of the ring of answers, of the same size
 * @param slots  borrowed, need not be initialised: how many requests can be under way;
 *               more than the ring has entries are not used
 * @return 0, or -EINVAL as ring_producer_attach, or no slots
 */
int request_client_attach(struct request_client *client, void *out, void *in, size_t bytes,
			  struct request_slot *slots, uint32_t count);

/**
 * @return whether a server is there that has done with all that earlier clients asked for;
 *         until then notify, sleep and ask again
 */
bool request_client_open(struct request_client *client);

/**
 * Ask for something. It is remembered, and submitted as soon as a server can take it.
 *
 * @param request  copied; data.cookie is ours to choose
 * @param tag      comes back with the answer
 * @param flags    enum request_flags
 * @return 0, or -EAGAIN: as many as there are slots are under way
 * @time O(1) but for what waited
 */
int request_submit(struct request_client *client, const struct kaal_request *request, uint64_t tag,
		   uint32_t flags);

/**
 * Take the next answer; also what notices that the server is another, and submits again.
 *
 * @param answer  a checked copy: operation, data.buffer and data.offset are those of the
 *                request, data.bytes is at most what they were; data.status is 0 or a
 *                count, or a negative errno: the server's or -ECONNRESET (see above)
 * @param tag     of the request
 * @return 1, 0: none now, -EPROTO: the server answered what was not asked; nothing more
 *         comes until it is started again, and all requests are kept for then
 */
int request_collect(struct request_client *client, struct kaal_request *answer, uint64_t *tag);

/** After submitting or collecting: must the server be signalled? */
bool request_client_notify(struct request_client *client);

/** After request_client_notify. @return true if there is nothing to collect: sleep now */
bool request_client_sleep(struct request_client *client);

/** Become the server of a channel; as request_client_attach: @out is the ring of answers. */
int request_server_attach(struct request_server *server, void *out, void *in, size_t bytes);

/**
 * Take the next request: a copy, to be checked and used. Every one that is taken must be
 * answered, even when its client is gone.
 *
 * @return 1, 0: none now, -EPROTO: the client broke the channel, until it is started again
 */
int request_take(struct request_server *server, struct kaal_request *request);

/**
 * Answer a request that was taken, in any order; the answer carries its data.cookie. It
 * is dropped when nobody is there to hear it.
 * @time O(1); never blocks
 */
void request_answer(struct request_server *server, const struct kaal_request *answer);

/** After taking or answering: must the client be signalled? */
bool request_server_notify(struct request_server *server);

/** After request_server_notify. @return true if there is nothing to take: sleep now */
bool request_server_sleep(struct request_server *server);

#endif
