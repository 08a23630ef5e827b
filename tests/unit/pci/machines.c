/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "machines.h"

const struct pci_host host_virt = {
	.windows = { { 0, 0x3eff0000, 0x10000, PCI_SPACE_IO, false },
		     { 0x10000000, 0x10000000, 0x2eff0000, PCI_SPACE_MEMORY, false },
		     { 0x8000000000, 0x8000000000, 0x8000000000, PCI_SPACE_MEMORY, true } },
	.windows_count = 3,
	.granule = { 4096, 4096 },
};

const struct pci_host host_pc = {
	.windows = { { 0x1000, 0x1000, 0xf000, PCI_SPACE_IO, false },
		     { 0xc0000000, 0xc0000000, 0x3ec00000, PCI_SPACE_MEMORY, false },
		     { 0x100000000, 0x100000000, 0x7f00000000, PCI_SPACE_MEMORY, true } },
	.windows_count = 3,
	.granule = { 4096, 1 },
};

void machine_enable(const struct pci *pci)
{
	for (unsigned i = 0; i < pci->functions_count; i++)
		if (!pci->functions[i].is_bridge)
			pci_function_enable(pci, &pci->functions[i]);
}

static const char *complain(const char *what, const struct pci_function *function, unsigned bar, int hits)
{
	static char text[120];
	char name[PCI_NAME_BYTES];

	pci_name(function, name);
	snprintf(text, sizeof text, "%s BAR %u: %s (%d answer)", name, bar, what, hits);
	return text;
}

static int model_of(const struct fabric *fabric, struct pci_address at)
{
	for (int i = 0; i < fabric->count; i++)
		if (fabric->functions[i].device == at.device &&
		    fabric->functions[i].function == at.function && fabric_bus(fabric, i) == at.bus)
			return i;
	return -1;
}

static const char *check_bar(const struct fabric *fabric, const struct pci *pci,
			     const struct pci_function *function, unsigned bar)
{
	const struct pci_range *range = &function->ranges[bar];
	uint64_t granule = pci->host.granule[range->space], cpu;
	uint64_t probes[4] = { range->address, range->address + range->bytes - 1,
			       range->address & ~(granule - 1),
			       ((range->address + range->bytes - 1) | (granule - 1)) };
	int wanted = model_of(fabric, function->at);

	if (pci_cpu_address(pci, range, &cpu))
		return complain("outside the host's windows", function, bar, 0);
	if (range->address % range->bytes)
		return complain("not aligned", function, bar, 0);
	for (unsigned i = 0; i < 4; i++) {
		int index = -1;
		unsigned number = 0;
		int hits = fabric_route(fabric, (enum pci_space)range->space, probes[i], &index, &number);

		if (i < 2 && (hits != 1 || index != wanted || number != bar))
			return complain("not reached, or not alone", function, bar, hits);
		if (hits > 1 || (hits == 1 && (index != wanted || number != bar)))
			return complain("its page shows another", function, bar, hits);
	}
	return NULL;
}

const char *machine_check(const struct fabric *fabric, const struct pci *pci)
{
	for (unsigned i = 0; i < pci->functions_count; i++) {
		const struct pci_function *function = &pci->functions[i];

		for (unsigned bar = 0; !function->is_bridge && bar < PCI_BARS; bar++) {
			const char *wrong = NULL;

			if (function->ranges[bar].state == PCI_RANGE_PLACED &&
			    fabric_get(fabric, model_of(fabric, function->at), 4, 1) & 3)
				wrong = check_bar(fabric, pci, function, bar);
			if (wrong)
				return wrong;
		}
	}
	return fabric->violations ? "a BAR was written while its device was decoding" : NULL;
}
