/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A session: a ring each way between two incarnations of two sides, either of which may
 * die at any instruction and come back (docs/spec/ring.md, "Sessions").
 *
 * Whoever attaches announces a new epoch and then touches nothing until the peer says
 * that it has recovered; the survivor finishes what it had with the dead one, then
 * accepts. So neither ever takes an entry of another session for one of its own.
 */
#ifndef RING_SESSION_H
#define RING_SESSION_H

#include <ring/ring.h>

struct ring_session {
	struct ring_producer out;
	struct ring_consumer in;
	uint32_t saw;     /* epoch of the peer that this side has recovered from */
	uint32_t arrived; /* epoch of the peer that it is to accept next */
	bool open;    /* both have recovered, @in stands at the session's first entry, nothing is broken */
	bool settled; /* the peer's index of @out was possible once in this session */
	bool broken;  /* the peer did what no correct one does; until it restarts */
	bool tell;    /* something has changed that the peer may be asleep over */
};

enum ring_session_state {
	RING_SESSION_CLOSED, /* the peer is not there or has not recovered yet: wait for its signal */
	RING_SESSION_OPEN,
	RING_SESSION_PEER_NEW, /* the peer is a new one: recover, then ring_session_accept */
};

/**
 * Become one side of a session. The two memories are of equal size, and not the same.
 * After it the peer must be signalled: ring_session_notify says so.
 * @return 0 or -EINVAL as ring_producer_attach
 */
int ring_session_attach(struct ring_session *session, void *out, void *in, size_t bytes,
			uint32_t entry_bytes);

/** ring_session_poll for when the session is not open, or the peer another. */
int ring_session_look(struct ring_session *session);

/**
 * Before using the rings, each time: where the session stands.
 * @return enum ring_session_state, or -EPROTO: broken, until the peer restarts
 * @time O(1)
 */
static inline int ring_session_poll(struct ring_session *session)
{
	uint32_t epoch = ring_load(&session->in.view.shared->producer_epoch);

	if (__builtin_expect(session->open && epoch == session->saw, 1))
		return RING_SESSION_OPEN;
	return ring_session_look(session);
}

/** This side has recovered from the peer's death: what it writes from now on is for the new one. */
void ring_session_accept(struct ring_session *session);

/** The peer broke the rules. @return -EPROTO, which ring_session_poll says from now on, too */
int ring_session_break(struct ring_session *session);

/** @return entries that can be written now, 0 when it is not open, or -EPROTO as ring_session_poll */
int64_t ring_session_room(struct ring_session *session);

/** After anything: must the peer be signalled? */
static inline bool ring_session_notify(struct ring_session *session)
{
	bool tell = session->tell;

	session->tell = false;
	ring_fence(); /* both indices before both flags */
	tell |= ring_producer_asked(&session->out);
	tell |= ring_consumer_asked(&session->in);
	return tell;
}

/**
 * About to sleep because there is nothing to read: as ring_consumer_sleep, after
 * ring_session_notify. False also if the peer must be signalled first.
 */
bool ring_session_sleep(struct ring_session *session);

#endif
