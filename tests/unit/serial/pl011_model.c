/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "pl011_model.h"

#include <string.h>

enum {
	INT_RX = 1 << 4,
	INT_TX = 1 << 5,
	INT_RT = 1 << 6,
};

struct pl011_model pl011_model;
struct peer peer;

void line_reset(bool fifos)
{
	memset(&peer, 0, sizeof peer);
	/* 8N1, on; FIFO levels are half, as after a reset (table 3-1) */
	pl011_model = (struct pl011_model){ .lcr_h = fifos ? 0x70 : 0x60, .cr = 0x301, .ifls = 0x12 };
}

static unsigned fifo_bytes(void)
{
	return pl011_model.lcr_h & 0x10 ? 16 : 1;
}

/* table 3-10: eighths of a FIFO, by the field's value */
static unsigned level(unsigned field)
{
	static const unsigned eighths[] = { 1, 2, 4, 6, 7 };

	return fifo_bytes() == 1 ? 1 : 16 * eighths[field % 5] / 8;
}

static unsigned rx_level(void)
{
	return level(pl011_model.ifls >> 3 & 7);
}

static unsigned tx_level(void)
{
	return fifo_bytes() == 1 ? 0 : level(pl011_model.ifls & 7);
}

bool line_interrupts(void)
{
	return (pl011_model.ris & pl011_model.imsc) != 0;
}

/* 2.8.2: the interrupt comes when the FIFO falls to its level, not because it is below. */
void line_send(unsigned count)
{
	for (; count && peer.tx_count; count--) {
		if (peer.wire_count < LINE_WIRE_BYTES)
			peer.wire[peer.wire_count++] = peer.tx[0];
		memmove(peer.tx, peer.tx + 1, --peer.tx_count);
		if (peer.tx_count == tx_level())
			pl011_model.ris |= INT_TX;
	}
}

bool line_accepts(void)
{
	return peer.rx_count < fifo_bytes();
}

void line_receive(uint8_t byte)
{
	if (!line_accepts()) {
		peer.rx_overruns++;
		return;
	}
	peer.rx[peer.rx_count++] = byte;
	if (peer.rx_count >= rx_level())
		pl011_model.ris |= INT_RX;
	else
		pl011_model_time_out(); /* nothing more comes for a while, for all that the driver can tell */
}

void pl011_model_time_out(void)
{
	if (peer.rx_count)
		pl011_model.ris |= INT_RT;
}

bool line_wants_sent(void)
{
	return pl011_model.imsc & INT_TX;
}

bool line_wants_received(void)
{
	return pl011_model.imsc & INT_RX;
}

bool line_holds(void)
{
	return !(pl011_model.cr & 1 << 11);
}

static uint32_t dr_read(void)
{
	uint32_t byte = peer.rx[0] | pl011_model.byte_errors;

	if (peer.rx_count)
		memmove(peer.rx, peer.rx + 1, --peer.rx_count);
	if (peer.rx_count < rx_level())
		pl011_model.ris &= ~(uint32_t)INT_RX;
	if (peer.rx_count == 0)
		pl011_model.ris &= ~(uint32_t)INT_RT;
	return byte;
}

static void dr_write(uint8_t byte)
{
	if (peer.tx_count < fifo_bytes())
		peer.tx[peer.tx_count++] = byte;
	else
		peer.tx_overruns++;
	if (peer.tx_count > tx_level())
		pl011_model.ris &= ~(uint32_t)INT_TX;
}

static uint32_t flags_read(void)
{
	return (peer.rx_count == 0 ? 1 << 4 : 0) | (peer.tx_count == fifo_bytes() ? 1 << 5 : 0);
}

static uint64_t pl011_read(struct device_model *model, unsigned region, uint64_t offset, unsigned width)
{
	if (pl011_model.absent)
		return 0;
	switch (offset) {
	case 0x000:
		return dr_read();
	case 0x018:
		return flags_read();
	case 0x02c:
		return pl011_model.lcr_h;
	case 0x030:
		return pl011_model.cr;
	case 0x034:
		return pl011_model.ifls;
	case 0x038:
		return pl011_model.imsc;
	case 0x03c:
		return pl011_model.ris;
	case 0x040:
		return pl011_model.ris & pl011_model.imsc;
	case 0xfe0:
		return 0x11;
	case 0xfe4:
		return 0x10;
	}
	return 0;
}

static void pl011_write(struct device_model *model, unsigned region, uint64_t offset, unsigned width,
			uint64_t word)
{
	uint32_t value = (uint32_t)word;

	switch (offset) {
	case 0x000:
		dr_write((uint8_t)value);
		break;
	case 0x02c:
		pl011_model.lcr_h = value;
		break;
	case 0x030:
		pl011_model.cr = value;
		break;
	case 0x034:
		pl011_model.ifls = value;
		break;
	case 0x038:
		pl011_model.imsc = value;
		break;
	case 0x044:
		pl011_model.ris &= ~value;
		break;
	}
}

struct device_model line_device = { .read = pl011_read, .write = pl011_write };
