/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What may be derived, and which capabilities a revocation takes (sheet sections 6.3, 6.4). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/vspace.h"

static seL4_Error copy_error(seL4_CPtr cap)
{
	return slot_copy(slot_new(), cap);
}

static void test_plain_copies(void)
{
	CHECK_EQ(copy_error(make_endpoint()), seL4_NoError);
	CHECK_EQ(copy_error(make_notification()), seL4_NoError);
	CHECK_EQ(copy_error(make_tcb()), seL4_NoError);
	CHECK_EQ(copy_error(make_cnode(4)), seL4_NoError);
	CHECK_EQ(copy_error(make_frame()), seL4_NoError);
	CHECK_EQ(copy_error(seL4_CapDomain), seL4_NoError);
	CHECK_EQ(copy_error(seL4_CapASIDControl), seL4_NoError);
	CHECK_EQ(copy_error(seL4_CapInitThreadASIDPool), seL4_NoError);
	CHECK_EQ(copy_error(seL4_CapInitThreadVSpace), seL4_NoError);
}

static void test_no_copies(void)
{
	CHECK_EQ(copy_error(seL4_CapIRQControl), seL4_IllegalOperation);
}

static void test_untyped(void)
{
	seL4_CPtr untyped = make_untyped(seL4_PageBits);
	seL4_CPtr copy = slot_new();

	CHECK_EQ(slot_copy(copy, untyped), seL4_NoError);
	/* the copy is a child: no second one, and the source is full */
	CHECK_EQ(copy_error(untyped), seL4_RevokeFirst);
	CHECK_EQ(seL4_Untyped_Retype(untyped, seL4_EndpointObject, 0, seL4_CapInitThreadCNode, 0, 0,
				     slot_new(), 1),
		 seL4_NotEnoughMemory);
	CHECK_EQ(seL4_GetMR(0), 0);
	/* the copy is a whole untyped */
	CHECK_EQ(seL4_Untyped_Retype(copy, ARCH_SMALL_PAGE, 0, seL4_CapInitThreadCNode, 0, 0, slot_new(), 1),
		 seL4_NoError);
	CHECK_EQ(copy_error(copy), seL4_RevokeFirst);
	/* revoked, the source is free again */
	CHECK_EQ(slot_revoke(untyped), seL4_NoError);
	CHECK(slot_is_empty(copy));
	CHECK_EQ(copy_error(untyped), seL4_NoError);
}

static void test_asid_pool_fills_its_untyped(void)
{
	seL4_CPtr untyped = make_untyped(seL4_ASIDPoolBits);

	REQUIRE(arch_asid_pool_make(seL4_CapASIDControl, untyped, seL4_CapInitThreadCNode, slot_new(),
				    ROOT_DEPTH) == seL4_NoError);
	CHECK_EQ(seL4_Untyped_Retype(untyped, seL4_EndpointObject, 0, seL4_CapInitThreadCNode, 0, 0,
				     slot_new(), 1),
		 seL4_NotEnoughMemory);
	CHECK_EQ(seL4_GetMR(0), 0);
}

static void test_vspace(void)
{
	seL4_CPtr vspace = vspace_unassigned();

	CHECK_EQ(copy_error(vspace), seL4_IllegalOperation);
	CHECK_EQ(arch_asid_assign(seL4_CapInitThreadASIDPool, vspace), seL4_NoError);
	CHECK_EQ(copy_error(vspace), seL4_NoError);
}

static void test_paging_structures(void)
{
	seL4_CPtr vspace = vspace_new();

	for (unsigned level = 3; level > 0; level--)
		CHECK_EQ(copy_error(make(arch_table_type(level), 0)), seL4_IllegalOperation);
	CHECK_EQ(copy_error(map_pdpt(vspace, TEST_VADDR)), seL4_NoError);
	CHECK_EQ(copy_error(map_directory(vspace, TEST_VADDR)), seL4_NoError);
	CHECK_EQ(copy_error(map_table(vspace, TEST_VADDR)), seL4_NoError);
}

/* A copy of a mapped frame is unmapped: it can be mapped elsewhere. */
static void test_frame_copy_is_unmapped(void)
{
	seL4_CPtr vspace = vspace_new();
	seL4_CPtr frame, copy;

	map_path(vspace, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, vspace, TEST_VADDR);
	copy = copy_of(frame, seL4_AllRights);
	CHECK_EQ(arch_page_map(copy, vspace, TEST_VADDR + PAGE_BYTES, seL4_ReadWrite), seL4_NoError);
	/* moved, it keeps its mapping */
	CHECK_EQ(slot_move(slot_new(), copy), seL4_NoError);
	CHECK_EQ(arch_page_map(copy + 1, vspace, TEST_VADDR, seL4_ReadWrite), seL4_InvalidArgument);
}

static void test_original_revokes_all(void)
{
	seL4_CPtr original = make_endpoint();
	seL4_CPtr copy = copy_of(original, seL4_AllRights);
	seL4_CPtr of_copy = copy_of(copy, seL4_CanRead);
	seL4_CPtr one = badged(original, 1);
	seL4_CPtr of_one = copy_of(one, seL4_AllRights);
	seL4_CPtr two = badged(copy, 2);

	CHECK_EQ(slot_revoke(original), seL4_NoError);
	CHECK(!slot_is_empty(original));
	CHECK(slot_is_empty(copy));
	CHECK(slot_is_empty(of_copy));
	CHECK(slot_is_empty(one));
	CHECK(slot_is_empty(of_one));
	CHECK(slot_is_empty(two));
}

static void test_plain_copy_revokes_nothing(void)
{
	seL4_CPtr original = make_endpoint();
	seL4_CPtr copy = copy_of(original, seL4_AllRights);
	seL4_CPtr of_copy = copy_of(copy, seL4_AllRights);
	seL4_CPtr badged_of_copy = badged(copy, 3);

	CHECK_EQ(slot_revoke(copy), seL4_NoError);
	CHECK(!slot_is_empty(original));
	CHECK(!slot_is_empty(of_copy));
	CHECK(!slot_is_empty(badged_of_copy));
}

static void test_badged_revokes_its_copies(void)
{
	seL4_CPtr original = make_notification();
	seL4_CPtr one = badged(original, 1);
	seL4_CPtr of_one = copy_of(one, seL4_AllRights);
	seL4_CPtr of_of_one = copy_of(of_one, seL4_CanWrite);
	seL4_CPtr two = badged(original, 2);
	seL4_CPtr other_one = badged(original, 1);

	CHECK_EQ(slot_revoke(one), seL4_NoError);
	CHECK(!slot_is_empty(one));
	CHECK(slot_is_empty(of_one));
	CHECK(slot_is_empty(of_of_one));
	CHECK(!slot_is_empty(two));
	CHECK(!slot_is_empty(other_one));
	CHECK(!slot_is_empty(original));
}

static void test_copy_of_badged_revokes_nothing(void)
{
	seL4_CPtr one = badged(make_endpoint(), 1);
	seL4_CPtr of_one = copy_of(one, seL4_AllRights);
	seL4_CPtr of_of_one = copy_of(of_one, seL4_AllRights);

	CHECK_EQ(slot_revoke(of_one), seL4_NoError);
	CHECK(!slot_is_empty(of_of_one));
	CHECK(!slot_is_empty(one));
}

/* Two badged capabilities with the same badge side by side are no family. */
static void test_same_badge_twice(void)
{
	seL4_CPtr original = make_endpoint();
	seL4_CPtr first = badged(original, 9);
	seL4_CPtr second = badged(original, 9); /* stands before the first now */

	CHECK_EQ(slot_revoke(second), seL4_NoError);
	CHECK(!slot_is_empty(first));
	CHECK_EQ(slot_revoke(first), seL4_NoError);
	CHECK(!slot_is_empty(second));
}

/* When the first of a badge goes, the mark "first" passes on to its copy. */
static void test_first_badged_passes_on(void)
{
	seL4_CPtr original = make_endpoint();
	seL4_CPtr first = badged(original, 9);
	seL4_CPtr of_first = copy_of(first, seL4_AllRights);
	seL4_CPtr second;

	CHECK_EQ(slot_delete(first), seL4_NoError);
	second = badged(original, 9);
	CHECK_EQ(slot_revoke(second), seL4_NoError);
	CHECK(!slot_is_empty(of_first));
}

static void test_siblings_survive(void)
{
	seL4_CPtr a = make_endpoint(), b = make_endpoint();
	seL4_CPtr of_a = copy_of(a, seL4_AllRights), of_b = copy_of(b, seL4_AllRights);

	CHECK_EQ(slot_revoke(a), seL4_NoError);
	CHECK(slot_is_empty(of_a));
	CHECK(!slot_is_empty(b));
	CHECK(!slot_is_empty(of_b));
}

/* A moved original still revokes. */
static void test_moved_parent(void)
{
	seL4_CPtr original = make_endpoint();
	seL4_CPtr copy = copy_of(original, seL4_AllRights);
	seL4_CPtr slot = slot_new();

	CHECK_EQ(slot_move(slot, original), seL4_NoError);
	CHECK_EQ(slot_revoke(slot), seL4_NoError);
	CHECK(slot_is_empty(copy));
	CHECK(!slot_is_empty(slot));
}

static void test_moved_child(void)
{
	seL4_CPtr original = make_endpoint();
	seL4_CPtr copy = copy_of(original, seL4_AllRights);
	seL4_CPtr slot = slot_new();

	CHECK_EQ(slot_move(slot, copy), seL4_NoError);
	CHECK_EQ(slot_revoke(original), seL4_NoError);
	CHECK(slot_is_empty(slot));
}

/* With its original gone, a copy keeps the object alive, but never becomes a parent. */
static void test_deleted_original(void)
{
	seL4_CPtr original = make_notification();
	seL4_CPtr copy = copy_of(original, seL4_AllRights);
	seL4_CPtr of_copy = copy_of(copy, seL4_AllRights);
	seL4_Word badge;

	CHECK_EQ(slot_delete(original), seL4_NoError);
	CHECK_EQ(slot_revoke(copy), seL4_NoError);
	CHECK(!slot_is_empty(of_copy));
	seL4_Signal(badged(of_copy, 2));
	seL4_Poll(copy, &badge);
	CHECK_EQ(badge, 2);
}

static void test_untyped_revokes_descendants(void)
{
	seL4_CPtr untyped = make_untyped(16);
	seL4_CPtr child = slot_new(), grandchild = slot_new(), copy = slot_new();

	REQUIRE(seL4_Untyped_Retype(untyped, seL4_UntypedObject, 14, seL4_CapInitThreadCNode, 0, 0, child,
				    1) == seL4_NoError);
	REQUIRE(seL4_Untyped_Retype(child, seL4_EndpointObject, 0, seL4_CapInitThreadCNode, 0, 0, grandchild,
				    1) == seL4_NoError);
	REQUIRE(slot_copy(copy, grandchild) == seL4_NoError);
	CHECK_EQ(slot_revoke(untyped), seL4_NoError);
	CHECK(slot_is_empty(child));
	CHECK(slot_is_empty(grandchild));
	CHECK(slot_is_empty(copy));
	CHECK(!slot_is_empty(untyped));
}

static void test_child_untyped_revokes_its_own(void)
{
	seL4_CPtr untyped = make_untyped(16);
	seL4_CPtr children = slots_new(2), objects = slots_new(2);

	REQUIRE(seL4_Untyped_Retype(untyped, seL4_UntypedObject, 14, seL4_CapInitThreadCNode, 0, 0, children,
				    2) == seL4_NoError);
	for (seL4_Word i = 0; i < 2; i++)
		REQUIRE(seL4_Untyped_Retype(children + i, seL4_TCBObject, 0, seL4_CapInitThreadCNode, 0, 0,
					    objects + i, 1) == seL4_NoError);
	CHECK_EQ(slot_revoke(children), seL4_NoError);
	CHECK(slot_is_empty(objects));
	CHECK(!slot_is_empty(objects + 1));
}

/* Capabilities of every kind made from one untyped go with it. */
static void test_revoke_mixed_objects(void)
{
	const struct {
		seL4_Word type, size;
	} kinds[] = {
		{ seL4_TCBObject, 0 },      { seL4_EndpointObject, 0 }, { seL4_NotificationObject, 0 },
		{ seL4_CapTableObject, 3 }, { seL4_UntypedObject, 5 },  { ARCH_SMALL_PAGE, 0 },
		{ arch_table_type(1), 0 },  { arch_table_type(2), 0 },  { arch_table_type(3), 0 },
		{ ARCH_VSPACE, 0 },
	};
	enum { NUM = sizeof kinds / sizeof kinds[0] };
	seL4_CPtr untyped = make_untyped(16);
	seL4_CPtr slots = slots_new(NUM);

	for (seL4_Word i = 0; i < NUM; i++)
		CHECK_EQ(seL4_Untyped_Retype(untyped, kinds[i].type, kinds[i].size, seL4_CapInitThreadCNode,
					     0, 0, slots + i, 1),
			 seL4_NoError);
	CHECK_EQ(slot_revoke(untyped), seL4_NoError);
	for (seL4_Word i = 0; i < NUM; i++)
		CHECK(slot_is_empty(slots + i));
}

/* A copy of a TCB, CNode or frame is no parent; the original is. */
static void test_originals_of_other_kinds(void)
{
	seL4_CPtr originals[] = { make_tcb(), make_cnode(4), make_frame() };

	for (unsigned i = 0; i < 3; i++) {
		seL4_CPtr copy = copy_of(originals[i], seL4_AllRights);
		seL4_CPtr of_copy = copy_of(copy, seL4_AllRights);

		CHECK_EQ(slot_revoke(copy), seL4_NoError);
		CHECK(!slot_is_empty(of_copy));
		CHECK_EQ(slot_revoke(originals[i]), seL4_NoError);
		CHECK(slot_is_empty(copy));
		CHECK(slot_is_empty(of_copy));
	}
}

/* Revoking takes a capability out of whatever CNode it is in. */
static void test_revoke_across_cnodes(void)
{
	seL4_CPtr original = make_endpoint();
	seL4_CPtr cnode = make_cnode(4);

	REQUIRE(seL4_CNode_Copy(cnode, 3, 4, seL4_CapInitThreadCNode, original, ROOT_DEPTH, seL4_AllRights) ==
		seL4_NoError);
	CHECK_EQ(slot_revoke(original), seL4_NoError);
	CHECK_EQ(seL4_CNode_Copy(cnode, 3, 4, seL4_CapInitThreadCNode, original, ROOT_DEPTH, seL4_AllRights),
		 seL4_NoError);
}

/* A revocation long enough to be interrupted takes everything. */
static void test_long_revoke(void)
{
	enum { RADIX = 9 };
	seL4_CPtr original = make_endpoint();
	seL4_CPtr cnode = make_cnode(RADIX);

	for (seL4_Word i = 0; i < 1 << RADIX; i++)
		REQUIRE(seL4_CNode_Mint(cnode, i, RADIX, seL4_CapInitThreadCNode, original, ROOT_DEPTH,
					seL4_AllRights, i) == seL4_NoError);
	CHECK_EQ(slot_revoke(original), seL4_NoError);
	CHECK(!slot_is_empty(original));
	for (seL4_Word i = 0; i < 1 << RADIX; i++)
		REQUIRE(seL4_CNode_Move(cnode, i, RADIX, cnode, i, RADIX) == seL4_FailedLookup);
}

static void test_irq_handlers(void)
{
	seL4_CPtr handler = slot_new();
	seL4_CPtr copy;

	REQUIRE(arch_irq_handler(8, handler) == seL4_NoError);
	copy = copy_of(handler, seL4_AllRights);
	CHECK_EQ(slot_revoke(handler), seL4_NoError);
	CHECK(slot_is_empty(copy));
	/* freed with its last capability */
	CHECK_EQ(slot_delete(handler), seL4_NoError);
	CHECK_EQ(arch_irq_handler(8, handler), seL4_NoError);
}

static const struct test tests[] = {
	{ "what is copied as it is", test_plain_copies },
	{ "what cannot be copied", test_no_copies },
	{ "an untyped is copied once", test_untyped },
	{ "an ASID pool fills its untyped", test_asid_pool_fills_its_untyped },
	{ "a VSpace is copied once it has an ASID", test_vspace },
	{ "a paging structure is copied once it is mapped", test_paging_structures },
	{ "a frame's copy is unmapped", test_frame_copy_is_unmapped },
	{ "an original revokes copies and badges", test_original_revokes_all },
	{ "a plain copy revokes nothing", test_plain_copy_revokes_nothing },
	{ "a badged capability revokes its copies", test_badged_revokes_its_copies },
	{ "a copy of a badged one revokes nothing", test_copy_of_badged_revokes_nothing },
	{ "the same badge minted twice", test_same_badge_twice },
	{ "the first of a badge hands its mark on", test_first_badged_passes_on },
	{ "siblings survive", test_siblings_survive },
	{ "a moved original revokes", test_moved_parent },
	{ "a moved copy is revoked", test_moved_child },
	{ "a copy outlives its original", test_deleted_original },
	{ "an untyped revokes all generations", test_untyped_revokes_descendants },
	{ "an untyped revokes only its own", test_child_untyped_revokes_its_own },
	{ "an untyped revokes every kind of object", test_revoke_mixed_objects },
	{ "originals of other kinds", test_originals_of_other_kinds },
	{ "a revocation reaches into other CNodes", test_revoke_across_cnodes },
	{ "a long revocation", test_long_revoke },
	{ "IRQ handlers", test_irq_handlers },
};

const struct test_group derivation_tests = TEST_GROUP("derivation", tests);
