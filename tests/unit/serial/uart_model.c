/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "uart_model.h"

#include <string.h>

#include <component/ports.h>

struct uart_model uart_model;

void uart_model_reset(void)
{
	memset(&uart_model, 0, sizeof uart_model);
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
	if (m->ier & 1 && m->rx_count)
		return m->fifos && m->rx_count < 8 ? 0x0c : 0x04;
	if (m->ier & 2 && m->thr_interrupt)
		return 0x02;
	if (m->ier & 8 && m->modem_changes)
		return 0x00;
	return 0x01;
}

bool uart_model_interrupts(void)
{
	return cause() != 0x01 && uart_model.mcr & 8;
}

void uart_model_send(unsigned count)
{
	struct uart_model *m = &uart_model;

	for (; count && m->tx_count; count--) {
		if (m->wire_count < UART_MODEL_WIRE_BYTES)
			m->wire[m->wire_count++] = m->tx[0];
		memmove(m->tx, m->tx + 1, --m->tx_count);
		if (!m->tx_count)
			m->thr_interrupt = true;
	}
}

bool uart_model_accepts(void)
{
	return uart_model.rx_count < fifo_bytes();
}

void uart_model_receive(uint8_t byte)
{
	struct uart_model *m = &uart_model;

	if (uart_model_accepts())
		m->rx[m->rx_count++] = byte;
	else
		m->rx_overruns++;
}

static uint8_t rbr_read(void)
{
	struct uart_model *m = &uart_model;
	uint8_t byte = m->rx[0];

	if (m->rx_count)
		memmove(m->rx, m->rx + 1, --m->rx_count);
	return byte;
}

static void thr_write(uint8_t byte)
{
	struct uart_model *m = &uart_model;

	if (m->tx_count < fifo_bytes())
		m->tx[m->tx_count++] = byte;
	else
		m->tx_overruns++;
	m->thr_interrupt = false;
}

static void ier_write(uint8_t value)
{
	struct uart_model *m = &uart_model;

	/* enabling the interrupt while the transmitter is empty raises it at once */
	if (value & 2 && !(m->ier & 2) && !m->tx_count)
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
		m->rx_count = 0;
	if (changed || value & 4)
		m->tx_count = 0;
}

static uint8_t lsr_read(void)
{
	struct uart_model *m = &uart_model;
	uint8_t value = m->line_errors | (m->rx_count ? 0x01 : 0) | (m->tx_count ? 0 : 0x60);

	m->line_errors = 0;
	return value;
}

static uint8_t msr_read(void)
{
	uint8_t value = 0xb0 | uart_model.modem_changes;

	uart_model.modem_changes = 0;
	return value;
}

uint8_t ports_in8(const struct ports *ports, uint16_t offset)
{
	struct uart_model *m = &uart_model;

	m->accesses++;
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

void ports_out8(const struct ports *ports, uint16_t offset, uint8_t value)
{
	struct uart_model *m = &uart_model;

	m->accesses++;
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
