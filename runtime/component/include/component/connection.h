/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A connection to another component: two rings (if the interface has any) and a signal each way. */
#ifndef COMPONENT_CONNECTION_H
#define COMPONENT_CONNECTION_H

#include <stddef.h>
#include <stdint.h>

#include <ring/ring.h>

/** One end of a connection. @out is what this end writes, whichever side it is. */
struct connection {
	int grant;         /* index */
	uint64_t endpoint; /* at the client: where to call the provider; 0 at the provider */
	struct ring_producer out;
	struct ring_consumer in;
};

/**
 * Open the client's end of a connection that the descriptor names (KAAL_USES).
 *
 * @param name         the interface
 * @param entry_bytes  of both rings, as the interface says
 * @return 0, -ENOENT: not connected, -EINVAL: memory too small for a ring
 */
int connection_open(struct connection *connection, const char *name, uint32_t entry_bytes);

/**
 * Open the provider's end towards the client of grant @index (kind KAAL_NEED_PROVIDES).
 * @return 0 or -EINVAL
 */
int connection_accept(struct connection *connection, int index, uint32_t entry_bytes);

/** The signal bit of this connection. */
uint64_t connection_signal(const struct connection *connection);

/** After writing to @out: signal the peer if it asked for that. */
void connection_written(struct connection *connection);

/** After reading from @in: signal the peer if it waits for room. */
void connection_consumed(struct connection *connection);

/**
 * Write all of a byte stream's @count bytes, blocking until there is room. What fits into
 * the ring, such as a line, the peer sees all at once.
 * @return 0 or -EPROTO: the peer broke the ring
 */
int connection_write(struct connection *connection, const void *bytes, size_t count);

/**
 * Read 1..@count bytes, blocking while there is none.
 * @return bytes read or -EPROTO
 */
int64_t connection_read(struct connection *connection, void *bytes, size_t count);

/** Block until the peer has taken all that was written. @return 0 or -EPROTO */
int connection_flush(struct connection *connection);

/**
 * Call the provider (abi/kaal/<interface>.h says what the operations are).
 *
 * @param words        in and out, message words; those beyond the reply's count become 0
 * @param words_count  words to send, 0..4
 * @return 0 or the provider's negative errno
 */
int connection_call(const struct connection *connection, uint64_t operation, uint64_t words[4],
		    unsigned int words_count);

/**
 * The same for messages of any length.
 *
 * @param words        to send; copied
 * @param words_count  0..COMPONENT_CALL_WORDS_MAX
 * @param answer       out: the answer's words; may be @words
 * @param room         words in @answer; an answer's further words are dropped
 * @return the answer's words, 0.., or the provider's negative errno
 */
int connection_exchange(const struct connection *connection, uint64_t operation, const uint64_t *words,
			unsigned int words_count, uint64_t *answer, unsigned int room);

#endif
