/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "uart16550_model.h"

#include <string.h>

struct uart_model uart_model;
struct peer peer;

void line_reset(bool fifos)
{
	memset(&peer, 0, sizeof peer);
	uart_model = (struct uart_model){ .fifos = fifos };
}

static unsigned fifo_bytes(void)
{
	return uart_model.fifos ? 16 : 1;
}

/** The pending cause of the highest priority (table 5), as IIR bits 3..0. */
static uint8_t cause(void)
{
	const struct uart_model *m = &uart_model;

	if (m->ier & 4 && m->line_errors)
		return 0x06;
	if (m->ier & 1 && peer.rx_count)
		return m->fifos && peer.rx_count < 8 ? 0x0c : 0x04;
	if (m->ier & 2 && m->thr_interrupt)
		return 0x02;
	if (m->ier & 8 && m->modem_changes)
		return 0x00;
	return 0x01;
}

bool line_interrupts(void)
{
	return cause() != 0x01 && uart_model.mcr & 8;
}

void line_send(unsigned count)
{
	struct uart_model *m = &uart_model;

	for (; count && peer.tx_count; count--) {
		if (peer.wire_count < LINE_WIRE_BYTES)
			peer.wire[peer.wire_count++] = peer.tx[0];
		memmove(peer.tx, peer.tx + 1, --peer.tx_count);
		if (!peer.tx_count)
			m->thr_interrupt = true;
	}
}

bool line_accepts(void)
{
	return peer.rx_count < fifo_bytes();
}

void line_receive(uint8_t byte)
{
	if (line_accepts())
		peer.rx[peer.rx_count++] = byte;
	else
		peer.rx_overruns++;
}

bool line_wants_sent(void)
{
	return uart_model.ier & 2;
}

bool line_wants_received(void)
{
	return uart_model.ier & 1;
}

bool line_holds(void)
{
	return !(uart_model.mcr & 2);
}

static uint8_t rbr_read(void)
{
	uint8_t byte = peer.rx[0];

	if (peer.rx_count)
		memmove(peer.rx, peer.rx + 1, --peer.rx_count);
	return byte;
}

static void thr_write(uint8_t byte)
{
	struct uart_model *m = &uart_model;

	if (peer.tx_count < fifo_bytes())
		peer.tx[peer.tx_count++] = byte;
	else
		peer.tx_overruns++;
	m->thr_interrupt = false;
}

static void ier_write(uint8_t value)
{
	struct uart_model *m = &uart_model;

	/* enabling the interrupt while the transmitter is empty raises it at once */
	if (value & 2 && !(m->ier & 2) && !peer.tx_count)
		m->thr_interrupt = true;
	m->ier = value & 0x0f;
}

static uint8_t iir_read(void)
{
	struct uart_model *m = &uart_model;
	uint8_t value = cause() | (m->fifos ? 0xc0 : 0);

	if ((value & 0x0f) == 0x02)
		m->thr_interrupt = false;
	return value;
}

static void fcr_write(uint8_t value)
{
	struct uart_model *m = &uart_model;
	bool changed = m->fifos != (value & 1);

	m->fifos = value & 1;
	if (changed || value & 2)
		peer.rx_count = 0;
	if (changed || value & 4)
		peer.tx_count = 0;
}

static uint8_t lsr_read(void)
{
	struct uart_model *m = &uart_model;
	uint8_t value = m->line_errors | (peer.rx_count ? 0x01 : 0) | (peer.tx_count ? 0 : 0x60);

	m->line_errors = 0;
	return value;
}

static uint8_t msr_read(void)
{
	uint8_t value = 0xb0 | uart_model.modem_changes;

	uart_model.modem_changes = 0;
	return value;
}

static uint64_t uart_read(struct device_model *model, unsigned region, uint64_t offset, unsigned width)
{
	struct uart_model *m = &uart_model;

	if (m->absent)
		return 0xff;
	switch (offset) {
	case 0:
		return m->lcr & 0x80 ? m->dll : rbr_read();
	case 1:
		return m->lcr & 0x80 ? m->dlm : m->ier;
	case 2:
		return iir_read();
	case 3:
		return m->lcr;
	case 4:
		return m->mcr;
	case 5:
		return lsr_read();
	case 6:
		return msr_read();
	}
	return m->scr;
}

static void uart_write(struct device_model *model, unsigned region, uint64_t offset, unsigned width,
		       uint64_t word)
{
	uint8_t value = (uint8_t)word;
	struct uart_model *m = &uart_model;

	switch (offset) {
	case 0:
		if (m->lcr & 0x80)
			m->dll = value;
		else
			thr_write(value);
		break;
	case 1:
		if (m->lcr & 0x80)
			m->dlm = value;
		else
			ier_write(value);
		break;
	case 2:
		fcr_write(value);
		break;
	case 3:
		m->lcr = value;
		break;
	case 4:
		m->mcr = value;
		break;
	case 7:
		m->scr = value;
		break;
	}
}

struct device_model line_device = { .read = uart_read, .write = uart_write };
