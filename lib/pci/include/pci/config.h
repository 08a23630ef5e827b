/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Reading and writing PCI configuration space: through memory that shows it (ECAM),
 * or through two I/O ports. What is read comes from hardware and may be anything.
 * @spec PCI Local Bus 3.0, 3.2.2.3.2 and 6; PCI Express 3.0, 7.2
 */
#ifndef PCI_CONFIG_H
#define PCI_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

enum {
	PCI_DEVICES = 32, /* on a bus */
	PCI_FUNCTIONS = 8,
	PCI_CONFIG_BYTES = 256,
	PCI_CONFIG_BYTES_EXTENDED = 4096,
	PCI_ECAM_BUS_BYTES = 1 << 20,

	PCI_PORT_ADDRESS = 0xcf8, /* four ports each */
	PCI_PORT_DATA = 0xcfc,
};

/** A function's place. */
struct pci_address {
	uint8_t bus, device, function;
};

static inline bool pci_address_equal(struct pci_address a, struct pci_address b)
{
	return a.bus == b.bus && a.device == b.device && a.function == b.function;
}

/** How configuration space is reached. */
struct pci_config {
	/**
	 * @param offset  a multiple of @bytes, below this struct's @bytes
	 * @param bytes   1, 2 or 4
	 * @return all ones in @bytes where nobody answers
	 */
	uint32_t (*read)(void *context, struct pci_address at, unsigned offset, unsigned bytes);
	void (*write)(void *context, struct pci_address at, unsigned offset, unsigned bytes, uint32_t value);
	void *context;
	uint8_t first_bus, last_bus; /* the ones that can be reached, both included */
	uint16_t bytes;              /* of a function: PCI_CONFIG_BYTES or PCI_CONFIG_BYTES_EXTENDED */
};

static inline uint32_t pci_read(const struct pci_config *config, struct pci_address at, unsigned offset,
				unsigned bytes)
{
	return config->read(config->context, at, offset, bytes);
}

static inline void pci_write(const struct pci_config *config, struct pci_address at, unsigned offset,
			     unsigned bytes, uint32_t value)
{
	config->write(config->context, at, offset, bytes, value & UINT32_MAX >> (32 - 8 * bytes));
}

/** Memory that shows configuration space. Must live as long as the config opened on it. */
struct pci_ecam {
	/**
	 * Make the PCI_ECAM_BUS_BYTES of a bus accessible, uncached, until the next call.
	 * @return NULL: not possible; then nobody answers on that bus
	 */
	volatile uint8_t *(*map)(void *context, uint8_t bus);
	void *context;
};

void pci_ecam_open(struct pci_ecam *ecam, uint8_t first_bus, uint8_t last_bus, struct pci_config *out);

/** The two ports of configuration mechanism 1. Must live as long as the config opened on it. */
struct pci_ports {
	uint32_t (*in)(void *context, uint16_t port, unsigned bytes);
	void (*out)(void *context, uint16_t port, unsigned bytes, uint32_t value);
	void *context;
};

void pci_ports_open(struct pci_ports *ports, struct pci_config *out);

/** Find a capability. @param id  of table "Capability IDs". @return its offset, or 0: there is none */
unsigned pci_capability(const struct pci_config *config, struct pci_address at, uint8_t id);

#endif
