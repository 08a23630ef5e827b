/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/mmio.h>

#include <errno.h>

#include <component/component.h>

int mmio_open(struct mmio *mmio, const char *name, uint64_t bytes)
{
	int index = component_grant_find(KAAL_NEED_DT_MMIO, name, 0);

	if (index < 0)
		return index;

	const struct kaal_grant *grant = component_grant(index);

	if (grant->bytes < bytes)
		return -ENODEV;
	*mmio = (struct mmio){ .first = (volatile uint32_t *)grant->vaddr };
	return 0;
}

uint32_t mmio_read32(const struct mmio *mmio, uint32_t offset)
{
	return mmio->first[offset / sizeof(uint32_t)];
}

void mmio_write32(const struct mmio *mmio, uint32_t offset, uint32_t value)
{
	mmio->first[offset / sizeof(uint32_t)] = value;
}
