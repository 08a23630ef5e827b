/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Mappings as programs see them (sheet sections X5, X6). */
#include "suite/vspace.h"

#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { HIGHER = TEST_PRIORITY + 10 };

#define ROOT_VSPACE seL4_CapInitThreadVSpace
#define LARGE_VADDR (TEST_VADDR & ~(LARGE_BYTES - 1))

static void read_word(void *vaddr)
{
	(void)*(volatile seL4_Word *)vaddr;
}

static void write_word(void *vaddr)
{
	*(volatile seL4_Word *)vaddr = 0x5e;
}

static void execute(void *vaddr)
{
	((void (*)(void))(seL4_Word)vaddr)();
}

/* Whether a thread of VSpace @vspace can do @access at @vaddr without a fault. */
static int can(void (*access)(void *vaddr), seL4_Word vaddr)
{
	seL4_CPtr handler = make_endpoint();
	struct thread *thread = thread_new(HIGHER, access, (void *)vaddr);

	thread_set_fault_handler(thread, handler);
	thread_resume(thread);
	thread_suspend(thread);
	return thread->finished;
}

static void check_access(seL4_Word vaddr, int readable, int writable)
{
	CHECK_EQ(can(read_word, vaddr), readable);
	CHECK_EQ(can(write_word, vaddr), writable);
}

static volatile seL4_Word *word_at(seL4_Word vaddr)
{
	return (volatile seL4_Word *)vaddr;
}

static void test_rights(void)
{
	static const struct {
		seL4_Word cap, map;
		int readable, writable;
	} cases[] = {
		{ 3, 3, 1, 1 }, { 3, 2, 1, 0 }, { 2, 3, 1, 0 }, { 2, 2, 1, 0 },
		{ 3, 1, 0, 0 }, { 1, 3, 0, 0 }, { 3, 0, 0, 0 }, { 0, 3, 0, 0 },
	};

	map_path(ROOT_VSPACE, TEST_VADDR);
	for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		seL4_CPtr frame = copy_of(make_frame(), (seL4_CapRights_t){ { cases[i].cap } });

		map_frame(frame, ROOT_VSPACE, TEST_VADDR, (seL4_CapRights_t){ { cases[i].map } });
		check_access(TEST_VADDR, cases[i].readable, cases[i].writable);
		CHECK_EQ(arch_page_unmap(frame), seL4_NoError);
	}
}

/* Mapping a mapped frame again changes its rights. */
static void test_remap(void)
{
	seL4_CPtr frame;

	map_path(ROOT_VSPACE, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	*word_at(TEST_VADDR) = 7;
	map_frame(frame, ROOT_VSPACE, TEST_VADDR, seL4_CanRead);
	check_access(TEST_VADDR, 1, 0);
	CHECK_EQ(*word_at(TEST_VADDR), 7);
	map_frame(frame, ROOT_VSPACE, TEST_VADDR, seL4_ReadWrite);
	check_access(TEST_VADDR, 1, 1);
}

static void test_unmap(void)
{
	seL4_CPtr frame;

	map_path(ROOT_VSPACE, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	*word_at(TEST_VADDR) = 9;
	CHECK_EQ(arch_page_unmap(frame), seL4_NoError);
	check_access(TEST_VADDR, 0, 0);
	CHECK_EQ(arch_page_unmap(frame), seL4_NoError);
	/* mapped elsewhere, it has its contents still */
	map_frame(frame, ROOT_VSPACE, TEST_VADDR + PAGE_BYTES, seL4_ReadWrite);
	CHECK_EQ(*word_at(TEST_VADDR + PAGE_BYTES), 9);
}

static void test_delete_unmaps(void)
{
	seL4_CPtr frame, copy;

	map_path(ROOT_VSPACE, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	copy = copy_of(frame, seL4_AllRights);
	map_frame(copy, ROOT_VSPACE, TEST_VADDR + PAGE_BYTES, seL4_ReadWrite);
	CHECK_EQ(slot_delete(copy), seL4_NoError);
	check_access(TEST_VADDR, 1, 1);
	check_access(TEST_VADDR + PAGE_BYTES, 0, 0);
	CHECK_EQ(slot_delete(frame), seL4_NoError);
	check_access(TEST_VADDR, 0, 0);
}

/* Another frame at the same place takes the first one's, whose unmapping then does nothing. */
static void test_replace(void)
{
	seL4_CPtr first, second = make_frame();

	map_path(ROOT_VSPACE, TEST_VADDR);
	first = map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	*word_at(TEST_VADDR) = 1;
	map_frame(second, ROOT_VSPACE, TEST_VADDR, seL4_ReadWrite);
	CHECK_EQ(*word_at(TEST_VADDR), 0);
	*word_at(TEST_VADDR) = 2;
	CHECK_EQ(arch_page_unmap(first), seL4_NoError);
	CHECK_EQ(*word_at(TEST_VADDR), 2);
	CHECK_EQ(slot_delete(first), seL4_NoError);
	CHECK_EQ(*word_at(TEST_VADDR), 2);
}

/* Two mappings of one frame show the same memory. */
static void test_alias(void)
{
	seL4_CPtr frame;

	map_path(ROOT_VSPACE, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	map_frame(copy_of(frame, seL4_CanRead), ROOT_VSPACE, TEST_VADDR + PAGE_BYTES, seL4_ReadWrite);
	*word_at(TEST_VADDR + 8) = 0x1111;
	CHECK_EQ(*word_at(TEST_VADDR + PAGE_BYTES + 8), 0x1111);
	check_access(TEST_VADDR + PAGE_BYTES, 1, 0);
}

static void test_large_page(void)
{
	seL4_CPtr frame;

	map_pdpt(ROOT_VSPACE, TEST_VADDR);
	map_directory(ROOT_VSPACE, TEST_VADDR);
	frame = map_new(ARCH_LARGE_PAGE, ROOT_VSPACE, LARGE_VADDR);
	check_access(LARGE_VADDR, 1, 1);
	check_access(LARGE_VADDR + LARGE_BYTES - 8, 1, 1);
	map_frame(frame, ROOT_VSPACE, LARGE_VADDR, seL4_CanRead);
	check_access(LARGE_VADDR + LARGE_BYTES - 8, 1, 0);
	CHECK_EQ(arch_page_unmap(frame), seL4_NoError);
	check_access(LARGE_VADDR, 0, 0);
}

/* A 1 GiB page of device memory: mapped and unmapped, never touched. */
static void test_huge_page(void)
{
	seL4_CPtr frame = make_huge_frame();
	const seL4_Word vaddr = TEST_VADDR & ~(HUGE_BYTES - 1);
	seL4_CPtr directory = make(arch_table_type(2), 0);

	map_pdpt(ROOT_VSPACE, vaddr);
	map_frame(frame, ROOT_VSPACE, vaddr, seL4_ReadWrite);
	CHECK_EQ(arch_table_map(2, directory, ROOT_VSPACE, vaddr), seL4_DeleteFirst);
	CHECK_EQ(arch_page_unmap(frame), seL4_NoError);
	CHECK_EQ(arch_table_map(2, directory, ROOT_VSPACE, vaddr), seL4_NoError);
}

/* Unlinking a page table takes all its pages away, and linking it anew starts empty. */
static void test_table_unmap(void)
{
	seL4_CPtr frame, table;

	map_pdpt(ROOT_VSPACE, TEST_VADDR);
	map_directory(ROOT_VSPACE, TEST_VADDR);
	table = map_table(ROOT_VSPACE, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	CHECK_EQ(arch_table_unmap(1, table), seL4_NoError);
	check_access(TEST_VADDR, 0, 0);
	CHECK_EQ(arch_table_unmap(1, table), seL4_NoError);
	CHECK_EQ(arch_table_map(1, table, ROOT_VSPACE, TEST_VADDR), seL4_NoError);
	check_access(TEST_VADDR, 0, 0);
	map_frame(frame, ROOT_VSPACE, TEST_VADDR, seL4_ReadWrite);
	check_access(TEST_VADDR, 1, 1);
}

static void test_upper_unmap(void)
{
	seL4_CPtr pdpt = map_pdpt(ROOT_VSPACE, TEST_VADDR);
	seL4_CPtr directory = map_directory(ROOT_VSPACE, TEST_VADDR);

	map_table(ROOT_VSPACE, TEST_VADDR);
	map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	check_access(TEST_VADDR, 1, 1);
	CHECK_EQ(arch_table_unmap(2, directory), seL4_NoError);
	check_access(TEST_VADDR, 0, 0);
	CHECK_EQ(arch_table_map(2, directory, ROOT_VSPACE, TEST_VADDR), seL4_NoError);
	CHECK_EQ(arch_table_unmap(3, pdpt), seL4_NoError);
	CHECK_EQ(arch_table_map(3, pdpt, ROOT_VSPACE, TEST_VADDR), seL4_NoError);
}

/* A paging structure that goes is unlinked. */
static void test_table_delete(void)
{
	seL4_CPtr table;

	map_pdpt(ROOT_VSPACE, TEST_VADDR);
	map_directory(ROOT_VSPACE, TEST_VADDR);
	table = map_table(ROOT_VSPACE, TEST_VADDR);
	map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	CHECK_EQ(slot_delete(table), seL4_NoError);
	check_access(TEST_VADDR, 0, 0);
	map_table(ROOT_VSPACE, TEST_VADDR);
	check_access(TEST_VADDR, 0, 0);
}

/* One that has another capability stays. */
static void test_table_copy_delete(void)
{
	seL4_CPtr table;

	map_pdpt(ROOT_VSPACE, TEST_VADDR);
	map_directory(ROOT_VSPACE, TEST_VADDR);
	table = map_table(ROOT_VSPACE, TEST_VADDR);
	map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	CHECK_EQ(slot_delete(copy_of(table, seL4_AllRights)), seL4_NoError);
	check_access(TEST_VADDR, 1, 1);
}

/* With the default attributes what is readable can be executed. */
static void test_execute(void)
{
	seL4_CPtr frame;

	map_path(ROOT_VSPACE, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	for (unsigned i = 0; i < sizeof arch_return_code; i++)
		((volatile unsigned char *)TEST_VADDR)[i] = arch_return_code[i];
	arch_code_written(frame);
	CHECK(can(execute, TEST_VADDR));
	map_frame(frame, ROOT_VSPACE, TEST_VADDR, seL4_CanRead);
	CHECK(can(execute, TEST_VADDR));
	map_frame(frame, ROOT_VSPACE, TEST_VADDR, seL4_NoRights);
	if (ARCH_EXECUTE_NEEDS_READ)
		CHECK(!can(execute, TEST_VADDR));
}

static void test_cache_attributes(void)
{
	seL4_CPtr frame;

	map_path(ROOT_VSPACE, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	for (unsigned attr = 0; attr <= ARCH_ATTRIBUTES_LAST; attr++) {
		CHECK_EQ(arch_page_map_as(frame, ROOT_VSPACE, TEST_VADDR, seL4_ReadWrite, attr),
			 seL4_NoError);
		*word_at(TEST_VADDR) = attr;
		CHECK_EQ(*word_at(TEST_VADDR), attr);
	}
}

/* The frame of a program that runs in an empty VSpace. */
static seL4_CPtr make_code_frame(void)
{
	seL4_CPtr frame = make_frame();
	seL4_CPtr copy = copy_of(frame, seL4_AllRights);

	map_frame(copy, ROOT_VSPACE, TEST_VADDR, seL4_ReadWrite);
	for (unsigned i = 0; i < sizeof arch_signal_code; i++)
		((volatile unsigned char *)TEST_VADDR)[i] = arch_signal_code[i];
	arch_code_written(copy);
	CHECK_EQ(slot_delete(copy), seL4_NoError);
	return frame;
}

/** A thread that runs the code in a VSpace of its own. */
struct tenant {
	seL4_CPtr tcb, notification;
	seL4_UserContext regs;
};

static void tenant_set_space(const struct tenant *tenant, seL4_CPtr cspace, seL4_CPtr vspace)
{
	REQUIRE(seL4_TCB_SetSpace(tenant->tcb, 0, cspace, 0, vspace, 0) == seL4_NoError);
}

/* Put a thread into @vspace, where the code is at @vaddr. */
static struct tenant tenant_new(seL4_CPtr vspace, seL4_Word vaddr)
{
	struct tenant tenant = { make_tcb(),
				 make_notification(),
				 { .ARCH_PC = vaddr, .ARCH_FLAGS = ARCH_FLAGS_DEFAULT } };

	tenant.regs.ARCH_ARG = badged(tenant.notification, 6);
	tenant_set_space(&tenant, seL4_CapInitThreadCNode, vspace);
	REQUIRE(seL4_TCB_SetPriority(tenant.tcb, seL4_CapInitThreadTCB, TEST_PRIORITY) == seL4_NoError);
	return tenant;
}

/* Run the code from its start. @return the badge that its signal left */
static seL4_Word tenant_run(const struct tenant *tenant)
{
	seL4_Word badge;

	REQUIRE(seL4_TCB_WriteRegisters(tenant->tcb, 1, 0, SEL4_USER_CONTEXT_WORDS, &tenant->regs) ==
		seL4_NoError);
	seL4_Yield();
	seL4_Yield();
	seL4_TCB_Suspend(tenant->tcb);
	seL4_Poll(tenant->notification, &badge);
	return badge;
}

enum { CODE_VADDR = 0x400000 };

/* Map the code into @vspace, which has nothing mapped there yet. @return the frame */
static seL4_CPtr map_code(seL4_CPtr vspace)
{
	seL4_CPtr frame;

	map_path(ROOT_VSPACE, TEST_VADDR);
	frame = make_code_frame();
	map_path(vspace, CODE_VADDR);
	map_frame(frame, vspace, CODE_VADDR, seL4_CanRead);
	return frame;
}

static void test_other_vspace(void)
{
	seL4_CPtr vspace = vspace_new();
	seL4_CPtr frame = map_code(vspace);
	struct tenant tenant = tenant_new(vspace, CODE_VADDR);

	CHECK_EQ(tenant_run(&tenant), 6);
	/* unmapped there, the code is gone; this VSpace is as it was */
	CHECK_EQ(arch_page_unmap(frame), seL4_NoError);
	CHECK_EQ(tenant_run(&tenant), 0);
}

/* A thread whose VSpace capability is revoked cannot run; with a new one it can. */
static void test_thread_loses_vspace(void)
{
	seL4_CPtr vspace = vspace_new();
	struct tenant tenant;

	map_code(vspace);
	tenant = tenant_new(vspace, CODE_VADDR);
	CHECK_EQ(tenant_run(&tenant), 6);
	CHECK_EQ(slot_revoke(vspace), seL4_NoError);
	CHECK_EQ(tenant_run(&tenant), 0);
	tenant_set_space(&tenant, seL4_CapInitThreadCNode, vspace);
	CHECK_EQ(tenant_run(&tenant), 6);
}

static void test_thread_loses_asid(void)
{
	seL4_CPtr vspace = vspace_unassigned(), pool = slot_new();
	struct tenant tenant;

	REQUIRE(arch_asid_pool_make(seL4_CapASIDControl, make_untyped(12), seL4_CapInitThreadCNode, pool,
				    ROOT_DEPTH) == seL4_NoError);
	REQUIRE(arch_asid_assign(pool, vspace) == seL4_NoError);
	map_code(vspace);
	tenant = tenant_new(vspace, CODE_VADDR);
	CHECK_EQ(tenant_run(&tenant), 6);
	CHECK_EQ(slot_delete(pool), seL4_NoError);
	CHECK_EQ(tenant_run(&tenant), 0);
}

static void test_thread_loses_cspace(void)
{
	seL4_CPtr vspace = vspace_new(), cspace = make_cnode(4);
	struct tenant tenant;

	map_code(vspace);
	tenant = tenant_new(vspace, CODE_VADDR);
	tenant_set_space(&tenant, copy_of(cspace, seL4_AllRights), vspace);
	CHECK_EQ(slot_revoke(cspace), seL4_NoError);
	CHECK_EQ(tenant_run(&tenant), 0);
	tenant_set_space(&tenant, seL4_CapInitThreadCNode, vspace);
	CHECK_EQ(tenant_run(&tenant), 6);
}

/* A VSpace goes before its mappings do. */
static void test_vspace_deleted(void)
{
	seL4_CPtr vspace = vspace_new();
	seL4_CPtr frame = map_code(vspace);

	CHECK_EQ(slot_delete(vspace), seL4_NoError);
	CHECK_EQ(arch_page_unmap(frame), seL4_NoError);
}

static void test_pool_deleted(void)
{
	seL4_CPtr vspace = vspace_without_pool();
	seL4_CPtr pool = slot_new();

	CHECK_EQ(arch_page_map(make_frame(), vspace, TEST_VADDR, seL4_ReadWrite), seL4_FailedLookup);
	CHECK_EQ(seL4_GetMR(0), 0);
	CHECK_EQ(seL4_GetMR(1), seL4_InvalidRoot);
	/* its capability counts as assigned: no pool takes it */
	REQUIRE(arch_asid_pool_make(seL4_CapASIDControl, make_untyped(12), seL4_CapInitThreadCNode, pool,
				    ROOT_DEPTH) == seL4_NoError);
	CHECK_EQ(arch_asid_assign(pool, vspace), seL4_InvalidCapability);
}

/* Only the invoked slot's capability learns of the ASID. */
static void test_assign_updates_one_slot(void)
{
	seL4_CPtr vspace = vspace_unassigned();
	seL4_CPtr moved = slot_new();

	CHECK_EQ(slot_move(moved, vspace), seL4_NoError);
	CHECK_EQ(arch_asid_assign(seL4_CapInitThreadASIDPool, moved), seL4_NoError);
	CHECK_EQ(slot_copy(vspace, moved), seL4_NoError);
	CHECK_EQ(arch_asid_assign(seL4_CapInitThreadASIDPool, vspace), seL4_InvalidCapability);
}

static void test_vspace_invocations(void)
{
	for (seL4_Word label = 1; label < nArchInvocationLabels; label++)
		CHECK_EQ(sel4_invoke0(ROOT_VSPACE, label),
			 arch_vspace_knows(label) ? seL4_TruncatedMessage : seL4_IllegalOperation);
}

static void test_pool_from_untyped(void)
{
	seL4_CPtr untyped = make_untyped(seL4_ASIDPoolBits);
	seL4_CPtr pool = slot_new();

	REQUIRE(arch_asid_pool_make(seL4_CapASIDControl, untyped, seL4_CapInitThreadCNode, pool,
				    ROOT_DEPTH) == seL4_NoError);
	/* the untyped is full, and the pool its child */
	CHECK_EQ(seL4_Untyped_Retype(untyped, seL4_EndpointObject, 0, seL4_CapInitThreadCNode, 0, 0,
				     slot_new(), 1),
		 seL4_NotEnoughMemory);
	CHECK_EQ(slot_revoke(untyped), seL4_NoError);
	CHECK(slot_is_empty(pool));
}

/* A pool has 512 ASIDs, of which the very first pool, the root task's, never gives number 0. */
static void test_pool_size(void)
{
	seL4_CPtr pool = slot_new();
	unsigned assigned = 0;

	REQUIRE(arch_asid_pool_make(seL4_CapASIDControl, make_untyped(12), seL4_CapInitThreadCNode, pool,
				    ROOT_DEPTH) == seL4_NoError);
	while (arch_asid_assign(pool, vspace_unassigned()) == seL4_NoError)
		assigned++;
	CHECK_EQ(assigned, 512);
}

static void test_no_stale_translation(void)
{
	seL4_CPtr frame;

	map_path(ROOT_VSPACE, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, ROOT_VSPACE, TEST_VADDR);
	for (unsigned i = 0; i < 4; i++) {
		CHECK(can(read_word, TEST_VADDR));
		CHECK_EQ(arch_page_unmap(frame), seL4_NoError);
		CHECK(!can(read_word, TEST_VADDR));
		map_frame(frame, ROOT_VSPACE, TEST_VADDR, seL4_ReadWrite);
	}
}

static const struct test tests[] = {
	{ "rights of capability and call combine", test_rights },
	{ "mapping again changes rights", test_remap },
	{ "unmapping", test_unmap },
	{ "deleting a frame's capability unmaps it", test_delete_unmaps },
	{ "a second frame replaces the first", test_replace },
	{ "two mappings of one frame", test_alias },
	{ "a 2 MiB page", test_large_page },
	{ "a 1 GiB page", test_huge_page },
	{ "unlinking a page table", test_table_unmap },
	{ "unlinking upper levels", test_upper_unmap },
	{ "deleting a page table", test_table_delete },
	{ "deleting a copy of a page table", test_table_copy_delete },
	{ "readable pages are executable", test_execute },
	{ "cache attributes", test_cache_attributes },
	{ "a thread in another VSpace", test_other_vspace },
	{ "a thread loses its VSpace", test_thread_loses_vspace },
	{ "a thread loses its ASID", test_thread_loses_asid },
	{ "a thread loses its CSpace", test_thread_loses_cspace },
	{ "a deleted VSpace", test_vspace_deleted },
	{ "a deleted ASID pool", test_pool_deleted },
	{ "assigning an ASID", test_assign_updates_one_slot },
	{ "what a VSpace can be asked", test_vspace_invocations },
	{ "an ASID pool is its untyped's child", test_pool_from_untyped },
	{ "a pool's size", test_pool_size },
	{ "no stale translations", test_no_stale_translation },
};

const struct test_group vspace_tests = TEST_GROUP("vspace", tests);
