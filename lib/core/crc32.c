/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/crc32.h>

/* The polynomial 0x04c11db7 with its bits reversed, as the transmission order wants. */
static const uint32_t POLYNOMIAL = 0xedb88320;

/* table[0][b]: CRC of byte b; table[k][b]: of byte b followed by k zero bytes. */
static void table_fill(uint32_t table[4][256])
{
	for (uint32_t byte = 0; byte < 256; byte++) {
		uint32_t crc = byte;

		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? POLYNOMIAL : 0);
		table[0][byte] = crc;
	}
	for (uint32_t byte = 0; byte < 256; byte++)
		for (int k = 1; k < 4; k++)
			table[k][byte] = table[k - 1][byte] >> 8 ^ table[0][table[k - 1][byte] & 0xff];
}

uint32_t crc32(uint32_t so_far, const void *bytes, size_t count)
{
	static uint32_t table[4][256]; /* the same for every caller; filled once */
	const uint8_t *at = bytes;
	uint32_t crc = ~so_far;

	if (!table[0][1])
		table_fill(table);
	for (; count >= 4; count -= 4, at += 4) {
		crc ^= at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
		crc = table[3][crc & 0xff] ^ table[2][crc >> 8 & 0xff] ^ table[1][crc >> 16 & 0xff] ^
		      table[0][crc >> 24];
	}
	while (count--)
		crc = crc >> 8 ^ table[0][(crc ^ *at++) & 0xff];
	return ~crc;
}
