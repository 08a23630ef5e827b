/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "io.h"

#include <sel4/sel4.h>

uint32_t io_read32(const struct kaal_broker_region *region, unsigned offset)
{
	return seL4_X86_IOPort_In32(region->slot, (seL4_Uint16)(region->first + offset)).result;
}

void io_write32(const struct kaal_broker_region *region, unsigned offset, uint32_t value)
{
	seL4_X86_IOPort_Out32(region->slot, region->first + offset, value);
}
