/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <ring/session.h>

#include "view.h"

int ring_session_attach(struct ring_session *session, void *out, void *in, size_t bytes, uint32_t entry_bytes)
{
	struct ring_view *in_view = &session->in.view;
	int error;

	*session = (struct ring_session){ .tell = true };
	error = ring_view_open(in_view, in, bytes, entry_bytes);
	if (error)
		return error;
	error = ring_producer_open(&session->out, out, bytes, entry_bytes);
	if (error)
		return error;
	session->saw = ring_load(&in_view->shared->producer_epoch);
	/* nothing is left of an earlier incarnation: this one has recovered from whoever is there.
	   Start comes first: a peer that waits for us to see it opens at start when it sees saw */
	ring_publish(&session->out.view.shared->start, session->out.head);
	ring_publish(&session->out.view.shared->producer_saw, session->saw);
	ring_view_announce(in_view, &in_view->shared->consumer_epoch, &in_view->shared->producer_epoch);
	ring_producer_announce(&session->out);
	return 0;
}

/** Both sides have recovered: step over whatever earlier sessions left in the ring. */
static int session_open(struct ring_session *session)
{
	const struct kaal_ring *theirs = session->in.view.shared;

	session->in.tail = ring_load(&theirs->start);
	if (ring_available(&session->in) < 0)
		return ring_session_break(session);
	ring_release(&session->in, 0);
	session->open = session->tell = true; /* the peer may wait for the room that this has made */
	return RING_SESSION_OPEN;
}

int ring_session_look(struct ring_session *session)
{
	const struct kaal_ring *theirs = session->in.view.shared;
	uint32_t epoch = ring_load(&theirs->producer_epoch);

	if (epoch != session->saw) {
		session->arrived = epoch;
		return RING_SESSION_PEER_NEW;
	}
	if (session->broken)
		return -EPROTO;
	if (session->open)
		return RING_SESSION_OPEN;
	/* their saw before their start: when it names us, start is of this session or a later one */
	if (!epoch || ring_load(&theirs->producer_saw) != session->out.view.epoch)
		return RING_SESSION_CLOSED;
	return session_open(session);
}

void ring_session_accept(struct ring_session *session)
{
	struct kaal_ring *ours = session->out.view.shared;

	session->saw = session->arrived;
	session->open = session->settled = session->broken = false;
	session->tell = true;
	ring_publish(&ours->head, session->out.head); /* the dead one may have written here */
	ring_publish(&ours->start, session->out.head);
	ring_publish(&ours->producer_epoch, session->out.view.epoch);
	ring_publish(&ours->producer_saw, session->saw); /* last: who sees it sees the rest */
}

int ring_session_break(struct ring_session *session)
{
	session->broken = true;
	session->open = false;
	return -EPROTO;
}

int64_t ring_session_room(struct ring_session *session)
{
	int64_t room = session->open ? ring_room(&session->out) : 0;

	if (room >= 0) {
		session->settled |= session->open;
		return room;
	}
	/* before it was possible once it is what a dead peer left; the new one steps over it when it opens */
	return session->settled ? ring_session_break(session) : 0;
}

bool ring_session_sleep(struct ring_session *session)
{
	int state;

	ring_flag_raise(&session->in.view.shared->consumer_waits);
	state = ring_session_poll(session);
	if (session->tell)
		return false; /* the peer may be asleep over what it has not been told */
	/* what changes the state is followed by a signal in any case, so nothing is missed */
	if (state == RING_SESSION_CLOSED || state < 0)
		return true;
	return state == RING_SESSION_OPEN && ring_available(&session->in) == 0;
}
