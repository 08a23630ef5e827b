/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the initial thread is given (sheet sections 11, X11). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { PAGE = 4096 };

extern const char _start[], sel4_root_stack_top[];

static void test_header(void)
{
	const seL4_BootInfo *info = env_bootinfo();

	CHECK_EQ(info->nodeID, 0);
	CHECK_EQ(info->numNodes, 1);
	CHECK_EQ(info->numIOPTLevels, 0);
	CHECK_EQ(info->initThreadDomain, 0);
	CHECK_EQ(sel4_region_count(info->sharedFrames), 0);
	CHECK_EQ(sel4_region_count(info->ioSpaceCaps), 0);
	CHECK(info->initThreadCNodeSizeBits >= 12);
}

/* Image, IPC buffer, bootinfo, extra bootinfo: each directly behind the other. */
static void test_layout(void)
{
	const seL4_BootInfo *info = env_bootinfo();
	seL4_Word image_end = ((seL4_Word)sel4_root_stack_top + PAGE - 1) & ~(PAGE - 1ul);

	CHECK_EQ((seL4_Word)info->ipcBuffer, image_end);
	CHECK_EQ((seL4_Word)info, image_end + PAGE);
	CHECK_EQ(sel4_region_count(info->userImageFrames), (image_end - (seL4_Word)_start) / PAGE);
}

/* Slots from 16 on: paging, extra bootinfo, image, untypeds, empty up to the end. */
static void test_slot_order(void)
{
	const seL4_BootInfo *info = env_bootinfo();

	CHECK_EQ(info->userImagePaging.start, seL4_NumInitialCaps);
	CHECK_EQ(info->extraBIPages.start, info->userImagePaging.end);
	CHECK_EQ(info->userImageFrames.start, info->extraBIPages.end);
	CHECK_EQ(info->untyped.start, info->userImageFrames.end);
	CHECK_EQ(info->empty.start, info->untyped.end);
	CHECK_EQ(info->empty.end, 1ul << info->initThreadCNodeSizeBits);
}

static seL4_Error invoke(seL4_CPtr cap, seL4_Word label)
{
	return sel4_invoke0(cap, label);
}

/* Every fixed slot holds what it should: told by invocations that only its type takes. */
static void test_fixed_slots(void)
{
	static const seL4_CPtr null_slots[] = { 0, 7, 8, 12, 13, 14, 15 };

	for (unsigned i = 0; i < sizeof null_slots / sizeof null_slots[0]; i++)
		CHECK_EQ(invoke(null_slots[i], 1), seL4_InvalidCapability);
	CHECK_EQ(invoke(seL4_CapInitThreadTCB, TCBReadRegisters), seL4_TruncatedMessage);
	CHECK_EQ(invoke(seL4_CapInitThreadCNode, CNodeRevoke), seL4_TruncatedMessage);
	CHECK_EQ(invoke(seL4_CapInitThreadVSpace, ARMVSpaceClean_Data), seL4_TruncatedMessage);
	CHECK_EQ(invoke(seL4_CapIRQControl, ARMIRQIssueSGISignal), seL4_TruncatedMessage);
	CHECK_EQ(invoke(seL4_CapASIDControl, ARMASIDControlMakePool), seL4_TruncatedMessage);
	CHECK_EQ(invoke(seL4_CapInitThreadASIDPool, ARMASIDPoolAssign), seL4_TruncatedMessage);
	CHECK_EQ(invoke(seL4_CapDomain, DomainSetSet), seL4_TruncatedMessage);
	CHECK_EQ(invoke(seL4_CapBootInfoFrame, ARMPageMap), seL4_TruncatedMessage);
	CHECK_EQ(invoke(seL4_CapInitThreadIPCBuffer, ARMPageMap), seL4_TruncatedMessage);
}

static seL4_Word paddr_of(seL4_CPtr frame)
{
	seL4_Word paddr = 0;

	CHECK_EQ(arch_page_address(frame, &paddr), seL4_NoError);
	return paddr;
}

/* The image's memory is contiguous, one frame a page, in address order. */
static void test_image_frames(void)
{
	const seL4_SlotRegion frames = env_bootinfo()->userImageFrames;
	seL4_Word first = paddr_of(frames.start);

	for (seL4_Word i = 0; i < sel4_region_count(frames); i++)
		if (paddr_of(frames.start + i) != first + i * PAGE)
			check_equal("bootinfo.c", (int)i, "address of an image frame",
				    paddr_of(frames.start + i), first + i * PAGE);
}

/* They are mapped where the image says: mapping one elsewhere is refused. */
static void test_image_frames_are_mapped(void)
{
	const seL4_SlotRegion frames = env_bootinfo()->userImageFrames;

	CHECK_EQ(arch_page_map(frames.start, seL4_CapInitThreadVSpace, (seL4_Word)_start + PAGE,
			       seL4_ReadWrite),
		 seL4_InvalidArgument);
	CHECK_EQ(arch_page_map(frames.start, seL4_CapInitThreadVSpace, (seL4_Word)_start, seL4_ReadWrite),
		 seL4_NoError);
}

static void test_paging_caps(void)
{
	const seL4_SlotRegion paging = env_bootinfo()->userImagePaging;

	/* one table of each upper level, and the page tables that a small image low in memory needs */
	CHECK(sel4_region_count(paging) >= 3);
	for (seL4_CPtr cap = paging.start; cap < paging.end; cap++)
		CHECK_EQ(invoke(cap, ARMPageTableMap), seL4_TruncatedMessage);
}

static void test_empty_slots(void)
{
	const seL4_SlotRegion empty = env_bootinfo()->empty;

	CHECK(slot_is_empty(empty.end - 1));
	CHECK(!slot_is_empty(empty.start - 1));
	CHECK_EQ(slot_copy(empty.end - 1, seL4_CapInitThreadTCB), seL4_NoError);
	CHECK_EQ(slot_delete(empty.end - 1), seL4_NoError);
}

/* Untypeds: naturally aligned pieces, no two overlap, device memory first. */
static void test_untypeds(void)
{
	const seL4_BootInfo *info = env_bootinfo();
	const seL4_UntypedDesc *list = info->untypedList;
	seL4_Word n = sel4_region_count(info->untyped);
	seL4_Word ram = 0;
	int ram_seen = 0;

	CHECK(n <= CONFIG_MAX_NUM_BOOTINFO_UNTYPED_CAPS);
	for (seL4_Word i = 0; i < n; i++) {
		CHECK(list[i].sizeBits >= seL4_MinUntypedBits);
		CHECK(list[i].sizeBits <= seL4_MaxUntypedBits);
		CHECK_EQ(list[i].paddr & ((1ul << list[i].sizeBits) - 1), 0);
		CHECK(!(list[i].isDevice && ram_seen));
		ram_seen |= !list[i].isDevice;
		if (!list[i].isDevice)
			ram += 1ul << list[i].sizeBits;
		for (seL4_Word j = 0; j < i; j++)
			CHECK(list[j].paddr + (1ul << list[j].sizeBits) <= list[i].paddr ||
			      list[i].paddr + (1ul << list[i].sizeBits) <= list[j].paddr);
	}
	CHECK(ram > 64ul << 20);
}

/* The one that the suite has made its console from has children. */
static int covers_console(const seL4_UntypedDesc *desc)
{
	return desc->paddr <= 0x09000000 && 0x09000000 - desc->paddr < 1ul << desc->sizeBits;
}

/* Entry i describes slot start + i: a frame made from it lies there. */
static void test_untyped_entries(void)
{
	const seL4_BootInfo *info = env_bootinfo();

	for (seL4_Word i = 0; i < sel4_region_count(info->untyped); i++) {
		const seL4_UntypedDesc *desc = &info->untypedList[i];
		seL4_CPtr slot;

		if (!desc->isDevice || desc->sizeBits < seL4_PageBits || covers_console(desc))
			continue;
		slot = slot_new();
		CHECK_EQ(seL4_Untyped_Retype(info->untyped.start + i, ARCH_SMALL_PAGE, 0,
					     seL4_CapInitThreadCNode, 0, 0, slot, 1),
			 seL4_NoError);
		CHECK_EQ(paddr_of(slot), desc->paddr);
		CHECK_EQ(slot_delete(slot), seL4_NoError);
	}
}

/* Memory that the kernel keeps to itself is in no untyped: the GIC distributor, where the virt machine has it. */
static void test_kernel_devices(void)
{
	static const seL4_Word kept[] = { 0x08000000 };
	const seL4_BootInfo *info = env_bootinfo();

	for (seL4_Word i = 0; i < sel4_region_count(info->untyped); i++)
		for (unsigned k = 0; k < sizeof kept / sizeof kept[0]; k++) {
			const seL4_UntypedDesc *desc = &info->untypedList[i];

			CHECK(kept[k] < desc->paddr || kept[k] - desc->paddr >= 1ul << desc->sizeBits);
		}
}

/* Chunks follow each other without gaps and end at extraLen. */
static void test_extra_chunks(void)
{
	const seL4_BootInfo *info = env_bootinfo();
	const char *start = (const char *)info + PAGE;
	seL4_Word offset = 0;

	while (offset < info->extraLen) {
		const void *chunk = start + offset;
		const seL4_BootInfoHeader *header = chunk;

		REQUIRE(header->len >= sizeof *header);
		CHECK(header->id <= SEL4_BOOTINFO_HEADER_FDT);
		offset += header->len;
	}
	CHECK_EQ(offset, info->extraLen);
	/* the capabilities cover the pages in use, not the whole region */
	CHECK_EQ(sel4_region_count(info->extraBIPages), (info->extraLen + PAGE - 1) / PAGE);
}

static void test_device_tree(void)
{
	const seL4_BootInfoHeader *chunk = sel4_bootinfo_find(env_bootinfo(), SEL4_BOOTINFO_HEADER_FDT);
	const unsigned char *blob = (const void *)(chunk + 1);

	REQUIRE(chunk);
	/* its first word, big-endian, then its size */
	CHECK_EQ(blob[0] << 24 | blob[1] << 16 | blob[2] << 8 | blob[3], (int)0xd00dfeed);
	CHECK_EQ((seL4_Word)(blob[4] << 24 | blob[5] << 16 | blob[6] << 8 | blob[7]),
		 chunk->len - sizeof *chunk);
}

/* The root CNode's guard eats the unused bits: slot numbers are CPtrs, depth R alone is not. */
static void test_root_cnode_guard(void)
{
	CHECK_EQ(seL4_CNode_Revoke(seL4_CapInitThreadCNode, 0, (seL4_Uint8)root_radix()), seL4_FailedLookup);
	CHECK_EQ(seL4_GetMR(1), seL4_GuardMismatch);
	CHECK_EQ(seL4_GetMR(4), seL4_WordBits - root_radix());
}

static void test_initial_priority(void)
{
	CHECK_EQ(seL4_TCB_SetPriority(make_tcb(), seL4_CapInitThreadTCB, 255), seL4_NoError);
	CHECK_EQ(seL4_TCB_SetPriority(make_tcb(), seL4_CapInitThreadTCB, 256), seL4_RangeError);
	CHECK_EQ(seL4_GetMR(1), 255);
	CHECK_EQ(seL4_TCB_SetFlags(seL4_CapInitThreadTCB, 0, 0).flags, 0);
}

static void execute(void *at)
{
	((void (*)(void))(seL4_Word)at)();
}

/* Of what the kernel maps for the initial thread, the image alone can be executed. */
static void test_execute_never(void)
{
	const seL4_BootInfo *info = env_bootinfo();
	const void *const pages[] = { info, (const char *)info + PAGE, info->ipcBuffer };

	for (unsigned i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		seL4_CPtr handler = make_endpoint();
		struct thread *thread = thread_new(TEST_PRIORITY + 1, execute, (void *)pages[i]);

		thread_set_fault_handler(thread, handler);
		thread_resume(thread);
		CHECK_EQ(seL4_MessageInfo_get_label(seL4_NBRecv(handler, (void *)0)), seL4_Fault_VMFault);
		CHECK_EQ(seL4_GetMR(seL4_VMFault_IP), (seL4_Word)pages[i]);
	}
}

static const struct test tests[] = {
	{ "the plain fields", test_header },
	{ "the initial VSpace's layout", test_layout },
	{ "the order of slots", test_slot_order },
	{ "the fixed slots", test_fixed_slots },
	{ "image frames are contiguous", test_image_frames },
	{ "image frames are mapped", test_image_frames_are_mapped },
	{ "paging structures", test_paging_caps },
	{ "only the image is executable", test_execute_never },
	{ "empty slots", test_empty_slots },
	{ "untypeds are aligned and apart", test_untypeds },
	{ "each untyped is in its slot", test_untyped_entries },
	{ "the kernel's devices are not given away", test_kernel_devices },
	{ "extra chunks", test_extra_chunks },
	{ "the device tree", test_device_tree },
	{ "the root CNode's guard", test_root_cnode_guard },
	{ "the initial thread's priority and flags", test_initial_priority },
};

const struct test_group bootinfo_tests = TEST_GROUP("bootinfo", tests);
