/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A single-producer single-consumer ring in shared memory.
 *
 * Indices count entries for ever and are reduced modulo @entries (a power of two).
 * The producer owns @head, the consumer @tail; each checks what the other wrote
 * before using it. "Signal me" flags: the side that is about to sleep sets its flag,
 * looks at the ring again, and only then sleeps; the other side signals only when
 * the flag is set, and clears it. @epoch grows when either side (re)starts.
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
	uint32_t epoch;
	uint32_t entries;     /* power of two */
	uint32_t entry_bytes; /* 1 for a byte stream */
	uint8_t pad0[48];
	uint32_t head; /* written by the producer */
	uint32_t producer_waits;
	uint8_t pad1[56];
	uint32_t tail; /* written by the consumer */
	uint32_t consumer_waits;
	uint8_t pad2[120];
	uint8_t data[]; /* at KAAL_RING_HEADER_BYTES */
};

_Static_assert(sizeof(struct kaal_ring) == KAAL_RING_HEADER_BYTES, "ring header");

#endif
