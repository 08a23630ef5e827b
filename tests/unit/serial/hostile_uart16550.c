/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stddef.h>
#include <stdlib.h>

#include "hostile.h"
#include "uart16550.h"

static struct uart uart;
static uint8_t scratch;

struct uart *hostile_start(void)
{
	return uart16550_start(&uart, (struct ports){ .first = 0x3f8 }) ? NULL : &uart;
}

bool hostile_is_sane(void)
{
	return uart.fifo_room <= 16;
}

uint8_t ports_in8(const struct ports *ports, uint16_t offset)
{
	return offset == 7 ? scratch : (uint8_t)rand();
}

void ports_out8(const struct ports *ports, uint16_t offset, uint8_t value)
{
	if (offset == 7)
		scratch = value;
}
