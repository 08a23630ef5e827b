/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The broker's decisions that need no kernel: what a match names, and what a driver may write. */
#include <errno.h>

#include "broker/config_policy.h"
#include "broker/match.h"
#include "fabric.h"
#include "tap.h"

/* As a plan's field holds it; what is too long has no end there. */
static int parse(const char *text, struct match *match)
{
	static char field[KAAL_MATCH_BYTES];
	size_t bytes = strlen(text) + 1;

	memset(field, 0, sizeof field);
	memcpy(field, text, bytes < sizeof field ? bytes : sizeof field);
	return match_parse(field, match);
}

static struct match parsed(const char *text)
{
	struct match match;

	CHECK_EQ(parse(text, &match), 0);
	return match;
}

static int refused(const char *text)
{
	struct match match;

	return parse(text, &match) == -EINVAL;
}

static const struct pci_function nic = { .vendor = 0x8086, .device = 0x100e, .class = 0x020000 };

static void matches_vendor_and_device(void)
{
	struct match match = parsed("pci:8086:100e");

	CHECK_EQ(match.kind, MATCH_PCI);
	CHECK(match_function(&match, &nic));
	match = parsed("pci:0x8086:0X100E");
	CHECK(match_function(&match, &nic));
	match = parsed("pci:8086:100f");
	CHECK(!match_function(&match, &nic));
	match = parsed("dt:pci:8086:100e");
	CHECK(!match_function(&match, &nic));
}

static void matches_classes_by_their_first_digits(void)
{
	static const char *const good[] = { "pci-class:020000", "pci-class:0200", "pci-class:02",
					    "pci-class:0x020" };
	static const char *const bad[] = { "pci-class:020001", "pci-class:0201", "pci-class:03",
					   "pci-class:2" };

	for (unsigned i = 0; i < 4; i++) {
		struct match match = parsed(good[i]);

		CHECK(match_function(&match, &nic));
		match = parsed(bad[i]);
		CHECK(!match_function(&match, &nic));
	}
}

static void matches_virtio_of_both_kinds(void)
{
	struct match match = parsed("virtio:2");
	struct pci_function function = { .vendor = 0x1af4, .device = 0x1042 };

	CHECK(match_function(&match, &function));
	function.device = 0x1001; /* transitional: the subsystem says what it is */
	CHECK(!match_function(&match, &function));
	function.subsystem = 2;
	CHECK(match_function(&match, &function));
	function.device = 0x1043;
	CHECK(!match_function(&match, &function));
	function = (struct pci_function){ .vendor = 0x1af5, .device = 0x1042 };
	CHECK(!match_function(&match, &function));
	match = parsed("virtio:16"); /* decimal */
	function = (struct pci_function){ .vendor = 0x1af4, .device = 0x1050 };
	CHECK(match_function(&match, &function));
}

static void keeps_other_names_as_they_are(void)
{
	struct match match = parsed("dt:arm,pl031");

	CHECK_EQ(match.kind, MATCH_TREE);
	CHECK_EQ(strncmp(match.text, "arm,pl031", 10), 0);
	match = parsed("acpi:PNP0103");
	CHECK_EQ(match.kind, MATCH_ACPI);
}

static void refuses_what_names_nothing(void)
{
	static const char *const bad[] = { "",
					   "pci",
					   "pci:",
					   "pci:8086",
					   "pci:8086:",
					   "pci:8086:10000",
					   "pci:8086:100e:0",
					   "pci:g:h",
					   "pci-class:",
					   "pci-class:0200000",
					   "pci-class:0x",
					   "dt:",
					   "acpi:",
					   "virtio:",
					   "virtio:0x2",
					   "virtio:1234",
					   "usb:1:2",
					   "PCI:8086:100e",
					   " pci:8086:100e",
					   "pci:-1:0" };

	for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (!refused(bad[i])) {
			printf("# \"%s\" was taken for a match\n", bad[i]);
			CHECK(!"refused");
		}
	CHECK(refused("dt:a-name-that-has-no-end-within-its-field-of-48-bytes"));
}

static struct fabric fabric;
static struct pci pci;

/* MSI at 0x50, vendor-specific at 0x60 with 16 bytes, MSI-X at 0x70. */
static const struct pci_function *device(uint16_t vendor)
{
	struct pci_config config;
	struct pci_report report = { NULL, NULL };

	fabric_init(&fabric);
	fabric_device(&fabric, FABRIC_ROOT, 1, 0, 1);
	fabric_set(&fabric, 0, 0, 2, vendor);
	fabric_capability(&fabric, 0, 0x70, 0x11);
	fabric_capability(&fabric, 0, 0x60, 0x09);
	fabric_set(&fabric, 0, 0x62, 1, 16);
	fabric_capability(&fabric, 0, 0x50, 0x05);
	config = fabric_config(&fabric);
	pci_scan(&pci, &config, &report);
	return &pci.functions[0];
}

static void lets_drivers_write_their_own_capability(void)
{
	const struct pci_function *function = device(0x1234);

	for (unsigned offset = 0; offset < PCI_CONFIG_BYTES_EXTENDED; offset++)
		for (unsigned bytes = 1; bytes <= 4; bytes *= 2)
			if (offset % bytes == 0)
				CHECK_EQ(config_may_write(&pci, function, offset, bytes),
					 offset >= 0x63 && offset + bytes <= 0x70);
	CHECK(!config_may_write(&pci, function, 0x64, 3));
	CHECK(!config_may_write(&pci, function, UINT64_MAX - 3, 4));
	CHECK(!config_may_write(&pci, function, 0x64, 0));
}

static void trusts_no_length_and_no_order(void)
{
	const struct pci_function *function = device(0x1234);

	fabric_set(&fabric, 0, 0x62, 1, 255); /* as if it went on beyond MSI-X */
	CHECK(!config_may_write(&pci, function, 0x70, 4));
	CHECK(!config_may_write(&pci, function, 0x74, 4));
	fabric_set(&fabric, 0, 0x62, 1, 0);
	CHECK(!config_may_write(&pci, function, 0x64, 4));
	function = device(0x1234);
	fabric_set(&fabric, 0, 0x71, 1, 0x60); /* the list runs in a circle */
	CHECK(config_may_write(&pci, function, 0x64, 4));
	CHECK(!config_may_write(&pci, function, 0x74, 4));
	fabric_set(&fabric, 0, 6, 2, 0); /* and is not valid at all */
	CHECK(!config_may_write(&pci, function, 0x64, 4));
}

static void keeps_virtio_from_its_window(void)
{
	const struct pci_function *function = device(0x1af4);

	CHECK(!config_may_write(&pci, function, 0x64, 4));
}

static void lets_drivers_read_everything(void)
{
	device(0x1234);
	CHECK(config_may_read(&pci.config, 0, 4));
	CHECK(config_may_read(&pci.config, 4095, 1));
	CHECK(!config_may_read(&pci.config, 4094, 4));
	CHECK(!config_may_read(&pci.config, 4096, 1));
	CHECK(!config_may_read(&pci.config, 0, 8));
	CHECK(!config_may_read(&pci.config, 0, 0));
}

TAP_MAIN(TAP(matches_vendor_and_device), TAP(matches_classes_by_their_first_digits),
	 TAP(matches_virtio_of_both_kinds), TAP(keeps_other_names_as_they_are),
	 TAP(refuses_what_names_nothing), TAP(lets_drivers_write_their_own_capability),
	 TAP(trusts_no_length_and_no_order), TAP(keeps_virtio_from_its_window),
	 TAP(lets_drivers_read_everything))
