/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Measuring, keeping and assigning address ranges. */
#include <errno.h>
#include <stdlib.h>

#include "machines.h"
#include "tap.h"

enum { IO = 1, WIDE = 4, PREFETCHABLE = 8, MIB = 1 << 20 };

static struct fabric fabric;
static struct pci pci;

static void scan(void)
{
	struct pci_config config = fabric_config(&fabric);
	struct pci_report report = fabric_report(&fabric);

	pci_scan(&pci, &config, &report);
}

static void assign(const struct pci_host *host)
{
	const char *wrong;

	scan();
	pci_assign(&pci, host);
	machine_enable(&pci);
	wrong = machine_check(&fabric, &pci);
	CHECK_STR(wrong ? wrong : "", "");
}

static const struct pci_function *found(uint16_t id)
{
	unsigned index = pci_find_id(&pci, 0x1234, id, 0);

	CHECK(index != PCI_NOT_FOUND);
	return &pci.functions[index];
}

static int add(int parent, unsigned device, uint16_t id, uint64_t bytes, unsigned flags)
{
	int index = fabric_device(&fabric, parent, device, 0, id);

	fabric_bar(&fabric, index, 0, bytes, flags);
	return index;
}

static void window(int bridge, unsigned offset, uint32_t base, uint32_t limit)
{
	fabric_set(&fabric, bridge, offset, 2, base >> 16 & 0xfff0);
	fabric_set(&fabric, bridge, offset + 2, 2, limit >> 16 & 0xfff0);
}

static void measures_ranges(void)
{
	const struct pci_range *ranges;

	fabric_init(&fabric);
	fabric_device(&fabric, FABRIC_ROOT, 1, 0, 1);
	fabric_bar(&fabric, 0, 0, 0x2000, 0);
	fabric_bar(&fabric, 0, 1, 0x40, IO);
	fabric_bar(&fabric, 0, 2, 1ull << 33, WIDE | PREFETCHABLE);
	fabric_bar(&fabric, 0, 5, 0x10, PREFETCHABLE);
	fabric_bar_address(&fabric, 0, 0, 0xfe002000);
	fabric_set(&fabric, 0, 4, 2, 3);
	scan();
	ranges = pci.functions[0].ranges;
	CHECK_EQ(ranges[0].bytes, 0x2000);
	CHECK_EQ(ranges[0].address, 0xfe002000);
	CHECK_EQ(ranges[0].state, PCI_RANGE_PLACED);
	CHECK_EQ(ranges[1].bytes, 0x40);
	CHECK_EQ(ranges[1].space, PCI_SPACE_IO);
	CHECK_EQ(ranges[1].state, PCI_RANGE_UNPLACED);
	CHECK_EQ(ranges[2].bytes, 1ull << 33);
	CHECK(ranges[2].wide && ranges[2].prefetchable);
	CHECK_EQ(ranges[3].state, PCI_RANGE_ABSENT);
	CHECK_EQ(ranges[4].state, PCI_RANGE_ABSENT);
	CHECK_EQ(ranges[5].bytes, 0x10);
	CHECK(!ranges[5].wide && ranges[5].prefetchable);
	CHECK_EQ(fabric.violations, 0);
	CHECK_EQ(fabric_get(&fabric, 0, 4, 2), 0x0403); /* decodes again, and is quiet */
	CHECK_EQ(fabric_get(&fabric, 0, 0x10, 4), 0xfe002000);
}

static void refuses_ranges_without_sense(void)
{
	fabric_init(&fabric);
	fabric_device(&fabric, FABRIC_ROOT, 1, 0, 1);
	fabric_bar(&fabric, 0, 0, 0x1000, 0);
	fabric_set(&fabric, 0, 0x10, 4, 0);
	memset(fabric.functions[0].writable + 0x10, 0, 4);
	fabric.functions[0].writable[0x12] = 0xa0; /* a mask with gaps */
	fabric_bar(&fabric, 0, 1, 0x1000, 2);      /* below 1 MiB: a type of the past */
	fabric_bar(&fabric, 0, 2, 0x1000, 6);      /* a reserved type */
	fabric_bar(&fabric, 0, 5, 0x1000, WIDE);   /* and no register for the upper half */
	fabric_bar(&fabric, 0, 3, 0x1000, 0);
	fabric.functions[0].writable[0x1c] = 0xff; /* even the flags can be written */
	assign(&host_pc);
	for (unsigned i = 0; i < PCI_BARS; i++)
		CHECK_EQ(pci.functions[0].ranges[i].state, i == 4 ? PCI_RANGE_ABSENT : PCI_RANGE_BROKEN);
	CHECK_EQ(pci_function_enable(&pci, &pci.functions[0]), -EINVAL);
	CHECK(strstr(fabric.log, "PCI 00:01.0 (1234:0001): BAR 0 makes no sense; the device stays unused\n"));
}

static void assigns_where_no_firmware_did(void)
{
	int bridge, deeper;

	fabric_init(&fabric);
	add(FABRIC_ROOT, 1, 1, 0x20, IO);
	add(FABRIC_ROOT, 2, 2, 0x10, 0);
	add(FABRIC_ROOT, 3, 3, 0x4000, WIDE | PREFETCHABLE);
	bridge = fabric_bridge(&fabric, FABRIC_ROOT, 4);
	fabric_bar(&fabric, bridge, 0, 0x1000, WIDE);
	add(bridge, 1, 4, 16 * MIB, PREFETCHABLE);
	add(bridge, 2, 5, 0x20, IO);
	deeper = fabric_bridge(&fabric, bridge, 3);
	add(deeper, 1, 6, 0x100, 0);
	add(deeper, 2, 7, 2ull << 30, WIDE | PREFETCHABLE);
	add(deeper, 3, 8, 0x20, IO);
	assign(&host_virt);
	CHECK_STR(fabric.log, "");
	for (uint16_t id = 1; id <= 8; id++)
		CHECK_EQ(found(id)->ranges[0].state, PCI_RANGE_PLACED);
	CHECK_EQ(found(7)->ranges[0].address, 0x8000000000);
	CHECK(found(4)->ranges[0].address < 1ull << 32);
	CHECK(found(6)->ranges[0].address < 1ull << 32);
}

static void tells_where_the_processor_sees_ports(void)
{
	uint64_t cpu;

	fabric_init(&fabric);
	add(FABRIC_ROOT, 1, 1, 0x20, IO);
	assign(&host_virt);
	CHECK_EQ(found(1)->ranges[0].address, 0x1000); /* 0 would mean none */
	CHECK_EQ(pci_cpu_address(&pci, &found(1)->ranges[0], &cpu), 0);
	CHECK_EQ(cpu, 0x3eff1000);
}

static void keeps_what_firmware_placed(void)
{
	int bridge;

	fabric_init(&fabric);
	fabric_bar_address(&fabric, add(FABRIC_ROOT, 1, 1, 0x20000, 0), 0, 0xfeb00000);
	fabric_bar_address(&fabric, add(FABRIC_ROOT, 2, 2, 0x40, IO), 0, 0xc040);
	bridge = fabric_bridge(&fabric, FABRIC_ROOT, 3);
	fabric_bar_address(&fabric, add(bridge, 1, 3, 0x1000, 0), 0, 0xfe805000);
	fabric_set(&fabric, bridge, 0x18, 3, 0x010100);
	window(bridge, 0x20, 0xfe800000, 0xfe900000);
	assign(&host_pc);
	CHECK_EQ(found(1)->ranges[0].address, 0xfeb00000);
	CHECK_EQ(found(2)->ranges[0].address, 0xc040);
	CHECK_EQ(found(3)->ranges[0].address, 0xfe805000);
	CHECK_EQ(fabric_get(&fabric, bridge, 0x20, 4), 0xfe90fe80);
	CHECK(!found(1)->moved && !found(2)->moved && !found(3)->moved);
}

static void moves_only_what_is_unsound(void)
{
	fabric_init(&fabric);
	fabric_bar_address(&fabric, add(FABRIC_ROOT, 1, 1, 0x1000, 0), 0, 0xfeb00000);
	fabric_bar_address(&fabric, add(FABRIC_ROOT, 2, 2, 0x1000, 0), 0, 0xfeb00000); /* the same place */
	fabric_bar_address(&fabric, add(FABRIC_ROOT, 3, 3, 0x1000, 0), 0, 0x00200000); /* in RAM */
	fabric_bar_address(&fabric, add(FABRIC_ROOT, 4, 4, 0x100, 0), 0, 0xfea00000);
	fabric_bar_address(&fabric, add(FABRIC_ROOT, 5, 5, 0x100, 0), 0, 0xfea00100); /* the same page */
	fabric_bar_address(&fabric, add(FABRIC_ROOT, 6, 6, 0x20, IO), 0, 0xc000);
	fabric_bar_address(&fabric, add(FABRIC_ROOT, 7, 7, 0x20, IO), 0, 0xc020); /* ports have no pages */
	assign(&host_pc);
	CHECK(!found(1)->moved && !found(4)->moved && !found(6)->moved && !found(7)->moved);
	CHECK(found(2)->moved && found(3)->moved && found(5)->moved);
}

static void gives_up_a_window_that_is_too_small(void)
{
	int bridge, outside;

	fabric_init(&fabric);
	bridge = fabric_bridge(&fabric, FABRIC_ROOT, 3);
	fabric_bar_address(&fabric, add(bridge, 1, 1, MIB, 0), 0, 0xfe800000);
	add(bridge, 2, 2, MIB, 0);
	outside = add(FABRIC_ROOT, 4, 3, MIB, 0);
	fabric_bar_address(&fabric, outside, 0, 0xc0000000);
	fabric_set(&fabric, bridge, 0x18, 3, 0x010100);
	window(bridge, 0x20, 0xfe800000, 0xfe800000);
	assign(&host_pc);
	CHECK_EQ(found(1)->ranges[0].state, PCI_RANGE_PLACED);
	CHECK_EQ(found(2)->ranges[0].state, PCI_RANGE_PLACED);
	CHECK_EQ(fabric_get(&fabric, bridge, 0x20, 4), 0xc020c010);
	CHECK(!found(3)->moved);
}

static void closes_windows_that_nothing_needs(void)
{
	int bridge;

	fabric_init(&fabric);
	bridge = fabric_bridge(&fabric, FABRIC_ROOT, 1); /* as after reset: its windows begin at 0 */
	add(bridge, 0, 1, 0x1000, 0);
	assign(&host_virt);
	CHECK_EQ(fabric_get(&fabric, bridge, 0x1c, 2), 0x00f0);
	CHECK_EQ(fabric_get(&fabric, bridge, 0x24, 4), 0x0001fff1);
	CHECK_EQ(fabric_get(&fabric, bridge, 0x20, 4), 0x10001000);
	CHECK_EQ(fabric_get(&fabric, bridge, 4, 2) & 7, 7);
}

static void says_when_there_is_no_room(void)
{
	fabric_init(&fabric);
	for (uint16_t id = 1; id <= 3; id++) /* between 256 MiB and 1007 MiB there is room for two of them */
		add(FABRIC_ROOT, id, id, 256u * MIB, 0);
	add(FABRIC_ROOT, 4, 4, 0x1000, 0);
	assign(&host_virt);
	CHECK_EQ(found(1)->ranges[0].state, PCI_RANGE_PLACED);
	CHECK_EQ(found(2)->ranges[0].state, PCI_RANGE_PLACED);
	CHECK_EQ(found(3)->ranges[0].state, PCI_RANGE_NO_ROOM);
	CHECK_EQ(found(4)->ranges[0].state, PCI_RANGE_PLACED);
	CHECK_EQ(pci_function_enable(&pci, found(3)), -ENOSPC);
	CHECK_STR(fabric.log, "PCI 00:03.0 (1234:0003): no room for BAR 0 (0x10000000 bytes)\n");
}

static void is_not_spoilt_by_a_giant(void)
{
	int bridge;

	fabric_init(&fabric);
	bridge = fabric_bridge(&fabric, FABRIC_ROOT, 1);
	add(bridge, 1, 1, 0x1000, 0);
	add(bridge, 2, 2, 1ull << 62, WIDE);
	assign(&host_virt);
	CHECK_EQ(found(1)->ranges[0].state, PCI_RANGE_PLACED);
	CHECK_EQ(found(2)->ranges[0].state, PCI_RANGE_BROKEN);
	CHECK(strstr(fabric.log, "more than this machine has for it"));
}

static void says_when_a_device_is_gone(void)
{
	fabric_init(&fabric);
	add(FABRIC_ROOT, 1, 1, 0x1000, 0);
	assign(&host_virt);
	fabric.functions[0].reads_left = 1;
	CHECK_EQ(pci_function_enable(&pci, found(1)), -ENODEV);
	CHECK(pci_function_is_quiet(&pci, found(1)));
}

static unsigned random_below(unsigned limit)
{
	return (unsigned)rand() %
	       limit; /* NOLINT(cert-msc30-c,cert-msc50-cpp): repeatable is what is wanted */
}

static void random_device(int parent, unsigned device)
{
	int index = fabric_device(&fabric, parent, device, 0, (uint16_t)fabric.count);

	for (unsigned bar = 0; bar < PCI_BARS; bar++) {
		static const unsigned flags[] = { 0, IO, WIDE, WIDE | PREFETCHABLE, PREFETCHABLE };
		unsigned kind = flags[random_below(5)];
		unsigned bits = kind == IO ? 2 + random_below(7) : 4 + random_below(22);

		if (random_below(3) || (kind & WIDE && bar == 5))
			continue;
		fabric_bar(&fabric, index, bar, 1ull << bits, kind);
		if (random_below(2))
			fabric_bar_address(&fabric, index, bar,
					   (kind == IO ? random_below(0x10000)
						       : 0xc0000000 + random_below(0x3ec00) * 0x1000ull) >>
						   bits << bits);
		bar += kind & WIDE ? 1 : 0;
	}
	fabric_set(&fabric, index, 4, 2, random_below(8));
}

static void random_bridge(int parent, unsigned device, unsigned depth)
{
	int bridge = fabric_bridge(&fabric, parent, device);

	if (random_below(2))
		fabric_set(&fabric, bridge, 0x18, 3, random_below(1 << 24));
	for (unsigned offset = 0x1c; offset < 0x34 && random_below(2); offset++)
		fabric_set(&fabric, bridge, offset, 1,
			   random_below(256) & fabric.functions[bridge].writable[offset]);
	fabric_set(&fabric, bridge, 0x24, 1, fabric_get(&fabric, bridge, 0x24, 1) | 1);
	for (unsigned i = 0; i < 3 && fabric.count < FABRIC_FUNCTIONS_MAX - 1; i++)
		if (depth && random_below(3) == 0)
			random_bridge(bridge, i, depth - 1);
		else
			random_device(bridge, i);
}

static void is_right_whatever_the_machine(void)
{
	for (unsigned seed = 1; seed <= 3000; seed++) {
		srand(seed);
		fabric_init(&fabric);
		for (unsigned i = 0; i < 6 && fabric.count < FABRIC_FUNCTIONS_MAX - 1; i++)
			if (random_below(2))
				random_bridge(FABRIC_ROOT, i, 3);
			else
				random_device(FABRIC_ROOT, i);
		assign(random_below(2) ? &host_virt : &host_pc);
		if (!strstr(fabric.log, "no bus number left"))
			CHECK_EQ(pci.functions_count, (unsigned)fabric.count);
	}
}

TAP_MAIN(TAP(measures_ranges), TAP(refuses_ranges_without_sense), TAP(assigns_where_no_firmware_did),
	 TAP(tells_where_the_processor_sees_ports), TAP(keeps_what_firmware_placed),
	 TAP(moves_only_what_is_unsound), TAP(gives_up_a_window_that_is_too_small),
	 TAP(closes_windows_that_nothing_needs), TAP(says_when_there_is_no_room),
	 TAP(is_not_spoilt_by_a_giant), TAP(says_when_a_device_is_gone), TAP(is_right_whatever_the_machine))
