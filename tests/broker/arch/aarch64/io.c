/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "io.h"

uint32_t io_read32(const struct kaal_broker_region *region, unsigned offset)
{
	return *(volatile uint32_t *)(region->vaddr + offset);
}

void io_write32(const struct kaal_broker_region *region, unsigned offset, uint32_t value)
{
	*(volatile uint32_t *)(region->vaddr + offset) = value;
}
