/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the driver does with a PL011 in particular. */
#include "pl011.h"

#include <errno.h>

#include "pl011_model.h"
#include "tap.h"

static void no_device_is_an_error(void)
{
	struct uart uart;

	line_reset(false);
	pl011_model.absent = true;
	CHECK_EQ(pl011_start(&uart, (struct mmio){ .bytes = PL011_BYTES }), -ENODEV);
}

static void line_is_set_up(void)
{
	line_reset(false);
	pl011_model.busy = true;
	CHECK(line_start());
	CHECK_EQ(pl011_model.lcr_h, 0x70);
	CHECK_EQ(pl011_model.cr, 0xf01);
	CHECK_EQ(pl011_model.ifls, 0x11);
	CHECK_EQ(pl011_model.imsc, 0x50);
	CHECK_EQ(pl011_model.changes_while_on, 0);
}

static void a_line_in_use_is_left_alone(void)
{
	line_reset(true);
	peer.tx_count = 3;
	CHECK(line_start());
	CHECK_EQ(peer.tx_count, 3);
	CHECK_EQ(pl011_model.changes_while_on, 0);
}

static void the_byte_that_waits_without_fifos_is_kept(void)
{
	line_reset(false);
	line_receive('x');

	struct uart *uart = line_start();

	CHECK(uart);
	CHECK_EQ(uart_cause(uart), UART_NOTHING); /* its interrupt is about a byte no longer there */
	CHECK(!line_interrupts());
	line_receive('y');
	CHECK_EQ(uart_cause(uart), UART_RECEIVED);
	CHECK_EQ(uart_get(uart), 'x');
	CHECK_EQ(uart_get(uart), 'y');
	CHECK_EQ(uart_get(uart), -1);
}

static void errors_are_not_part_of_a_byte(void)
{
	line_reset(true);

	struct uart *uart = line_start();

	CHECK(uart);
	line_receive(0xff);
	CHECK_EQ(uart_get(uart), 0xff);
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
	CHECK_EQ(uart_cause(uart), UART_RECEIVED);
}

TAP_MAIN(TAP(no_device_is_an_error), TAP(line_is_set_up), TAP(a_line_in_use_is_left_alone),
	 TAP(the_byte_that_waits_without_fifos_is_kept), TAP(errors_are_not_part_of_a_byte),
	 TAP(a_few_bytes_interrupt_once_the_line_is_quiet))
