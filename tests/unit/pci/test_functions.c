/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is done with one function: its configuration space, interrupts, reset. */
#include <errno.h>

#include <pci/intx.h>
#include <pci/msi.h>
#include <pci/reset.h>
#include <pci/tree.h>

#include "machines.h"
#include "tap.h"

static struct fabric fabric;
static struct pci pci;

static void scan(void)
{
	struct pci_config config = fabric_config(&fabric);
	struct pci_report report = fabric_report(&fabric);

	pci_scan(&pci, &config, &report);
	pci_assign(&pci, &host_virt);
}

/* A device of its own with one BAR of 16 KiB. */
static void one_device(void)
{
	fabric_init(&fabric);
	fabric_device(&fabric, FABRIC_ROOT, 1, 0, 1);
	fabric_bar(&fabric, 0, 0, 0x4000, 0);
}

static void writable(unsigned offset, unsigned bytes)
{
	memset(fabric.functions[0].writable + offset, 0xff, bytes);
}

static void sends_msi(void)
{
	const struct pci_message message = { 0xfee01000, 0x41 }, far = { 0x123456789000, 0x41 };

	one_device();
	fabric_capability(&fabric, 0, 0x50, 5);
	fabric_set(&fabric, 0, 0x52, 2, 0x0030); /* eight vectors are enabled; narrow */
	writable(0x52, 12);
	scan();
	CHECK_EQ(pci_msi_set(&pci, pci.functions, &far), -EINVAL);
	CHECK_EQ(pci_msi_set(&pci, pci.functions, &message), 0);
	CHECK_EQ(fabric_get(&fabric, 0, 0x52, 2), 0x0001);
	CHECK_EQ(fabric_get(&fabric, 0, 0x54, 4), 0xfee01000);
	CHECK_EQ(fabric_get(&fabric, 0, 0x58, 2), 0x41);
	pci_msi_off(&pci, pci.functions);
	CHECK_EQ(fabric_get(&fabric, 0, 0x52, 2), 0);

	one_device();
	fabric_capability(&fabric, 0, 0x50, 5);
	fabric_set(&fabric, 0, 0x52, 2, 0x0180); /* wide, maskable */
	writable(0x52, 1);
	writable(0x54, 16);
	fabric_set(&fabric, 0, 0x60, 4, 1);
	scan();
	CHECK_EQ(pci_msi_set(&pci, pci.functions, &far), 0);
	CHECK_EQ(fabric_get(&fabric, 0, 0x54, 8), 0x123456789000);
	CHECK_EQ(fabric_get(&fabric, 0, 0x5c, 2), 0x41);
	CHECK_EQ(fabric_get(&fabric, 0, 0x60, 4), 0);
}

static void sends_msix(void)
{
	const struct pci_message message = { 0x108020040, 0x51 };
	uint32_t table[8];
	struct pci_msix msix;

	one_device();
	fabric_capability(&fabric, 0, 0x50, 0x11);
	fabric_set(&fabric, 0, 0x52, 2, 3); /* four vectors */
	fabric_set(&fabric, 0, 0x54, 4, 0x2000);
	fabric_set(&fabric, 0, 0x58, 4, 0x3000);
	fabric.functions[0].writable[0x53] = 0xc0;
	scan();
	CHECK_EQ(pci_msix_read(&pci, pci.functions, &msix), 0);
	CHECK_EQ(msix.vectors, 4);
	CHECK_EQ(msix.table_offset, 0x2000);
	CHECK_EQ(msix.table_bytes, 64);
	CHECK_EQ(msix.pending_bytes, 8);
	CHECK_EQ(fabric_get(&fabric, 0, 0x52, 2), 0x4003); /* off and masked, as a scan leaves it */
	pci_msix_enable(&pci, pci.functions, true);
	CHECK_EQ(fabric_get(&fabric, 0, 0x52, 2), 0x8003);

	pci_msix_entry_set((volatile uint8_t *)table, 1, &message);
	CHECK_EQ(table[4], 0x08020040);
	CHECK_EQ(table[5], 1);
	CHECK_EQ(table[6], 0x51);
	CHECK_EQ(table[7], 0);
	pci_msix_entry_set((volatile uint8_t *)table, 1, NULL);
	CHECK_EQ(table[7], 1);
}

static void refuses_msix_outside_its_ranges(void)
{
	struct pci_msix msix;

	one_device();
	fabric_capability(&fabric, 0, 0x50, 0x11);
	fabric_set(&fabric, 0, 0x52, 2, 0x7ff); /* 32 KiB of table */
	scan();
	CHECK_EQ(pci_msix_read(&pci, pci.functions, &msix), -EINVAL);
	fabric_set(&fabric, 0, 0x52, 2, 0);
	CHECK_EQ(pci_msix_read(&pci, pci.functions, &msix), 0);
	fabric_set(&fabric, 0, 0x54, 4, 0x3ff8); /* the last entry does not fit */
	CHECK_EQ(pci_msix_read(&pci, pci.functions, &msix), -EINVAL);
	fabric_set(&fabric, 0, 0x54, 4, 0xfffffff8);
	CHECK_EQ(pci_msix_read(&pci, pci.functions, &msix), -EINVAL);
	fabric_set(&fabric, 0, 0x54, 4, 3); /* a BAR that is not there */
	CHECK_EQ(pci_msix_read(&pci, pci.functions, &msix), -EINVAL);
	fabric_set(&fabric, 0, 0x54, 4, 7);
	CHECK_EQ(pci_msix_read(&pci, pci.functions, &msix), -EINVAL);
}

static enum pci_reset_kind reset(const struct pci_function *function, bool alone, unsigned *waits)
{
	struct pci_reset reset;
	enum pci_reset_kind kind = pci_reset_begin(&pci, function, alone, &reset);

	for (*waits = 0; pci_reset_step(&pci, &reset) && *waits < 9; ++*waits)
		;
	return kind;
}

static void resets_by_the_best_means(void)
{
	unsigned waits;
	int bridge;

	fabric_init(&fabric);
	bridge = fabric_bridge(&fabric, FABRIC_ROOT, 1);
	fabric_device(&fabric, bridge, 0, 0, 1);
	scan();
	CHECK_EQ(reset(&pci.functions[1], false, &waits), PCI_RESET_NONE);
	CHECK_EQ(waits, 0);
	fabric_capability(&fabric, 1, 0x40, 1);
	memset(fabric.functions[1].writable + 0x44, 3, 1);
	scan();
	CHECK_EQ(reset(&pci.functions[1], false, &waits), PCI_RESET_POWER);
	CHECK_EQ(waits, 2);
	CHECK_EQ(fabric_get(&fabric, 1, 0x44, 2), 0);
	CHECK_EQ(reset(&pci.functions[1], true, &waits), PCI_RESET_BUS);
	CHECK_EQ(waits, 2);
	CHECK_EQ(fabric_get(&fabric, bridge, 0x3e, 2), 0);
	fabric_set(&fabric, 1, 0x44, 2, 8); /* keeps its state: that would be no reset */
	CHECK_EQ(reset(&pci.functions[1], false, &waits), PCI_RESET_NONE);
	fabric_capability(&fabric, 1, 0x50, 0x13);
	fabric_set(&fabric, 1, 0x53, 1, 3);
	memset(fabric.functions[1].writable + 0x54, 1, 1);
	scan();
	CHECK_EQ(reset(&pci.functions[1], true, &waits), PCI_RESET_ADVANCED);
	CHECK_EQ(waits, 1);
	CHECK_EQ(fabric_get(&fabric, 1, 0x54, 1), 1);
	fabric_capability(&fabric, 1, 0x60, 0x10);
	fabric_set(&fabric, 1, 0x64, 4, 1u << 28);
	scan();
	CHECK_EQ(reset(&pci.functions[1], true, &waits), PCI_RESET_FUNCTION);
	CHECK_EQ(waits, 1);
}

static void puts_back_what_a_reset_cleared(void)
{
	struct pci_reset reset;
	uint64_t address;

	one_device();
	fabric_capability(&fabric, 0, 0x60, 0x10);
	fabric_set(&fabric, 0, 0x64, 4, 1u << 28);
	fabric_set(&fabric, 0, 0x68, 2, 0x2810);
	writable(0x68, 2);
	scan();
	address = fabric_get(&fabric, 0, 0x10, 4);
	CHECK(address != 0);
	CHECK_EQ(pci_reset_begin(&pci, pci.functions, true, &reset), PCI_RESET_FUNCTION);
	CHECK_EQ(pci_reset_step(&pci, &reset), 100000);
	CHECK_EQ(fabric_get(&fabric, 0, 0x68, 2), 0xa810);
	fabric_set(&fabric, 0, 0x68, 2, 0);
	fabric_set(&fabric, 0, 0x10, 4, 0);
	fabric_set(&fabric, 0, 4, 2, 0);
	CHECK_EQ(pci_reset_step(&pci, &reset), 0);
	CHECK_EQ(fabric_get(&fabric, 0, 0x10, 4), address);
	CHECK_EQ(fabric_get(&fabric, 0, 0x68, 2), 0x2810);
	CHECK_EQ(fabric_get(&fabric, 0, 4, 2), 0x0400);
}

/* The neighbour's reset was one of their bus. */
static void enables_what_a_reset_has_cleared(void)
{
	uint64_t address;

	one_device();
	scan();
	address = fabric_get(&fabric, 0, 0x10, 4);
	fabric_set(&fabric, 0, 0x10, 4, 0);
	fabric_set(&fabric, 0, 4, 2, 0);
	CHECK_EQ(pci_function_enable(&pci, pci.functions), 0);
	CHECK_EQ(fabric_get(&fabric, 0, 0x10, 4), address);
	CHECK_EQ(fabric_get(&fabric, 0, 4, 2), 2);
	CHECK_EQ(pci_function_enable(&pci, pci.functions), 0);
	CHECK_EQ(fabric.violations, 0);
}

static void knows_when_a_function_is_quiet(void)
{
	one_device();
	fabric_capability(&fabric, 0, 0x60, 0x10);
	scan();
	pci_function_master(&pci, pci.functions, true);
	CHECK(!pci_function_is_quiet(&pci, pci.functions));
	pci_function_quiet(&pci, pci.functions);
	CHECK(pci_function_is_quiet(&pci, pci.functions));
	fabric_set(&fabric, 0, 0x6a, 2, 0x20); /* a request of its own is under way */
	CHECK(!pci_function_is_quiet(&pci, pci.functions));
}

static void follows_lines_through_bridges(void)
{
	struct pci_address slot;
	unsigned pin;
	int a, b;

	fabric_init(&fabric);
	a = fabric_bridge(&fabric, FABRIC_ROOT, 5);
	b = fabric_bridge(&fabric, a, 2);
	fabric_device(&fabric, b, 3, 0, 1);
	fabric_set(&fabric, 2, 0x3d, 1, 1);
	scan();
	CHECK_EQ(pci_intx_root(&pci, &pci.functions[2], &slot, &pin), 0);
	CHECK_EQ(slot.device, 5);
	CHECK_EQ(pin, (0 + 3 + 2) % 4 + 1);
	CHECK_EQ(pci_intx_root(&pci, &pci.functions[0], &slot, &pin), -ENOENT);
	fabric_set(&fabric, 2, 0x3d, 1, 5); /* no such pin */
	scan();
	CHECK_EQ(pci_intx_root(&pci, &pci.functions[2], &slot, &pin), -ENOENT);
}

/* A chipset, and a device in slot @device with pin @pin. */
static void pc(uint16_t vendor, uint16_t chipset, unsigned device, unsigned pin, unsigned line)
{
	fabric_init(&fabric);
	fabric_device(&fabric, FABRIC_ROOT, 0, 0, chipset);
	fabric_set(&fabric, 0, 0, 2, vendor);
	fabric_device(&fabric, FABRIC_ROOT, device, 0, 1);
	fabric_set(&fabric, 1, 0x3c, 1, line);
	fabric_set(&fabric, 1, 0x3d, 1, pin);
	scan();
}

static void knows_how_pcs_are_wired(void)
{
	char why[PCI_WHY_BYTES];
	struct pci_pc_irq irq;

	pc(0x8086, 0x1237, 3, 1, 11);
	CHECK_EQ(pci_intx_pc(&pci, &pci.functions[1], &irq, why), 0);
	CHECK(irq.is_isa);
	CHECK_EQ(irq.number, 11);
	pc(0x8086, 0x1237, 3, 1, 0xff);
	CHECK_EQ(pci_intx_pc(&pci, &pci.functions[1], &irq, why), -EINVAL);
	CHECK_STR(why, "firmware has not routed its interrupt (line register 0xff)");
	pc(0x8086, 0x29c0, 3, 2, 11);
	CHECK_EQ(pci_intx_pc(&pci, &pci.functions[1], &irq, why), 0);
	CHECK(!irq.is_isa);
	CHECK_EQ(irq.number, 20);
	pc(0x8086, 0x29c0, 0x1b, 3, 11);
	CHECK_EQ(pci_intx_pc(&pci, &pci.functions[1], &irq, why), 0);
	CHECK_EQ(irq.number, 18);
	pc(0x8086, 0x29c0, 30, 1, 11);
	CHECK_EQ(pci_intx_pc(&pci, &pci.functions[1], &irq, why), 0);
	CHECK_EQ(irq.number, 20);
	pc(0x8086, 0x29c0, 3, 0, 11);
	CHECK_EQ(pci_intx_pc(&pci, &pci.functions[1], &irq, why), -ENOENT);
	CHECK_STR(why, "has no interrupt pin");
	pc(0x1022, 0x1480, 3, 1, 11);
	CHECK_EQ(pci_intx_pc(&pci, &pci.functions[1], &irq, why), -ENOSYS);
	CHECK_STR(why, "how this chipset (1022:1480) wires interrupts is not known; use a device with MSI");
}

static uint8_t cell_bytes[1024];

static struct pci_property cells(const uint32_t *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (unsigned j = 0; j < 4; j++)
			cell_bytes[4 * i + j] = (uint8_t)(values[i] >> (24 - 8 * j));
	return (struct pci_property){ cell_bytes, 4 * count };
}

static void reads_windows_of_a_tree(void)
{
	static const uint32_t virt[] = { 0x1000000, 0,    0,          0,    0x3eff0000, 0,    0x10000,
					 0x2000000, 0,    0x10000000, 0,    0x10000000, 0,    0x2eff0000,
					 0x3000000, 0x80, 0,          0x80, 0,          0x80, 0 };
	struct pci_host host = { .windows_count = 0 };
	struct pci_property ranges = cells(virt, 21);

	CHECK_EQ(pci_tree_windows(ranges, 2, &host), 0);
	CHECK_EQ(host.windows_count, 3);
	for (unsigned i = 0; i < 3; i++) {
		CHECK_EQ(host.windows[i].address, host_virt.windows[i].address);
		CHECK_EQ(host.windows[i].cpu_address, host_virt.windows[i].cpu_address);
		CHECK_EQ(host.windows[i].bytes, host_virt.windows[i].bytes);
		CHECK_EQ(host.windows[i].space, host_virt.windows[i].space);
		CHECK_EQ(host.windows[i].prefetchable, host_virt.windows[i].prefetchable);
	}
	for (size_t bytes = 0; bytes < ranges.bytes; bytes++)
		if (bytes % 28)
			CHECK_EQ(pci_tree_windows((struct pci_property){ cell_bytes, bytes }, 2, &host),
				 -EINVAL);
	CHECK_EQ(pci_tree_windows(ranges, 3, &host), -EINVAL);
	CHECK_EQ(pci_tree_windows(ranges, 2, &host), 0);
	CHECK_EQ(pci_tree_windows(ranges, 2, &host), -ENOSPC);
	cell_bytes[20] = 0xff; /* a size beyond the end of the address space */
	host.windows_count = 0;
	memset(cell_bytes + 4, 0xff, 8);
	CHECK_EQ(pci_tree_windows(ranges, 2, &host), -EINVAL);
}

static int controller(void *context, uint32_t phandle, unsigned *address_cells, unsigned *interrupt_cells)
{
	*address_cells = 2;
	*interrupt_cells = 3;
	return phandle == 0x8002 ? 0 : -ENOENT;
}

static void reads_interrupts_of_a_tree(void)
{
	static const uint32_t entries[] = {
		0,     0, 0, 1, 0x8002, 0,     0, 0, 3, 4,      0,      0, 0, 2, 0x8002,
		0,     0, 0, 4, 4,      0x800, 0, 0, 1, 0x8002, 0,      0, 0, 4, 4,
		0x800, 0, 0, 2, 0x8002, 0,     0, 0, 5, 4,      0x1800, 0, 0, 7
	};
	struct pci_tree_map map = { .map = cells(entries, 40), .controller = controller };
	struct pci_tree_irq irq;

	memset(cell_bytes + 512, 0, 16);
	cell_bytes[512 + 2] = 0x18;
	cell_bytes[512 + 15] = 7;
	map.mask = (struct pci_property){ cell_bytes + 512, 16 };
	CHECK_EQ(pci_tree_route(&map, (struct pci_address){ 0, 5, 0 }, 2, &irq), 0);
	CHECK_EQ(irq.controller, 0x8002);
	CHECK_EQ(irq.cells_count, 3);
	CHECK_EQ(irq.cells[1], 5);
	CHECK_EQ(irq.cells[2], 4);
	CHECK_EQ(pci_tree_route(&map, (struct pci_address){ 0, 2, 0 }, 1, &irq), -ENOENT);
	map.map.bytes += 4;
	CHECK_EQ(pci_tree_route(&map, (struct pci_address){ 0, 2, 0 }, 1, &irq), -EINVAL);
	for (size_t bytes = 1; bytes < 160; bytes++) {
		map.map.bytes = bytes;
		pci_tree_route(&map, (struct pci_address){ 0, 2, 0 }, 1, &irq);
	}
	map.map.bytes = 160;
	cell_bytes[17] = 1; /* another controller, which is not there */
	CHECK_EQ(pci_tree_route(&map, (struct pci_address){ 0, 2, 0 }, 1, &irq), -EINVAL);
}

static uint8_t space[PCI_ECAM_BUS_BYTES];

static volatile uint8_t *map_bus(void *context, uint8_t bus)
{
	return bus == 1 ? space : NULL;
}

static void reaches_registers_in_memory(void)
{
	struct pci_ecam ecam = { map_bus, NULL };
	struct pci_config config;

	pci_ecam_open(&ecam, 0, 1, &config);
	pci_write(&config, (struct pci_address){ 1, 2, 3 }, 0x104, 2, 0x1beef);
	CHECK_EQ(space[2 << 15 | 3 << 12 | 0x104], 0xef);
	CHECK_EQ(pci_read(&config, (struct pci_address){ 1, 2, 3 }, 0x104, 4), 0xbeef);
	CHECK_EQ(pci_read(&config, (struct pci_address){ 1, 2, 3 }, 0x105, 1), 0xbe);
	pci_write(&config, (struct pci_address){ 0, 2, 3 }, 0x104, 4, 1);
	CHECK_EQ(pci_read(&config, (struct pci_address){ 0, 2, 3 }, 0x104, 4), UINT32_MAX);
	CHECK_EQ(pci_read(&config, (struct pci_address){ 0, 2, 3 }, 0x104, 2), UINT16_MAX);
	CHECK_EQ(pci_read(&config, (struct pci_address){ 0, 2, 3 }, 0x104, 1), UINT8_MAX);
}

static uint32_t selected;
static unsigned last_port;

static uint32_t port_in(void *context, uint16_t port, unsigned bytes)
{
	last_port = port;
	return bytes;
}

static void port_out(void *context, uint16_t port, unsigned bytes, uint32_t value)
{
	if (port == PCI_PORT_ADDRESS)
		selected = value;
	last_port = port;
}

static void reaches_registers_through_ports(void)
{
	struct pci_ports ports = { port_in, port_out, NULL };
	struct pci_config config;

	pci_ports_open(&ports, &config);
	CHECK_EQ(pci_read(&config, (struct pci_address){ 1, 2, 3 }, 0x3d, 1), 1);
	CHECK_EQ(selected, 0x8001133c);
	CHECK_EQ(last_port, 0xcfd);
	pci_write(&config, (struct pci_address){ 0, 31, 7 }, 0x06, 2, 0);
	CHECK_EQ(selected, 0x8000ff04);
	CHECK_EQ(last_port, 0xcfe);
}

TAP_MAIN(TAP(sends_msi), TAP(sends_msix), TAP(refuses_msix_outside_its_ranges), TAP(resets_by_the_best_means),
	 TAP(puts_back_what_a_reset_cleared), TAP(enables_what_a_reset_has_cleared),
	 TAP(knows_when_a_function_is_quiet), TAP(follows_lines_through_bridges),
	 TAP(knows_how_pcs_are_wired), TAP(reads_windows_of_a_tree), TAP(reads_interrupts_of_a_tree),
	 TAP(reaches_registers_in_memory), TAP(reaches_registers_through_ports))
