/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finding functions and numbering buses, also where configuration space lies. */
#include "machines.h"
#include "tap.h"

static struct fabric fabric;
static struct pci pci;

static void scan(void)
{
	struct pci_config config = fabric_config(&fabric);
	struct pci_report report = fabric_report(&fabric);

	pci_scan(&pci, &config, &report);
}

static void numbers(int bridge, unsigned secondary, unsigned subordinate)
{
	fabric_set(&fabric, bridge, 0x19, 1, secondary);
	fabric_set(&fabric, bridge, 0x1a, 1, subordinate);
}

static void finds_every_function(void)
{
	fabric_init(&fabric);
	fabric_device(&fabric, FABRIC_ROOT, 0, 0, 1);
	fabric_device(&fabric, FABRIC_ROOT, 3, 0, 2);
	fabric_device(&fabric, FABRIC_ROOT, 3, 5, 3);
	fabric_device(&fabric, FABRIC_ROOT, 31, 0, 4);
	fabric_device(&fabric, FABRIC_ROOT, 31, 7, 5); /* function 0 does not say that there are more */
	fabric_set(&fabric, 1, 0xe, 1, 0x80);
	scan();
	CHECK_EQ(pci.functions_count, 4);
	CHECK_EQ(pci_find_id(&pci, 0x1234, 3, 0), 2);
	CHECK_EQ(pci_find_id(&pci, 0x1234, 5, 0), PCI_NOT_FOUND);
	CHECK_EQ(pci_find_class(&pci, 0x020000, 0xffff00, 3), 3);
	CHECK_EQ(pci_find_class(&pci, 0x020000, 0xffff00, 4), PCI_NOT_FOUND);
	CHECK_EQ(pci_find_address(&pci, (struct pci_address){ 0, 3, 5 }), 2);
	CHECK_STR(fabric.log, "");
}

static void quiets_endpoints(void)
{
	fabric_init(&fabric);
	fabric_device(&fabric, FABRIC_ROOT, 1, 0, 1);
	fabric_set(&fabric, 0, 4, 2, 0x0007);
	scan();
	CHECK_EQ(fabric_get(&fabric, 0, 4, 2), 0x0403);
}

static void numbers_buses_where_nobody_did(void)
{
	int a, b, c, d;

	fabric_init(&fabric);
	a = fabric_bridge(&fabric, FABRIC_ROOT, 1);
	b = fabric_bridge(&fabric, a, 1);
	c = fabric_bridge(&fabric, a, 2);
	d = fabric_bridge(&fabric, FABRIC_ROOT, 2);
	fabric_device(&fabric, b, 4, 0, 10);
	fabric_device(&fabric, c, 5, 0, 11);
	fabric_device(&fabric, d, 6, 0, 12);
	scan();
	CHECK_EQ(pci.functions_count, 7);
	CHECK_EQ(fabric_get(&fabric, a, 0x18, 3), 0x030100);
	CHECK_EQ(fabric_get(&fabric, b, 0x18, 3), 0x020201);
	CHECK_EQ(fabric_get(&fabric, c, 0x18, 3), 0x030301);
	CHECK_EQ(fabric_get(&fabric, d, 0x18, 3), 0x040400);
	CHECK(pci_find_id(&pci, 0x1234, 12, 0) != PCI_NOT_FOUND);
}

static void keeps_sound_numbers(void)
{
	int a, b;

	fabric_init(&fabric);
	a = fabric_bridge(&fabric, FABRIC_ROOT, 1);
	b = fabric_bridge(&fabric, a, 0);
	fabric_device(&fabric, b, 0, 0, 10);
	numbers(a, 7, 20);
	numbers(b, 9, 12);
	scan();
	CHECK_EQ(fabric_get(&fabric, a, 0x19, 2), 0x1407);
	CHECK_EQ(fabric_get(&fabric, b, 0x18, 3), 0x0c0907);
	CHECK_EQ(pci.functions[2].at.bus, 9);
}

static void corrects_unsound_numbers(void)
{
	int a, b, c, d;

	fabric_init(&fabric);
	a = fabric_bridge(&fabric, FABRIC_ROOT, 1);
	b = fabric_bridge(&fabric, FABRIC_ROOT, 2);
	c = fabric_bridge(&fabric, FABRIC_ROOT, 3);
	d = fabric_bridge(&fabric, a, 3);
	for (int i = 0; i < 4; i++)
		fabric_device(&fabric, i == 0 ? a : i == 1 ? b : i == 2 ? c : d, 9, 0, (uint16_t)(20 + i));
	numbers(a, 2, 5);
	numbers(b, 4, 6);   /* overlaps a */
	numbers(c, 9, 8);   /* backwards */
	numbers(d, 3, 200); /* beyond a */
	scan();
	CHECK_EQ(pci.functions_count, 8);
	CHECK_EQ(fabric_get(&fabric, a, 0x19, 2), 0x0502);
	CHECK_EQ(fabric_get(&fabric, b, 0x19, 2), 0x0101);
	CHECK_EQ(fabric_get(&fabric, c, 0x19, 2), 0x0606);
	CHECK_EQ(fabric_get(&fabric, d, 0x19, 2), 0x0303);
	for (unsigned i = 0; i < 4; i++)
		CHECK(pci_find_id(&pci, 0x1234, (uint16_t)(20 + i), 0) != PCI_NOT_FOUND);
}

static void does_without_a_bridge_that_takes_no_numbers(void)
{
	int a;

	fabric_init(&fabric);
	a = fabric_bridge(&fabric, FABRIC_ROOT, 1);
	fabric_device(&fabric, a, 0, 0, 10);
	fabric.functions[a].stubborn = true;
	scan();
	CHECK_EQ(pci.functions_count, 1);
	CHECK(strstr(fabric.log, "does not take bus numbers"));
}

static void stops_at_too_many_bridges(void)
{
	int parent = FABRIC_ROOT;

	fabric_init(&fabric);
	for (int i = 0; i < 30; i++)
		parent = fabric_bridge(&fabric, parent, 0);
	scan();
	CHECK_EQ(pci.functions_count, PCI_DEPTH_MAX + 1);
	CHECK(strstr(fabric.log, "behind too many bridges"));
}

static void ends_where_every_address_answers(void)
{
	fabric_init(&fabric);
	fabric_bridge(&fabric, FABRIC_ROOT, 0);
	fabric_set(&fabric, 0, 0xe, 1, 0x81);
	fabric.echo = true;
	scan();
	CHECK_EQ(pci.functions_count, PCI_FUNCTIONS_MAX);
	CHECK(pci.left_out > 0);
	CHECK(strstr(fabric.log, "functions more than"));
}

static void survives_functions_that_vanish(void)
{
	for (unsigned reads = 1; reads < 80; reads++) {
		fabric_init(&fabric);
		fabric_device(&fabric, FABRIC_ROOT, 1, 0, 1);
		fabric_bar(&fabric, 0, 0, 0x1000, 0);
		fabric_bridge(&fabric, FABRIC_ROOT, 2);
		fabric_device(&fabric, 1, 0, 0, 3);
		fabric.functions[0].reads_left = fabric.functions[1].reads_left = reads;
		scan();
		CHECK(pci.functions_count <= 3);
		pci_assign(&pci, &host_pc);
	}
}

static void ends_capability_lists_that_loop(void)
{
	struct pci_config config;

	fabric_init(&fabric);
	fabric_device(&fabric, FABRIC_ROOT, 1, 0, 1);
	fabric_capability(&fabric, 0, 0x50, 9);
	fabric_capability(&fabric, 0, 0x60, 9);
	fabric_set(&fabric, 0, 0x51, 1, 0x60);
	config = fabric_config(&fabric);
	CHECK_EQ(pci_capability(&config, (struct pci_address){ 0, 1, 0 }, 5), 0);
	CHECK_EQ(pci_capability(&config, (struct pci_address){ 0, 1, 0 }, 9), 0x60);
	fabric_set(&fabric, 0, 0x34, 1, 0x13); /* into the header; low bits do not count */
	CHECK_EQ(pci_capability(&config, (struct pci_address){ 0, 1, 0 }, 9), 0);
}

static void leaves_unknown_headers_alone(void)
{
	fabric_init(&fabric);
	fabric_device(&fabric, FABRIC_ROOT, 1, 0, 1);
	fabric_set(&fabric, 0, 0xe, 1, 2); /* CardBus */
	scan();
	CHECK_EQ(pci.functions_count, 1);
	CHECK_STR(fabric.log, "PCI 00:01.0 (1234:0001): has a header of unknown type 2; it stays unused\n");
}

TAP_MAIN(TAP(finds_every_function), TAP(quiets_endpoints), TAP(numbers_buses_where_nobody_did),
	 TAP(keeps_sound_numbers), TAP(corrects_unsound_numbers),
	 TAP(does_without_a_bridge_that_takes_no_numbers), TAP(stops_at_too_many_bridges),
	 TAP(ends_where_every_address_answers), TAP(survives_functions_that_vanish),
	 TAP(ends_capability_lists_that_loop), TAP(leaves_unknown_headers_alone))
