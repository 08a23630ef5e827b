/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef CORE_CRC32_H
#define CORE_CRC32_H

#include <stddef.h>
#include <stdint.h>

/**
 * CRC-32 of IEEE 802.3 (as in zip, gzip, PNG).
 *
 * @param so_far  what this returned for the bytes before these, 0 at the start
 */
uint32_t crc32(uint32_t so_far, const void *bytes, size_t count);

#endif
