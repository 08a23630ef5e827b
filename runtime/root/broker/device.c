/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Devices of either kind, seen alike. */
#include "internal.h"

static int find_pci(struct root *root, const struct match *match, uint64_t *index, struct device *out)
{
	const struct pci *pci = &root->broker.pci;

	for (unsigned i = 0; root->broker.has_pci && i < pci->functions_count; i++)
		if (match_function(match, &pci->functions[i]) && !(*index)--) {
			*out = (struct device){ DEVICE_PCI, (int)i };
			return 0;
		}
	return -ENODEV;
}

int device_find(struct root *root, const char *text, uint64_t index, struct device *out)
{
	struct match match;

	if (match_parse(text, &match))
		return -EINVAL;
	if (!find_pci(root, &match, &index, out))
		return 0;
	return index > UINT16_MAX ? -ENODEV : bus_device_find(root, &match, (unsigned)index, out);
}

static int pci_region(struct root *root, const struct pci_function *function, unsigned index,
		      struct device_region *out)
{
	const struct pci_range *range = &function->ranges[index];
	uint64_t address;

	if (index >= PCI_BARS || range->state != PCI_RANGE_PLACED ||
	    pci_cpu_address(&root->broker.pci, range, &address))
		return -ENOENT;
	/* I/O space that the processor reaches through memory is memory here */
	*out = (struct device_region){ .kind = range->space == PCI_SPACE_IO && bus_has_ports
						       ? KAAL_REGION_PORTS
						       : KAAL_REGION_MMIO,
				       .address = address,
				       .bytes = range->bytes };
	return 0;
}

int device_region(struct root *root, const struct device *device, unsigned index, struct device_region *out)
{
	const struct pci_function *function = device_function(root, device);

	return function ? pci_region(root, function, index, out)
			: bus_device_region(root, device, index, out);
}

int device_line(struct root *root, const struct device *device, unsigned index, struct bus_line *out,
		char why[BROKER_WHY_BYTES])
{
	const struct pci_function *function = device_function(root, device);
	int error;

	if (function && !index)
		return bus_pci_line(root, function, out, why);
	error = function ? -ENOENT : bus_device_line(root, device, index, out);
	if (error)
		text_print(why, BROKER_WHY_BYTES, "has no interrupt %u", index);
	return error;
}

static void describe_pci(struct root *root, const struct pci_function *function,
			 struct kaal_broker_device *out)
{
	struct pci_msix msix;

	out->vendor = function->vendor;
	out->device = function->device;
	out->class_revision = function->class << 8 | function->revision;
	out->subsystem = (uint32_t)function->subsystem << 16 | function->subsystem_vendor;
	if (!bus_messages_left(root))
		return;
	out->msi = function->msi != 0;
	out->msix = pci_msix_read(&root->broker.pci, function, &msix) ? 0 : msix.vectors;
}

void device_describe(struct root *root, const struct device *device, struct kaal_broker_device *out)
{
	const struct pci_function *function = device_function(root, device);
	char why[BROKER_WHY_BYTES];
	struct bus_line line;

	for (unsigned i = 0; i < KAAL_BROKER_REGIONS; i++) {
		struct device_region region;

		if (device_region(root, device, i, &region))
			continue;
		out->kind[i] = region.kind;
		out->bytes[i] = region.bytes;
	}
	while (out->intx < KAAL_BROKER_REGIONS && !device_line(root, device, out->intx, &line, why))
		out->intx++;
	if (function)
		describe_pci(root, function, out);
}

void device_name(struct root *root, const struct device *device, char out[PCI_NAME_BYTES])
{
	const struct pci_function *function = device_function(root, device);

	if (function)
		pci_name(function, out);
	else
		text_print(out, PCI_NAME_BYTES, "%s %d", device->kind == DEVICE_TREE ? "tree node" : "device",
			   device->number);
}
