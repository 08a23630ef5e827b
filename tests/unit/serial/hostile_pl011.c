/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stddef.h>
#include <stdlib.h>

#include "hostile.h"
#include "pl011.h"

static struct uart uart;

struct uart *hostile_start(void)
{
	return pl011_start(&uart, (struct mmio){ NULL }) ? NULL : &uart;
}

bool hostile_is_sane(void)
{
	return (uart.enabled & ~0x70u) == 0;
}

uint32_t mmio_read32(const struct mmio *mmio, uint32_t offset)
{
	return offset == 0xfe0 ? 0x11 : offset == 0xfe4 ? 0x10 : (uint32_t)rand();
}

void mmio_write32(const struct mmio *mmio, uint32_t offset, uint32_t value) {}
