/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Configuration space that says whatever the input says. The first byte chooses how:
 * registers that keep what is written, where their masks let them; or every read a
 * new number. After the walk no two ranges may share a block, and none may lie where
 * it is not passed on to.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <pci/intx.h>
#include <pci/msi.h>
#include <pci/reset.h>

#include "machines.h"

enum { READS_MAX = 1 << 22 };

static struct fabric fabric;
static struct pci pci;

struct input {
	const uint8_t *bytes;
	size_t count, at;
	unsigned long reads;
};

static uint8_t next(struct input *input)
{
	return input->at < input->count ? input->bytes[input->at++] : 0xff;
}

static uint32_t stream_read(void *context, struct pci_address at, unsigned offset, unsigned bytes)
{
	struct input *input = context;
	uint32_t value = 0;

	if (++input->reads > READS_MAX) {
		fprintf(stderr, "invariant: the walk does not end\n");
		abort();
	}
	while (bytes--)
		value = value << 8 | next(input);
	return value;
}

static void stream_write(void *context, struct pci_address at, unsigned offset, unsigned bytes,
			 uint32_t value)
{
}

/* Functions with header bytes and masks from the input, the rest of the header as a device or bridge has it. */
static void build_fabric(struct input *input)
{
	fabric_init(&fabric);
	while (input->at < input->count && fabric.count < FABRIC_FUNCTIONS_MAX) {
		int parent = fabric.count ? next(input) % (fabric.count + 1) - 1 : FABRIC_ROOT;
		uint8_t place = next(input);
		int index = place & 0x80 ? fabric_bridge(&fabric, parent, place & 31)
					 : fabric_device(&fabric, parent, place & 31, place >> 5 & 3, 1);

		for (unsigned patches = next(input) & 15; patches; patches--) {
			uint8_t offset = next(input);

			fabric.functions[index].bytes[offset] = next(input);
			fabric.functions[index].writable[offset] = next(input);
		}
	}
}

static void fail(const char *what, unsigned a, unsigned b)
{
	char name_a[PCI_NAME_BYTES], name_b[PCI_NAME_BYTES];

	pci_name(&pci.functions[a], name_a);
	pci_name(&pci.functions[b], name_b);
	fprintf(stderr, "invariant: %s: %s, %s\n", what, name_a, name_b);
	abort();
}

static void check_pair(unsigned a, unsigned b)
{
	for (unsigned i = 0; i < PCI_RANGES; i++)
		for (unsigned j = 0; j < PCI_RANGES; j++) {
			const struct pci_range *x = &pci.functions[a].ranges[i],
					       *y = &pci.functions[b].ranges[j];
			uint64_t granule = pci.host.granule[x->space] - 1;

			if (x == y || x->state != PCI_RANGE_PLACED || y->state != PCI_RANGE_PLACED ||
			    x->space != y->space)
				continue;
			if ((x->address & ~granule) <= ((y->address + y->bytes - 1) | granule) &&
			    (y->address & ~granule) <= ((x->address + x->bytes - 1) | granule))
				fail("ranges overlap", a, b);
		}
}

static void check(void)
{
	for (unsigned a = 0; a < pci.functions_count; a++) {
		uint64_t cpu;

		for (unsigned i = 0; i < PCI_RANGES; i++)
			if (pci.functions[a].ranges[i].state == PCI_RANGE_PLACED &&
			    pci_cpu_address(&pci, &pci.functions[a].ranges[i], &cpu))
				fail("a range lies outside the host's windows", a, a);
		for (unsigned b = a; b < pci.functions_count; b++)
			if (pci.functions[a].parent == pci.functions[b].parent)
				check_pair(a, b);
	}
}

static void use(const struct pci_function *function)
{
	const struct pci_message message = { 0xfee00000, 0x40 };
	char why[PCI_WHY_BYTES];
	struct pci_pc_irq irq;
	struct pci_reset reset;
	struct pci_msix msix;

	pci_function_enable(&pci, function);
	pci_msi_set(&pci, function, &message);
	if (!pci_msix_read(&pci, function, &msix) &&
	    msix.table_offset + msix.table_bytes > function->ranges[msix.table_bar].bytes)
		fail("a table lies outside its range", 0, 0);
	pci_intx_pc(&pci, function, &irq, why);
	pci_reset_begin(&pci, function, true, &reset);
	for (unsigned i = 0; pci_reset_step(&pci, &reset); i++)
		if (i > 8)
			fail("a reset does not end", 0, 0);
	pci_function_is_quiet(&pci, function);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	struct input input = { .bytes = bytes, .count = count };
	uint8_t how = next(&input);
	struct pci_config config = { .read = stream_read,
				     .write = stream_write,
				     .context = &input,
				     .last_bus = 255,
				     .bytes = PCI_CONFIG_BYTES_EXTENDED };
	struct pci_report report = { NULL, NULL };

	if (how & 1) {
		build_fabric(&input);
		config = fabric_config(&fabric);
		fabric.echo = how & 4;
	}
	pci_scan(&pci, &config, &report);
	pci_assign(&pci, how & 2 ? &host_virt : &host_pc);
	check();
	for (unsigned i = 0; i < pci.functions_count; i++)
		use(&pci.functions[i]);
	return 0;
}
