/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Configuration mechanism 1 (PCI Local Bus 3.0, 3.2.2.3.2): an address port and a data port. */
#include <pci/config.h>

#define ADDRESS_ENABLE (1u << 31)

enum { BUS_SHIFT = 16, DEVICE_SHIFT = 11, FUNCTION_SHIFT = 8, LANES = 3, BUS_LAST = 255 };

/* @return the data port that shows the register */
static uint16_t select_register(const struct pci_ports *ports, struct pci_address at, unsigned offset)
{
	uint32_t address = ADDRESS_ENABLE | (uint32_t)at.bus << BUS_SHIFT |
			   (uint32_t)at.device << DEVICE_SHIFT | (uint32_t)at.function << FUNCTION_SHIFT |
			   (offset & ~(unsigned)LANES);

	ports->out(ports->context, PCI_PORT_ADDRESS, 4, address);
	return (uint16_t)(PCI_PORT_DATA + (offset & LANES));
}

static uint32_t ports_read(void *context, struct pci_address at, unsigned offset, unsigned bytes)
{
	const struct pci_ports *ports = context;

	return ports->in(ports->context, select_register(ports, at, offset), bytes);
}

static void ports_write(void *context, struct pci_address at, unsigned offset, unsigned bytes, uint32_t value)
{
	const struct pci_ports *ports = context;

	ports->out(ports->context, select_register(ports, at, offset), bytes, value);
}

void pci_ports_open(struct pci_ports *ports, struct pci_config *out)
{
	*out = (struct pci_config){ .read = ports_read,
				    .write = ports_write,
				    .context = ports,
				    .last_bus = BUS_LAST,
				    .bytes = PCI_CONFIG_BYTES };
}
