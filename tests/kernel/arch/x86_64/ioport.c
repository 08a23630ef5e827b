/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* I/O ports of real devices (sheet section X7). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"

/* PCI configuration mechanism 1: an address port, and data ports that show the register. */
enum { PCI_ADDRESS = 0xcf8, PCI_DATA = 0xcfc, PCI_LAST = 0xcff, PCI_ENABLE = 0x80000000u };

static seL4_Error issue(seL4_CPtr slot, seL4_Word first, seL4_Word last)
{
	return seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, first, last, seL4_CapInitThreadCNode, slot,
					    ROOT_DEPTH);
}

static seL4_CPtr open_ports(seL4_Word first, seL4_Word last)
{
	seL4_CPtr slot = slot_new();

	REQUIRE(issue(slot, first, last) == seL4_NoError);
	return slot;
}

/* The host bridge's first word in all widths. */
static void test_widths(void)
{
	seL4_CPtr pci = open_ports(PCI_ADDRESS, PCI_LAST);
	seL4_Uint32 id;

	CHECK_EQ(seL4_X86_IOPort_Out32(pci, PCI_ADDRESS, PCI_ENABLE), seL4_NoError);
	CHECK_EQ(seL4_X86_IOPort_In32(pci, PCI_ADDRESS).result, PCI_ENABLE);
	id = seL4_X86_IOPort_In32(pci, PCI_DATA).result;
	CHECK_EQ(id & 0xffff, 0x8086);
	CHECK_EQ(seL4_X86_IOPort_In16(pci, PCI_DATA).result, id & 0xffff);
	CHECK_EQ(seL4_X86_IOPort_In16(pci, PCI_DATA + 2).result, id >> 16);
	for (unsigned i = 0; i < 4; i++)
		CHECK_EQ(seL4_X86_IOPort_In8(pci, (seL4_Uint16)(PCI_DATA + i)).result, id >> 8 * i & 0xff);
}

/* A register that keeps the byte written; higher bits of the word are not written. */
static void test_written_widths(void)
{
	seL4_CPtr dma = open_ports(0x80, 0x8f); /* DMA page registers */

	CHECK_EQ(seL4_X86_IOPort_Out8(dma, 0x83, 0x5a), seL4_NoError);
	CHECK_EQ(seL4_X86_IOPort_In8(dma, 0x83).result, 0x5a);
	CHECK_EQ(seL4_X86_IOPort_Out8(dma, 0x83, 0x1ff), seL4_NoError);
	CHECK_EQ(seL4_X86_IOPort_In8(dma, 0x83).result, 0xff);
}

static void test_bounds(void)
{
	seL4_CPtr two = open_ports(PCI_DATA, PCI_DATA + 1);

	CHECK_EQ(seL4_X86_IOPort_In8(two, PCI_DATA).error, seL4_NoError);
	CHECK_EQ(seL4_X86_IOPort_In16(two, PCI_DATA).error, seL4_NoError);
	CHECK_EQ(seL4_X86_IOPort_In16(two, PCI_DATA + 1).error, seL4_IllegalOperation);
	CHECK_EQ(seL4_X86_IOPort_In32(two, PCI_DATA).error, seL4_IllegalOperation);
	CHECK_EQ(seL4_X86_IOPort_Out32(two, PCI_DATA, 0), seL4_IllegalOperation);
	CHECK_EQ(seL4_X86_IOPort_Out16(two, PCI_DATA + 1, 0), seL4_IllegalOperation);
	CHECK_EQ(seL4_X86_IOPort_Out8(two, PCI_DATA + 2, 0), seL4_IllegalOperation);
}

static void test_ranges_do_not_overlap(void)
{
	seL4_CPtr slot = slot_new();

	open_ports(0xe10, 0xe1f);
	CHECK_EQ(issue(slot, 0xe10, 0xe10), seL4_RevokeFirst);
	CHECK_EQ(issue(slot, 0xe1f, 0xe2f), seL4_RevokeFirst);
	CHECK_EQ(issue(slot, 0xe00, 0xe10), seL4_RevokeFirst);
	CHECK_EQ(issue(slot, 0xe00, 0xe2f), seL4_RevokeFirst);
	CHECK_EQ(issue(slot, 0xe20, 0xe2f), seL4_NoError);
	CHECK_EQ(issue(slot_new(), 0xe0f, 0xe0f), seL4_NoError);
}

static void test_freed_with_the_last_copy(void)
{
	seL4_CPtr ports = open_ports(0xe10, 0xe1f);
	seL4_CPtr copy = copy_of(ports, seL4_NoRights);
	seL4_CPtr slot = slot_new();

	CHECK_EQ(slot_delete(ports), seL4_NoError);
	CHECK_EQ(issue(slot, 0xe10, 0xe1f), seL4_RevokeFirst);
	CHECK_EQ(seL4_X86_IOPort_In8(copy, 0xe10).error, seL4_NoError);
	CHECK_EQ(slot_delete(copy), seL4_NoError);
	CHECK_EQ(issue(slot, 0xe10, 0xe1f), seL4_NoError);
}

/* An issued capability revokes its copies. */
static void test_revoke(void)
{
	seL4_CPtr ports = open_ports(0xe10, 0xe1f);
	seL4_CPtr copy = copy_of(ports, seL4_AllRights);

	CHECK_EQ(slot_revoke(ports), seL4_NoError);
	CHECK(slot_is_empty(copy));
	CHECK(!slot_is_empty(ports));
}

static void test_ends_of_the_port_space(void)
{
	seL4_CPtr last = open_ports(0xffff, 0xffff);

	CHECK_EQ(seL4_X86_IOPort_In8(last, 0xffff).error, seL4_NoError);
	CHECK_EQ(seL4_X86_IOPort_In16(last, 0xffff).error, seL4_IllegalOperation);
}

static void test_control_is_not_copied(void)
{
	CHECK_EQ(slot_copy(slot_new(), seL4_CapIOPortControl), seL4_IllegalOperation);
}

static const struct test tests[] = {
	{ "three widths of reading", test_widths },
	{ "writing", test_written_widths },
	{ "no access reaches past the range", test_bounds },
	{ "ranges do not overlap", test_ranges_do_not_overlap },
	{ "a range is free when its last copy is gone", test_freed_with_the_last_copy },
	{ "an issued capability revokes its copies", test_revoke },
	{ "the last port", test_ends_of_the_port_space },
	{ "port control cannot be copied", test_control_is_not_copied },
};

const struct test_group ioport_tests = TEST_GROUP("i/o ports", tests);
