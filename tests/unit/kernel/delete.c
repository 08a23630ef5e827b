/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Deleting CNodes and threads with what is in them, interrupted at every step and then
 * resumed, or left alone and taken back through the untyped memory: ABI sheet 6.7.
 */
#include "kernel_test.h"

enum { POOL = 100, A, B, C, TCB, EP, MEMORY_BITS = 15, INNER = 3 };

/** Make a structure in slots A, B, ... out of the untyped memory in slot POOL. */
typedef void structure(void);

static void put(u64 node, u64 index, u64 source)
{
	OK(world_call(node, CNodeCopy, W(ROOT_CNODE), W(index, INNER, source, 64, ALL_RIGHTS)).label);
}

static void move_into(u64 node, u64 index, u64 source)
{
	OK(world_call(node, CNodeMove, W(ROOT_CNODE), W(index, INNER, source, 64)).label);
}

static void make(u64 type, u64 size_bits, u64 slot)
{
	OK(world_retype(POOL, type, size_bits, slot, 1));
}

static void start_with_pool(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_UntypedObject, MEMORY_BITS, POOL, 1));
}

static void flat(void)
{
	make(seL4_CapTableObject, INNER, A);
	make(seL4_EndpointObject, 0, EP);
	for (u64 i = 0; i < 8; i += 2)
		put(A, i, EP);
}

static void nested(void)
{
	make(seL4_CapTableObject, INNER, A);
	make(seL4_CapTableObject, INNER, B);
	make(seL4_CapTableObject, INNER, C);
	make(seL4_EndpointObject, 0, EP);
	put(C, 0, EP);
	put(C, 7, EP);
	put(B, 3, EP);
	move_into(B, 5, C);
	move_into(A, 7, B);
	put(A, 0, EP);
}

static void contains_itself(void)
{
	make(seL4_CapTableObject, INNER, A);
	put(A, 0, A);
	put(A, 4, A);
	put(A, 7, A);
}

/** The only capability of the CNode is inside it: nothing but its memory leads to it. */
static void only_inside_itself(void)
{
	make(seL4_CapTableObject, INNER, A);
	make(seL4_CapTableObject, INNER, B);
	put(B, 2, B);
	put(A, 1, B);
	OK(world_delete(B));
}

static void cycle_of_two(void)
{
	make(seL4_CapTableObject, INNER, A);
	make(seL4_CapTableObject, INNER, B);
	put(A, 3, B);
	put(B, 3, A);
	put(A, 0, B);
	put(B, 0, A);
	OK(world_delete(B));
}

static void cycle_of_three(void)
{
	make(seL4_CapTableObject, INNER, A);
	make(seL4_CapTableObject, INNER, B);
	make(seL4_CapTableObject, INNER, C);
	put(A, 7, B);
	put(B, 0, C);
	put(C, 7, A);
	put(C, 0, C);
	OK(world_delete(B));
	OK(world_delete(C));
}

static void thread_in_a_cnode(void)
{
	make(seL4_CapTableObject, INNER, A);
	make(seL4_TCBObject, 0, TCB);
	make(seL4_X86_4K, 0, B);
	OK(world_call(TCB, TCBConfigure, W(A, ROOT_VSPACE, B), W(0, 0, 0, 0x1000)).label);
	OK(world_call(TCB, TCBResume, NONE, NONE).label);
	move_into(A, 2, TCB);
}

static void thread_with_its_own_cspace(void)
{
	thread_in_a_cnode();
	put(A, 7, A);
	OK(world_delete(B));
}

static void threads_in_each_others_cspace(void)
{
	make(seL4_CapTableObject, INNER, A);
	make(seL4_CapTableObject, INNER, B);
	make(seL4_TCBObject, 0, TCB);
	make(seL4_TCBObject, 0, C);
	OK(world_call(TCB, TCBSetSpace, W(A, ROOT_VSPACE), W(0, 0, 0)).label);
	OK(world_call(C, TCBSetSpace, W(B, ROOT_VSPACE), W(0, 0, 0)).label);
	move_into(B, 0, TCB);
	move_into(A, 0, C);
	OK(world_delete(B));
}

static structure *const structures[] = {
	flat,
	nested,
	contains_itself,
	only_inside_itself,
	cycle_of_two,
	cycle_of_three,
	thread_in_a_cnode,
	thread_with_its_own_cspace,
	threads_in_each_others_cspace,
};

enum { STRUCTURES = sizeof(structures) / sizeof(structures[0]) };

/** All that was made is gone: the memory can be used as if new. */
static void check_reclaimed(void)
{
	OK(world_revoke(POOL));
	for (u64 slot = A; slot <= EP; slot++)
		CHECK_EQ(type_at(slot), CAP_NULL);
	CHECK(!slot_has_children(world_slot(POOL)));
	OK(world_retype(POOL, seL4_CapTableObject, MEMORY_BITS - seL4_SlotBits, A, 1));
}

/** Begin @label on @slot and be interrupted at the @nth step. @return whether there was such a step */
static bool begin(u64 label, u64 slot, u64 nth)
{
	interrupt_at(nth);
	world_message(label, NONE, W(slot, 64));
	world_trap(seL4_SysCall, ROOT_CNODE);
	if (host.interrupt_in != 0) {
		host.interrupt_in = 0;
		CHECK(!world_repeats(world_root()));
		return false;
	}
	return true;
}

/** Is there a zombie among what was made of the pool? */
static bool zombies_left(void)
{
	for (struct slot *slot = slot_next(world_slot(POOL)); slot; slot = slot_next(slot))
		if (cap_type(slot->cap) == CAP_ZOMBIE)
			return true;
	return false;
}

static void delete_at_once(void)
{
	for (unsigned i = 0; i < STRUCTURES; i++) {
		start_with_pool();
		structures[i]();
		OK(world_delete(A));
		CHECK_EQ(type_at(A), CAP_NULL);
		CHECK(!zombies_left());
		check_reclaimed();
	}
}

static void revoke_at_once(void)
{
	for (unsigned i = 0; i < STRUCTURES; i++) {
		start_with_pool();
		structures[i]();
		check_reclaimed();
	}
}

/** Each interruption in turn, then on to the end. */
static void interrupted_then_repeated(u64 label, u64 slot)
{
	for (unsigned i = 0; i < STRUCTURES; i++) {
		for (u64 nth = 1;; nth++) {
			start_with_pool();
			structures[i]();
			if (!begin(label, slot, nth))
				break;
			CHECK(world_repeats(world_root()));
			world_syscall(seL4_SysCall, ROOT_CNODE);
			CHECK_EQ(world_reply(world_root()).label, seL4_NoError);
			CHECK(!zombies_left());
			check_reclaimed();
		}
	}
}

static void delete_interrupted_then_repeated(void)
{
	interrupted_then_repeated(CNodeDelete, A);
}

static void revoke_interrupted_then_repeated(void)
{
	interrupted_then_repeated(CNodeRevoke, POOL);
}

/** Each interruption in turn; the deletion is given up, and all is taken back through the memory. */
static void interrupted_then_reclaimed(u64 label, u64 slot)
{
	for (unsigned i = 0; i < STRUCTURES; i++) {
		for (u64 nth = 1;; nth++) {
			start_with_pool();
			structures[i]();
			if (!begin(label, slot, nth))
				break;
			check_reclaimed();
		}
	}
}

static void delete_interrupted_then_reclaimed(void)
{
	interrupted_then_reclaimed(CNodeDelete, A);
}

static void revoke_interrupted_then_reclaimed(void)
{
	interrupted_then_reclaimed(CNodeRevoke, POOL);
}

/** An interrupt at every single step. */
static void delete_interrupted_always(void)
{
	for (unsigned i = 0; i < STRUCTURES; i++) {
		bool more = true;

		start_with_pool();
		structures[i]();
		while (more)
			more = begin(CNodeDelete, A, 1);
		CHECK_EQ(world_reply(world_root()).label, seL4_NoError);
		check_reclaimed();
	}
}

/** Zombies can be seen: occupied, not invocable, not derivable; and they can be moved. */
static void zombies(void)
{
	start_with_pool();
	flat();
	CHECK(begin(CNodeDelete, A, 2));
	host.look_always = false;
	CHECK_EQ(type_at(A), CAP_ZOMBIE);
	CHECK_EQ(world_retype(POOL, seL4_EndpointObject, 0, A, 1), seL4_DeleteFirst);
	CHECK_REPLY(world_call(A, CNodeDelete, NONE, W(0, 3)), seL4_InvalidCapability, W(0));
	CHECK_EQ(world_copy(A + 20, A, ALL_RIGHTS), seL4_IllegalOperation);
	OK(world_move(A + 20, A));
	OK(world_revoke(A + 20)); /* has no children */
	CHECK_EQ(type_at(A + 20), CAP_ZOMBIE);
	OK(world_delete(A + 20));
	check_reclaimed();
}

static void a_copy_is_not_final(void)
{
	start_with_pool();
	flat();
	OK(world_copy(B, A, ALL_RIGHTS));
	OK(world_delete(A));
	CHECK_EQ(type_at(B), CAP_CNODE);
	CHECK_EQ(cap_type(((struct slot *)world_object(B))[2].cap), CAP_ENDPOINT);
	OK(world_delete(B));
	check_reclaimed();
}

static void space_being_deleted_is_refused(void)
{
	start_with_pool();
	thread_in_a_cnode();
	OK(world_copy(C, A, ALL_RIGHTS));
	OK(world_call(A, CNodeMove, W(A), W(3, INNER, 2, INNER)).label);
	OK(world_call(ROOT_CNODE, CNodeMove, W(A), W(TCB, 64, 3, INNER)).label);
	OK(world_delete(A));
	OK(world_delete(C));
	/* now the thread holds the last capability of its CNode */
	CHECK_EQ(world_call(TCB, TCBSetSpace, W(ROOT_CNODE, ROOT_VSPACE), W(0, 0, 0)).label,
		 seL4_IllegalOperation);
	CHECK_EQ(world_call(TCB, TCBConfigure, W(ROOT_CNODE, ROOT_VSPACE, ROOT_BUFFER), W(0, 0, 0, 0)).label,
		 seL4_IllegalOperation);
	check_reclaimed();
}

/** The root thread deletes the very CNode that it works with, and then itself. */
static void everything_can_be_deleted(void)
{
	start();
	OK(world_retype(UNTYPED_64K, seL4_CapTableObject, 4, A, 1));
	world_message(CNodeDelete, NONE, W(ROOT_CNODE, 64));
	OK(world_reply(world_syscall(seL4_SysCall, ROOT_CNODE)).label); /* the thread has a copy */
	world_message(TCBSuspend, NONE, NONE);
	world_trap(seL4_SysCall, ROOT_TCB);
	CHECK(kernel.current == &kernel.idle);
}

static void a_thread_deletes_itself(void)
{
	struct tcb *tcb;

	start();
	tcb = world_thread(A, 255);
	CHECK(world_run(tcb));
	world_message(CNodeDelete, NONE, W(A, 64));
	world_trap(seL4_SysCall, ROOT_CNODE);
	CHECK(kernel.current == world_root());
	CHECK_EQ(type_at(A), CAP_NULL);
}

/** Interrupts come while a thread deletes itself: nobody is left to repeat the call. */
static void a_thread_deletes_itself_interrupted(void)
{
	for (u64 nth = 1; nth < 12; nth++) {
		start();
		CHECK(world_run(world_thread(A, 255)));
		interrupt_at(nth);
		world_message(CNodeDelete, NONE, W(A, 64));
		world_trap(seL4_SysCall, ROOT_CNODE);
		host.interrupt_in = 0;
		CHECK(kernel.current == world_root());
		OK(world_revoke(UNTYPED_1M));
		CHECK_EQ(type_at(A), CAP_NULL);
		CHECK_EQ(type_at(A + 1), CAP_NULL);
	}
}

static void waiting_threads_restart(void)
{
	struct tcb *first, *second;

	start();
	first = world_thread(A, 255);
	second = world_thread(C, 255);
	OK(world_retype(UNTYPED_64K, seL4_EndpointObject, 0, EP, 1));
	CHECK(world_run(first));
	world_trap(seL4_SysRecv, EP);
	CHECK(world_run(second));
	world_trap(seL4_SysRecv, EP);
	CHECK(world_run(world_root()));
	interrupt_at(1);
	world_message(CNodeDelete, NONE, W(EP, 64));
	world_trap(seL4_SysCall, ROOT_CNODE); /* interrupted with one of two restarted */
	world_after();
	host.interrupt_in = 0;
	CHECK(world_run(world_root()));
	OK(world_delete(EP));
	CHECK(first->state == THREAD_RESTART || world_repeats(first));
	CHECK(second->state == THREAD_RESTART || world_repeats(second));
}

TAP_MAIN(TAP(delete_at_once), TAP(revoke_at_once), TAP(delete_interrupted_then_repeated),
	 TAP(revoke_interrupted_then_repeated), TAP(delete_interrupted_then_reclaimed),
	 TAP(revoke_interrupted_then_reclaimed), TAP(delete_interrupted_always), TAP(zombies),
	 TAP(a_copy_is_not_final), TAP(space_being_deleted_is_refused), TAP(everything_can_be_deleted),
	 TAP(a_thread_deletes_itself), TAP(a_thread_deletes_itself_interrupted), TAP(waiting_threads_restart))
