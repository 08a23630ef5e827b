/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where the broker maps devices' memory into the root task, far from everything else. */
#ifndef BROKER_WINDOW_H
#define BROKER_WINDOW_H

#include <stdint.h>

#define WINDOW_ECAM     0x4100000000ull /* configuration space: up to 256 MiB */
#define WINDOW_MESSAGES 0x4200000000ull /* the machine's doorbell for messages: a page */
#define WINDOW_TABLES   0x4300000000ull /* MSI-X tables of claimed devices */

enum { WINDOW_TABLE_BYTES = 16 << 12 }; /* 2048 entries, and the rest of their pages */

static inline uint64_t window_of_claim(unsigned claim)
{
	return WINDOW_TABLES + (uint64_t)claim * WINDOW_TABLE_BYTES;
}

#endif
