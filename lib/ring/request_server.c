/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <ring/entry.h>
#include <ring/request.h>

#include "view.h"

enum { BYTES = sizeof(struct kaal_request) };

int request_server_attach(struct request_server *server, void *out, void *in, size_t bytes)
{
	*server = (struct request_server){ 0 };
	return ring_session_attach(&server->session, out, in, bytes, BYTES);
}

/** As ring_session_poll, but a new client is accepted when nothing of the old one is under way. */
static int server_poll(struct request_server *server)
{
	struct ring_session *session = &server->session;
	int state = ring_session_poll(session);

	if (state != RING_SESSION_PEER_NEW)
		return state;
	session->open = false;
	if (server->in_flight)
		return RING_SESSION_CLOSED;
	ring_session_accept(session);
	return ring_session_poll(session);
}

int request_take(struct request_server *server, struct kaal_request *request)
{
	struct ring_session *session = &server->session;
	int state = server_poll(server);
	int got;

	if (state != RING_SESSION_OPEN)
		return state < 0 ? state : 0;
	/* every request taken has room for its answer; a client that asks for more waits for itself */
	if (ring_session_room(session) <= server->in_flight)
		return session->broken ? -EPROTO : 0;
	got = ring_get(&session->in, request, BYTES);
	if (got < 0)
		return ring_session_break(session);
	server->in_flight += (uint32_t)got;
	return got;
}

void request_answer(struct request_server *server, const struct kaal_request *answer)
{
	struct ring_session *session = &server->session;

	server->in_flight--;
	if (!session->open)
		return;
	if (ring_put(&session->out, answer, BYTES) != 1)
		ring_session_break(session); /* there was room when it was taken */
}

bool request_server_notify(struct request_server *server)
{
	return ring_session_notify(&server->session);
}

bool request_server_sleep(struct request_server *server)
{
	struct ring_session *session = &server->session;
	int state = server_poll(server);

	if (state == RING_SESSION_CLOSED)
		return true; /* what opens it is followed by a signal, or is the last answer of ours */
	if (state == RING_SESSION_OPEN && ring_session_room(session) <= server->in_flight) {
		ring_flag_raise(&session->out.view.shared->producer_waits);
		return ring_session_room(session) <= server->in_flight && !session->broken && !session->tell;
	}
	return ring_session_sleep(session);
}
