/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the driver does with a PL011 in particular. */
#include <errno.h>

#include "pl011_model.h"
#include "tap.h"

static void no_device_is_an_error(void)
{
	line_reset(true);
	pl011_model.absent = true;
	CHECK_EQ(line_begin(), -ENODEV);
}

static void line_stays_as_firmware_set_it(void)
{
	line_reset(true);
	peer.tx_count = 3;
	CHECK(line_start());
	CHECK_EQ(pl011_model.lcr_h, 0x70);
	CHECK_EQ(peer.tx_count, 3);
	CHECK_EQ(pl011_model.cr, 0xf01);
	CHECK_EQ(pl011_model.ifls, 0x11);
	CHECK_EQ(pl011_model.imsc, 0x50);
}

static void works_without_fifos(void)
{
	line_reset(false);
	line_receive('x');

	struct uart *uart = line_start();

	CHECK(uart);
	CHECK_EQ(pl011_model.lcr_h, 0x60);
	CHECK(line_interrupts());
	CHECK_EQ(uart_cause(uart), SERIAL_RECEIVED);
	CHECK_EQ(uart_get(uart), 'x');
	CHECK_EQ(uart_get(uart), -1);
	CHECK_EQ(uart_cause(uart), SERIAL_NOTHING);
	uart_put(uart, 'y');
	CHECK(!uart_can_put(uart));
	uart_want_sent(uart, true);
	CHECK(!line_interrupts());
	line_send(1);
	CHECK(line_interrupts());
	CHECK_EQ(uart_cause(uart), SERIAL_SENT);
	CHECK(uart_can_put(uart));
	CHECK(!line_interrupts());
}

static void an_interrupt_without_a_byte_is_cleared(void)
{
	line_reset(true);

	struct uart *uart = line_start();

	CHECK(uart);
	pl011_model.ris = 0x50;
	CHECK(line_interrupts());
	CHECK_EQ(uart_cause(uart), SERIAL_NOTHING);
	CHECK(!line_interrupts());
}

static void a_few_bytes_interrupt_once_the_line_is_quiet(void)
{
	line_reset(true);

	struct uart *uart = line_start();

	CHECK(uart);
	line_receive('a');
	pl011_model.ris = 0;
	CHECK(!line_interrupts());
	pl011_model_time_out();
	CHECK(line_interrupts());
	CHECK_EQ(uart_cause(uart), SERIAL_RECEIVED);
}

static void errors_are_not_part_of_a_byte(void)
{
	line_reset(true);

	struct uart *uart = line_start();

	CHECK(uart);
	pl011_model.byte_errors = 0xf00;
	line_receive(0xff);
	CHECK_EQ(uart_get(uart), 0xff);
}

TAP_MAIN(TAP(no_device_is_an_error), TAP(line_stays_as_firmware_set_it), TAP(works_without_fifos),
	 TAP(an_interrupt_without_a_byte_is_cleared), TAP(a_few_bytes_interrupt_once_the_line_is_quiet),
	 TAP(errors_are_not_part_of_a_byte))
