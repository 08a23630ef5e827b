/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A PC's PCI: configuration space by the MCFG table or through ports, and the addresses
 * that the host bridge passes on. Those would stand in AML; without it they are what
 * PCs have in common: above RAM, below the I/O APIC, and what the CPU can address.
 */
#include <core/errno.h>

#include "arch.h"
#include "broker/bus.h"
#include "broker/ecam.h"
#include "kernel_calls.h"

#define IOAPIC_PADDR 0xfec00000ull /* PCs have nothing of PCI from here to 4 GiB */
#define GIB_4        (1ull << 32)

enum {
	PORTS_FIRST = PCI_PORT_ADDRESS,
	PORTS_LAST = PCI_PORT_DATA + 3,
	PORTS_CHIPSET = 0x400, /* below are the PC's own */
	PORTS_DEVICES = 0x1000,
	PORTS_END = 0x10000,
	RAM_GRANULE = 16 << 20, /* firmware's tables lie above RAM, within so much */
	PAGE_BYTES = 1 << seL4_PageBits,
	ADDRESS_LEAF = 0x80000008,
	ADDRESS_BITS_MAX = 46, /* seL4's own bound */
};

const bool bus_has_ports = true;

static uint32_t port_in(void *context, uint16_t port, unsigned bytes)
{
	const struct root *root = context;
	seL4_CPtr ports = root->arch.pci_ports;

	if (bytes == 1)
		return seL4_X86_IOPort_In8(ports, port).result;
	return bytes == 2 ? seL4_X86_IOPort_In16(ports, port).result
			  : seL4_X86_IOPort_In32(ports, port).result;
}

static void port_out(void *context, uint16_t port, unsigned bytes, uint32_t value)
{
	const struct root *root = context;
	seL4_CPtr ports = root->arch.pci_ports;

	if (bytes == 1)
		seL4_X86_IOPort_Out8(ports, port, value);
	else if (bytes == 2)
		seL4_X86_IOPort_Out16(ports, port, value);
	else
		seL4_X86_IOPort_Out32(ports, port, value);
}

static int open_ports(struct root *root, struct pci_config *config)
{
	int error = slots_take(&root->slots, OWNER_ROOT, 1, &root->arch.pci_ports);

	if (!error)
		error = -kernel_errno(seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, PORTS_FIRST,
								   PORTS_LAST, seL4_CapInitThreadCNode,
								   root->arch.pci_ports, seL4_WordBits));
	root->arch.pci_access = (struct pci_ports){ port_in, port_out, root };
	pci_ports_open(&root->arch.pci_access, config);
	return error;
}

/* The end of RAM below @limit, by what the kernel hands out. */
static uint64_t ram_end(const seL4_BootInfo *info, uint64_t limit)
{
	uint64_t end = 0;

	for (seL4_Word i = 0; i < info->untyped.end - info->untyped.start; i++) {
		const seL4_UntypedDesc *untyped = &info->untypedList[i];
		uint64_t last = untyped->paddr + (1ull << untyped->sizeBits);

		if (!untyped->isDevice && untyped->paddr < limit && last > end)
			end = last;
	}
	return (end + RAM_GRANULE - 1) / RAM_GRANULE * RAM_GRANULE;
}

static void add_window(struct pci_host *host, uint64_t start, uint64_t end, enum pci_space space,
		       bool prefetchable)
{
	if (start < end)
		host->windows[host->windows_count++] = (struct pci_window){ .address = start,
									    .cpu_address = start,
									    .bytes = end - start,
									    .space = space,
									    .prefetchable = prefetchable };
}

static unsigned address_bits(void)
{
	uint32_t a = ADDRESS_LEAF, b, c = 0, d;

	__asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	return (a & 0xff) < ADDRESS_BITS_MAX ? a & 0xff : ADDRESS_BITS_MAX;
}

static void make_host(const struct root *root, struct pci_host *host)
{
	const struct acpi_pci_config *ecam = &root->arch.pci_config;
	uint64_t low = ram_end(root->info, GIB_4), high = ram_end(root->info, UINT64_MAX);
	uint64_t ecam_end = ecam->paddr + (ecam->last_bus + 1ull) * PCI_ECAM_BUS_BYTES;
	bool split = root->arch.has_pci_config && ecam->paddr >= low && ecam_end <= IOAPIC_PADDR;

	*host = (struct pci_host){ .granule = { [PCI_SPACE_MEMORY] = PAGE_BYTES, [PCI_SPACE_IO] = 1 } };
	add_window(host, split ? ecam_end : low, IOAPIC_PADDR, PCI_SPACE_MEMORY, false);
	add_window(host, low, split ? ecam->paddr : low, PCI_SPACE_MEMORY, false);
	add_window(host, high > GIB_4 ? high : GIB_4, 1ull << address_bits(), PCI_SPACE_MEMORY, true);
	add_window(host, PORTS_DEVICES, PORTS_END, PCI_SPACE_IO, false);
	add_window(host, PORTS_CHIPSET, PORTS_DEVICES, PCI_SPACE_IO, false);
}

/* Is there memory that shows configuration space, and does the host bridge answer there? */
static bool open_memory(struct root *root, struct pci_config *config)
{
	const struct acpi_pci_config *ecam = &root->arch.pci_config;
	const struct pci_address host_bridge = { .bus = ecam->first_bus };

	if (!root->arch.has_pci_config)
		return false;
	ecam_open(root, ecam->paddr, ecam->first_bus, ecam->last_bus, config);
	return pci_read(config, host_bridge, 0, 2) != UINT16_MAX;
}

int bus_pci_open(struct root *root, struct pci_config *config, struct pci_host *host)
{
	if (!open_memory(root, config) && open_ports(root, config)) {
		say(root, "The ports of PCI's configuration space are in use: no PCI devices.");
		return -ENODEV;
	}
	make_host(root, host);
	return 0;
}
