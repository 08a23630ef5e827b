/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the driver does with a 16550 in particular. */
#include <errno.h>

#include "tap.h"
#include "uart16550_model.h"

static void no_device_is_an_error(void)
{
	line_reset(false);
	uart_model.absent = true;
	CHECK_EQ(line_begin(), -ENODEV);
}

static void line_is_set_up(void)
{
	line_reset(false);
	CHECK(line_start());
	CHECK_EQ(uart_model.dll, 1);
	CHECK_EQ(uart_model.dlm, 0);
	CHECK_EQ(uart_model.lcr, 0x03);
	CHECK_EQ(uart_model.mcr, 0x0b);
	CHECK(uart_model.fifos);
	CHECK_EQ(uart_model.ier, 0x01);
}

static void line_errors_are_cleared(void)
{
	line_reset(false);

	struct uart *uart = line_start();

	CHECK(uart);
	uart_model.ier |= 4 | 8;
	uart_model.line_errors = 0x10;
	uart_model.modem_changes = 1;
	CHECK(line_interrupts());
	CHECK_EQ(uart_cause(uart), SERIAL_NOTHING);
	CHECK_EQ(uart_model.line_errors, 0);
	CHECK_EQ(uart_model.modem_changes, 0);
	CHECK(!line_interrupts());
}

TAP_MAIN(TAP(no_device_is_an_error), TAP(line_is_set_up), TAP(line_errors_are_cleared))
