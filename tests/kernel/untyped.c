/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What Retype makes, where, and when memory comes back (sheet section 6.6). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/vspace.h"

static seL4_Error retype(seL4_CPtr untyped, seL4_Word type, seL4_Word size, seL4_CPtr slot, seL4_Word count)
{
	return seL4_Untyped_Retype(untyped, type, size, seL4_CapInitThreadCNode, 0, 0, slot, count);
}

static seL4_Word paddr_of(seL4_CPtr frame)
{
	seL4_Word paddr;

	CHECK_EQ(arch_page_address(frame, &paddr), seL4_NoError);
	return paddr;
}

static void test_fills_up(void)
{
	seL4_CPtr untyped = make_untyped(14);
	seL4_CPtr slots = slots_new(5);

	CHECK_EQ(retype(untyped, ARCH_SMALL_PAGE, 0, slots, 3), seL4_NoError);
	CHECK_EQ(retype(untyped, ARCH_SMALL_PAGE, 0, slots + 3, 2), seL4_NotEnoughMemory);
	CHECK_EQ(seL4_GetMR(0), 4096);
	CHECK_EQ(retype(untyped, ARCH_SMALL_PAGE, 0, slots + 3, 1), seL4_NoError);
	CHECK_EQ(retype(untyped, seL4_EndpointObject, 0, slots + 4, 1), seL4_NotEnoughMemory);
	CHECK_EQ(seL4_GetMR(0), 0);
}

/* Objects lie in ascending order, each aligned to its size. */
static void test_layout(void)
{
	seL4_CPtr untyped = make_untyped(15);
	seL4_CPtr slots = slots_new(4);

	REQUIRE(retype(untyped, ARCH_SMALL_PAGE, 0, slots, 1) == seL4_NoError);
	REQUIRE(retype(untyped, seL4_EndpointObject, 0, slots + 1, 1) == seL4_NoError);
	REQUIRE(retype(untyped, ARCH_SMALL_PAGE, 0, slots + 2, 2) == seL4_NoError);
	CHECK_EQ(paddr_of(slots) % 4096, 0);
	CHECK_EQ(paddr_of(slots + 2), paddr_of(slots) + 2ul * 4096);
	CHECK_EQ(paddr_of(slots + 3), paddr_of(slots) + 3ul * 4096);
}

/* The check counts free bytes before they are aligned: 4 KiB less 16 bytes hold no page. */
static void test_free_bytes(void)
{
	seL4_CPtr untyped = make_untyped(13);
	seL4_CPtr slots = slots_new(4);

	REQUIRE(retype(untyped, ARCH_SMALL_PAGE, 0, slots, 1) == seL4_NoError);
	REQUIRE(retype(untyped, seL4_EndpointObject, 0, slots + 1, 1) == seL4_NoError);
	CHECK_EQ(retype(untyped, ARCH_SMALL_PAGE, 0, slots + 2, 1), seL4_NotEnoughMemory);
	CHECK_EQ(seL4_GetMR(0), 4096 - 16);
}

static void test_restarts_when_childless(void)
{
	seL4_CPtr untyped = make_untyped(13);
	seL4_CPtr slots = slots_new(3);
	seL4_Word first;

	REQUIRE(retype(untyped, ARCH_SMALL_PAGE, 0, slots, 2) == seL4_NoError);
	first = paddr_of(slots);
	/* one child left: what the other had stays used */
	CHECK_EQ(slot_delete(slots), seL4_NoError);
	CHECK_EQ(retype(untyped, ARCH_SMALL_PAGE, 0, slots, 1), seL4_NotEnoughMemory);
	CHECK_EQ(slot_delete(slots + 1), seL4_NoError);
	CHECK_EQ(retype(untyped, ARCH_SMALL_PAGE, 0, slots + 2, 1), seL4_NoError);
	CHECK_EQ(paddr_of(slots + 2), first);
}

static volatile seL4_Word *map_here(seL4_CPtr frame)
{
	map_frame(frame, seL4_CapInitThreadVSpace, TEST_VADDR, seL4_ReadWrite);
	return (volatile seL4_Word *)TEST_VADDR;
}

/* Memory used before is zero in its next life. */
static void test_memory_is_cleared(void)
{
	seL4_CPtr untyped = make_untyped(12);
	seL4_CPtr slot = slot_new();
	volatile seL4_Word *page;

	map_path(seL4_CapInitThreadVSpace, TEST_VADDR);
	for (unsigned round = 0; round < 2; round++) {
		REQUIRE(retype(untyped, ARCH_SMALL_PAGE, 0, slot, 1) == seL4_NoError);
		page = map_here(slot);
		for (unsigned i = 0; i < 512; i++)
			if (page[i])
				check_equal("untyped.c", (int)i, "word of a new frame", page[i], 0);
		for (unsigned i = 0; i < 512; i++)
			page[i] = ~0ul;
		CHECK_EQ(slot_delete(slot), seL4_NoError);
	}
}

/* The same, when the memory held a kernel object in between. */
static void test_objects_leave_no_trace(void)
{
	seL4_CPtr untyped = make_untyped(12);
	seL4_CPtr slot = slot_new();
	volatile seL4_Word *page;

	map_path(seL4_CapInitThreadVSpace, TEST_VADDR);
	REQUIRE(retype(untyped, seL4_TCBObject, 0, slot, 1) == seL4_NoError);
	REQUIRE(seL4_TCB_SetPriority(slot, seL4_CapInitThreadTCB, 77) == seL4_NoError);
	CHECK_EQ(slot_delete(slot), seL4_NoError);
	REQUIRE(retype(untyped, seL4_CapTableObject, 7, slot, 1) == seL4_NoError);
	REQUIRE(seL4_CNode_Copy(slot, 100, 7, seL4_CapInitThreadCNode, make_endpoint(), ROOT_DEPTH,
				seL4_AllRights) == seL4_NoError);
	CHECK_EQ(slot_delete(slot), seL4_NoError);
	REQUIRE(retype(untyped, ARCH_SMALL_PAGE, 0, slot, 1) == seL4_NoError);
	page = map_here(slot);
	for (unsigned i = 0; i < 512; i++)
		if (page[i])
			check_equal("untyped.c", (int)i, "word of a new frame", page[i], 0);
}

static void test_most_objects(void)
{
	seL4_CPtr untyped = make_untyped(13);
	seL4_CPtr slots = slots_new(seL4_UntypedRetypeMaxObjects);

	CHECK_EQ(retype(untyped, seL4_NotificationObject, 0, slots, seL4_UntypedRetypeMaxObjects),
		 seL4_NoError);
	CHECK_EQ(retype(untyped, seL4_EndpointObject, 0, slot_new(), 1), seL4_NotEnoughMemory);
	for (seL4_Word i = 0; i < seL4_UntypedRetypeMaxObjects; i++)
		REQUIRE(!slot_is_empty(slots + i));
}

static void test_into_a_cnode_by_path(void)
{
	seL4_CPtr untyped = make_untyped(12);
	seL4_CPtr cnode = make_cnode(4);

	CHECK_EQ(seL4_Untyped_Retype(untyped, seL4_EndpointObject, 0, seL4_CapInitThreadCNode, cnode,
				     ROOT_DEPTH, 6, 3),
		 seL4_NoError);
	CHECK_EQ(seL4_CNode_Move(cnode, 5, 4, cnode, 5, 4), seL4_FailedLookup);
	for (seL4_Word i = 6; i < 9; i++)
		CHECK_EQ(seL4_CNode_Move(cnode, i, 4, cnode, i, 4), seL4_DeleteFirst);
	CHECK_EQ(seL4_CNode_Move(cnode, 9, 4, cnode, 9, 4), seL4_FailedLookup);
}

/* With depth 0 the CNode is the root capability itself, whatever the index says. */
static void test_into_the_root_itself(void)
{
	seL4_CPtr untyped = make_untyped(12);
	seL4_CPtr cnode = make_cnode(4);

	CHECK_EQ(seL4_Untyped_Retype(untyped, seL4_EndpointObject, 0, cnode, 12345, 0, 2, 1), seL4_NoError);
	CHECK_EQ(seL4_CNode_Move(cnode, 2, 4, cnode, 2, 4), seL4_DeleteFirst);
}

/* The size argument matters to Untyped and CapTable only. */
static void test_size_is_ignored(void)
{
	seL4_CPtr untyped = make_untyped(12);

	CHECK_EQ(retype(untyped, seL4_EndpointObject, 63, slot_new(), 1), seL4_NoError);
	CHECK_EQ(retype(untyped, seL4_EndpointObject, 64, slot_new(), 1), seL4_RangeError);
}

static void test_smallest_untyped(void)
{
	seL4_CPtr untyped = make(seL4_UntypedObject, seL4_MinUntypedBits);
	seL4_CPtr slot = slot_new();

	CHECK_EQ(retype(untyped, seL4_NotificationObject, 0, slot, 1), seL4_NotEnoughMemory);
	CHECK_EQ(seL4_GetMR(0), 16);
	CHECK_EQ(retype(untyped, seL4_EndpointObject, 0, slot, 1), seL4_NoError);
}

/* Device memory makes frames and untypeds only, and is not cleared. */
static void test_device_objects(void)
{
	seL4_CPtr device, parent = slot_new();

	REQUIRE(device_untyped(seL4_PageBits + 1, &device));
	REQUIRE(retype(device, seL4_UntypedObject, seL4_PageBits + 1, parent, 1) == seL4_NoError);
	CHECK_EQ(retype(parent, seL4_EndpointObject, 0, slot_new(), 1), seL4_InvalidArgument);
	CHECK_EQ(seL4_GetMR(0), 1);
	CHECK_EQ(retype(parent, arch_table_type(1), 0, slot_new(), 1), seL4_InvalidArgument);
	CHECK_EQ(retype(parent, seL4_CapTableObject, 4, slot_new(), 1), seL4_InvalidArgument);
	CHECK_EQ(retype(parent, ARCH_SMALL_PAGE, 0, slot_new(), 1), seL4_NoError);
	CHECK_EQ(retype(parent, seL4_UntypedObject, seL4_PageBits, slot_new(), 1), seL4_NoError);
	CHECK_EQ(retype(parent, ARCH_SMALL_PAGE, 0, slot_new(), 1), seL4_NotEnoughMemory);
}

static void test_device_address(void)
{
	seL4_CPtr device;
	const seL4_UntypedDesc *desc = device_untyped(seL4_PageBits, &device);

	REQUIRE(desc);
	CHECK_EQ(paddr_of(make_device_frame()), desc->paddr);
}

static void test_page_sizes(void)
{
	seL4_CPtr large = make(ARCH_LARGE_PAGE, 0);
	seL4_CPtr untyped = make_untyped(seL4_LargePageBits);

	CHECK_EQ(paddr_of(large) % (1ul << seL4_LargePageBits), 0);
	CHECK_EQ(retype(untyped, ARCH_LARGE_PAGE, 0, slots_new(2), 2), seL4_NotEnoughMemory);
	CHECK_EQ(seL4_GetMR(0), 1ul << seL4_LargePageBits);
}

/* A long clearing, which a kernel would let interrupts break into. */
static void test_large_reset(void)
{
	seL4_CPtr untyped = make_untyped(22);
	seL4_CPtr slots = slots_new(2);

	REQUIRE(retype(untyped, ARCH_LARGE_PAGE, 0, slots, 2) == seL4_NoError);
	map_pdpt(seL4_CapInitThreadVSpace, TEST_VADDR);
	map_directory(seL4_CapInitThreadVSpace, TEST_VADDR);
	map_frame(slots + 1, seL4_CapInitThreadVSpace, TEST_VADDR & ~(LARGE_BYTES - 1), seL4_ReadWrite);
	*(volatile seL4_Word *)(TEST_VADDR & ~(LARGE_BYTES - 1)) = 5;
	CHECK_EQ(slot_revoke(untyped), seL4_NoError);
	REQUIRE(retype(untyped, ARCH_LARGE_PAGE, 0, slots, 2) == seL4_NoError);
	map_frame(slots + 1, seL4_CapInitThreadVSpace, TEST_VADDR & ~(LARGE_BYTES - 1), seL4_ReadWrite);
	CHECK_EQ(*(volatile seL4_Word *)(TEST_VADDR & ~(LARGE_BYTES - 1)), 0);
}

static const struct test tests[] = {
	{ "an untyped fills up", test_fills_up },
	{ "objects are aligned and ascending", test_layout },
	{ "free bytes are counted before alignment", test_free_bytes },
	{ "an untyped starts anew without children", test_restarts_when_childless },
	{ "memory is cleared for its next life", test_memory_is_cleared },
	{ "kernel objects leave no trace", test_objects_leave_no_trace },
	{ "256 objects at once", test_most_objects },
	{ "into a CNode named by a path", test_into_a_cnode_by_path },
	{ "into the root capability itself", test_into_the_root_itself },
	{ "the size of fixed-size objects is ignored", test_size_is_ignored },
	{ "the smallest untyped", test_smallest_untyped },
	{ "device memory makes frames and untypeds", test_device_objects },
	{ "a device frame's address", test_device_address },
	{ "large pages", test_page_sizes },
	{ "a large untyped is cleared", test_large_reset },
};

const struct test_group untyped_tests = TEST_GROUP("untyped", tests);
