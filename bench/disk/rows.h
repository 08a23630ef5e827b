/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What is measured on either system, and how: the same rows, in the same order, with the
 * same disk. Instructions are ticks of a clock that runs with them, less those of a thread
 * of the lowest priority that counts whenever nobody else has anything to do: so what is
 * left is what the system and the program did, and not the time that the disk took. The
 * least of several repeats counts: how often a timer interrupts depends on the host.
 */
#ifndef BENCH_DISK_ROWS_H
#define BENCH_DISK_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "machine.h" /* ticks_now, NS_PER_TICK's parts, spin_for_ever, SPIN_INSTRUCTIONS */

enum { DISK_BYTES = 64 << 20, IN_FLIGHT_MAX = 32 };

struct row {
	const char *name;
	bool writes, random;
	uint32_t bytes;     /* of a request */
	uint32_t in_flight; /* at once */
	uint32_t requests;  /* in all */
};

static const struct row rows[] = {
	{ "seq_read_4k", false, false, 4096, 1, 1000 },
	{ "seq_read_64k", false, false, 65536, 1, 400 },
	{ "seq_read_1m", false, false, 1 << 20, 1, 60 },
	{ "seq_write_4k", true, false, 4096, 1, 1000 },
	{ "seq_write_64k", true, false, 65536, 1, 400 },
	{ "seq_write_1m", true, false, 1 << 20, 1, 60 },
	{ "random_read_4k_1", false, true, 4096, 1, 1000 },
	{ "random_read_4k_32", false, true, 4096, 32, 3200 },
};

enum { ROWS = sizeof rows / sizeof rows[0], REPEATS = 5 };

/** Where request @i of a row begins: one behind the other, or scattered, the same on either system. */
static inline uint64_t row_offset(const struct row *row, uint32_t i)
{
	uint32_t places = DISK_BYTES / row->bytes;

	return (uint64_t)(row->random ? i * 2654435761u % places : i % places) * row->bytes;
}

/** What has been executed so far by others than the thread that counts. */
struct moment {
	uint64_t ticks, spins;
};

extern volatile uint64_t spins;

static inline struct moment moment_now(void)
{
	return (struct moment){ ticks_now(), spins };
}

/** Instructions for each of a row's requests. */
static inline uint64_t per_request(const struct row *row, struct moment from, struct moment to)
{
	uint64_t all = ticks_to_instructions(to.ticks - from.ticks);

	return (all - (to.spins - from.spins) * SPIN_INSTRUCTIONS) / row->requests;
}

#endif
