/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A single-producer single-consumer ring in shared memory, and what descriptor rings
 * carry. docs/spec/ring.md is the protocol, restarts included.
 *
 * Indices count entries for ever and are reduced modulo @entries (a power of two).
 * Every word has one writer, named below, but for the two flags: the side that is
 * about to sleep sets its flag, looks at the ring again, and only then sleeps; the
 * other side signals only when the flag is set, and clears it.
 *
 * Zeroed memory is an empty ring. Each side knows the memory's size and the
 * interface's entry size, and computes @entries itself: the greatest power of two
 * that fits behind the header. What the header says of it is for people.
 */
#ifndef ABI_KAAL_RING_H
#define ABI_KAAL_RING_H

#include <stdint.h>

enum { KAAL_RING_MAGIC = 0x474e4952, KAAL_RING_HEADER_BYTES = 256 };

struct kaal_ring {
	uint32_t magic;
	uint32_t reserved;
	uint32_t entries;     /* power of two */
	uint32_t entry_bytes; /* 1 for a byte stream */
	uint8_t pad0[48];

	/* written by the producer */
	uint32_t head;           /* entries ever written */
	uint32_t producer_waits; /* flag: signal me when there is room */
	uint32_t producer_epoch; /* grows when a producer attaches; 0: none ever did */
	uint32_t producer_saw;   /* sessions: the peer's epoch that this end has recovered from */
	uint32_t start;          /* sessions: entries before this index belong to an earlier one */
	uint8_t pad1[44];

	/* written by the consumer */
	uint32_t tail;           /* entries ever read */
	uint32_t consumer_waits; /* flag: signal me when there is something */
	uint32_t consumer_epoch; /* grows when a consumer attaches; 0: none ever did */
	uint8_t pad2[116];

	uint8_t data[]; /* at KAAL_RING_HEADER_BYTES */
};

_Static_assert(sizeof(struct kaal_ring) == KAAL_RING_HEADER_BYTES, "ring header");

enum {
	KAAL_NO_BUFFER = 0xffffffff,
	KAAL_DESCRIPTOR_DMA =
		1 << 0, /* devices may access the buffer: it is contiguous, and stays where it is */
};

/**
 * What a descriptor ring carries: some bytes of one buffer of the connection's pool, a
 * region of equal buffers that both sides have mapped. To put it into a ring hands the
 * buffer over, until a descriptor with the same @buffer comes back.
 */
struct kaal_descriptor {
	uint64_t cookie; /* of whoever lends the buffer; comes back unchanged */
	uint32_t buffer; /* number in the pool, or KAAL_NO_BUFFER */
	uint32_t offset; /* of the data, in bytes from the buffer's start */
	uint32_t bytes;  /* of data; @offset + @bytes does not exceed the buffer */
	int32_t status;  /* on its way back: 0 or a count, or a negative errno */
	uint32_t flags;  /* KAAL_DESCRIPTOR_* */
	uint32_t reserved;
};

_Static_assert(sizeof(struct kaal_descriptor) == 32, "descriptor");

/** An entry of the two rings of a request channel: a request and, the same way back, its answer. */
struct kaal_request {
	struct kaal_descriptor data;
	uint32_t operation; /* as the interface says; comes back unchanged */
	uint32_t reserved;
	uint64_t args[3]; /* of the request; of the answer: results */
};

_Static_assert(sizeof(struct kaal_request) == 64, "request");

#endif
