/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Memory-mapped configuration space (PCI Express 3.0, 7.2.2). */
#include <stddef.h>

#include <pci/config.h>

enum { DEVICE_SHIFT = 15, FUNCTION_SHIFT = 12 };

static volatile uint8_t *register_at(const struct pci_ecam *ecam, struct pci_address at, unsigned offset)
{
	volatile uint8_t *bus = ecam->map(ecam->context, at.bus);

	return bus ? bus + ((unsigned)at.device << DEVICE_SHIFT | (unsigned)at.function << FUNCTION_SHIFT |
			    offset)
		   : NULL;
}

static uint32_t ecam_read(void *context, struct pci_address at, unsigned offset, unsigned bytes)
{
	volatile uint8_t *from = register_at(context, at, offset);

	if (bytes == 1)
		return from ? *from : UINT8_MAX;
	if (bytes == 2)
		return from ? *(volatile uint16_t *)(volatile void *)from : UINT16_MAX;
	return from ? *(volatile uint32_t *)(volatile void *)from : UINT32_MAX;
}

static void ecam_write(void *context, struct pci_address at, unsigned offset, unsigned bytes, uint32_t value)
{
	volatile uint8_t *to = register_at(context, at, offset);

	if (!to)
		return;
	if (bytes == 1)
		*to = (uint8_t)value;
	else if (bytes == 2)
		*(volatile uint16_t *)(volatile void *)to = (uint16_t)value;
	else
		*(volatile uint32_t *)(volatile void *)to = value;
}

void pci_ecam_open(struct pci_ecam *ecam, uint8_t first_bus, uint8_t last_bus, struct pci_config *out)
{
	*out = (struct pci_config){ .read = ecam_read,
				    .write = ecam_write,
				    .context = ecam,
				    .first_bus = first_bus,
				    .last_bus = last_bus,
				    .bytes = PCI_CONFIG_BYTES_EXTENDED };
}
