/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"
#include "table/table.h"

enum {
	BUFFER = 0x10000000, /* any aligned address: the kernel uses the frame, not the mapping */
	AUTHORITY_MCP = 90,
	LOWER = 80,
	BAD_GUARD = 63, /* guard bits that no CNode has room for */
};

/* Configure, SetSpace and SetIPCBuffer share their checks; these say where the arguments stand. */

static void set_up_space(struct request *r, seL4_Word words, seL4_Word caps)
{
	r->service = make_tcb();
	r->length = words;
	r->num_caps = caps;
	r->caps[0] = seL4_CapInitThreadCNode;
	r->caps[1] = seL4_CapInitThreadVSpace;
}

/* The thread's only capability to its CSpace becomes the last one there is. */
static void be_deleted(struct request *r)
{
	seL4_CPtr cnode = make_cnode(4);

	REQUIRE(seL4_TCB_SetSpace(r->service, 0, cnode, 0, seL4_CapInitThreadVSpace, 0) == seL4_NoError);
	REQUIRE(slot_delete(cnode) == seL4_NoError);
	r->lasting = 1;
}

SETUP(TCBReadRegisters)
{
	r->service = make_tcb();
	r->length = 2;
	r->mr[1] = SEL4_USER_CONTEXT_WORDS;
}

BREAK(TCBReadRegisters, count_zero)
{
	r->mr[1] = 0;
}

BREAK(TCBReadRegisters, count_big)
{
	r->mr[1] = SEL4_USER_CONTEXT_WORDS + 1;
}

BREAK(TCBReadRegisters, self)
{
	r->service = thread_self()->tcb;
}

SETUP(TCBWriteRegisters)
{
	r->service = make_tcb();
	r->length = 2 + 3;
	r->mr[1] = 3;
}

BREAK(TCBWriteRegisters, fewer_words_than_count)
{
	r->mr[1] = r->length - 1;
}

BREAK(TCBWriteRegisters, self)
{
	r->service = thread_self()->tcb;
}

SETUP(TCBCopyRegisters)
{
	r->service = make_tcb();
	r->length = 1;
	r->num_caps = 1;
	r->caps[0] = make_tcb();
}

BREAK(TCBCopyRegisters, source)
{
	r->caps[0] = make_endpoint();
}

SETUP(TCBConfigure)
{
	set_up_space(r, 4, 3);
	r->mr[3] = BUFFER;
	r->caps[2] = make_frame();
}

BREAK(TCBConfigure, buffer_derive)
{
	r->caps[2] = make_parent_untyped();
}

BREAK(TCBConfigure, buffer_kind)
{
	r->caps[2] = make_endpoint();
}

BREAK(TCBConfigure, buffer_device)
{
	r->caps[2] = make_device_frame();
}

BREAK(TCBConfigure, buffer_alignment)
{
	r->mr[3] = BUFFER + 0x200;
}

BREAK(TCBConfigure, being_deleted)
{
	be_deleted(r);
}

BREAK(TCBConfigure, cspace_data)
{
	r->caps[0] = seL4_CapInitThreadCNode;
	r->mr[1] = BAD_GUARD;
}

BREAK(TCBConfigure, cspace_derive)
{
	r->caps[0] = make_parent_untyped();
}

BREAK(TCBConfigure, cspace_kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(TCBConfigure, vspace_derive)
{
	r->caps[1] = make_parent_untyped();
}

BREAK(TCBConfigure, vspace_unassigned)
{
	r->caps[1] = make(ARCH_VSPACE, 0);
}

BREAK(TCBConfigure, vspace_kind)
{
	r->caps[1] = make_endpoint();
}

SETUP(TCBSetSpace)
{
	set_up_space(r, 3, 2);
}

BREAK(TCBSetSpace, being_deleted)
{
	be_deleted(r);
}

BREAK(TCBSetSpace, cspace_data)
{
	break_TCBConfigure_cspace_data(r);
}

BREAK(TCBSetSpace, cspace_derive)
{
	r->caps[0] = make_parent_untyped();
}

BREAK(TCBSetSpace, cspace_kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(TCBSetSpace, vspace_derive)
{
	r->caps[1] = make_parent_untyped();
}

BREAK(TCBSetSpace, vspace_unassigned)
{
	r->caps[1] = make(ARCH_VSPACE, 0);
}

BREAK(TCBSetSpace, vspace_kind)
{
	r->caps[1] = make_endpoint();
}

SETUP(TCBSetIPCBuffer)
{
	r->service = make_tcb();
	r->length = 1;
	r->mr[0] = BUFFER;
	r->num_caps = 1;
	r->caps[0] = make_frame();
}

BREAK(TCBSetIPCBuffer, buffer_derive)
{
	r->caps[0] = make_parent_untyped();
}

BREAK(TCBSetIPCBuffer, buffer_kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(TCBSetIPCBuffer, buffer_device)
{
	r->caps[0] = make_device_frame();
}

BREAK(TCBSetIPCBuffer, buffer_alignment)
{
	r->mr[0] = BUFFER + 0x200;
}

/* Priorities: the authority is a TCB that may hand out AUTHORITY_MCP at most. */
static void set_up_priority(struct request *r, seL4_Word words)
{
	seL4_CPtr authority = make_tcb();

	REQUIRE(seL4_TCB_SetMCPriority(authority, seL4_CapInitThreadTCB, AUTHORITY_MCP) == seL4_NoError);
	r->service = make_tcb();
	r->length = words;
	r->num_caps = 1;
	r->caps[0] = authority;
	r->object[0] = authority;
	r->mr[0] = r->mr[1] = LOWER;
}

static void set_too_high(struct request *r, unsigned word)
{
	r->caps[0] = r->object[0];
	r->mr[word] = AUTHORITY_MCP + 1;
}

SETUP(TCBSetPriority)
{
	set_up_priority(r, 1);
}

BREAK(TCBSetPriority, authority)
{
	r->caps[0] = make_endpoint();
}

BREAK(TCBSetPriority, priority)
{
	set_too_high(r, 0);
}

SETUP(TCBSetMCPriority)
{
	set_up_priority(r, 1);
}

BREAK(TCBSetMCPriority, authority)
{
	r->caps[0] = make_endpoint();
}

BREAK(TCBSetMCPriority, mcp)
{
	set_too_high(r, 0);
}

SETUP(TCBSetSchedParams)
{
	set_up_priority(r, 2);
}

BREAK(TCBSetSchedParams, authority)
{
	r->caps[0] = make_endpoint();
}

BREAK(TCBSetSchedParams, mcp)
{
	set_too_high(r, 0);
}

BREAK(TCBSetSchedParams, priority)
{
	set_too_high(r, 1);
}

SETUP(TCBSuspend)
{
	r->service = make_tcb();
}

/* Resumed, it never runs: its priority is 0. */
SETUP(TCBResume)
{
	r->service = make_tcb();
}

SETUP(TCBBindNotification)
{
	r->service = make_tcb();
	r->num_caps = 1;
	r->caps[0] = r->object[0] = make_notification();
}

BREAK(TCBBindNotification, tcb_bound)
{
	REQUIRE(seL4_TCB_BindNotification(r->service, make_notification()) == seL4_NoError);
	r->lasting = 1;
}

BREAK(TCBBindNotification, kind)
{
	r->caps[0] = make_endpoint();
}

BREAK(TCBBindNotification, receive_right)
{
	r->caps[0] = copy_of(r->object[0], seL4_NoRead);
}

static void wait_for_ever(void *arg)
{
	seL4_Wait((seL4_CPtr)arg, (void *)0);
}

BREAK(TCBBindNotification, waiters)
{
	r->caps[0] = make_notification();
	thread_start(200, wait_for_ever, (void *)r->caps[0]);
}

BREAK(TCBBindNotification, notification_bound)
{
	REQUIRE(seL4_TCB_BindNotification(make_tcb(), r->object[0]) == seL4_NoError);
	r->lasting = 1;
}

SETUP(TCBUnbindNotification)
{
	r->service = make_tcb();
	REQUIRE(seL4_TCB_BindNotification(r->service, make_notification()) == seL4_NoError);
}

BREAK(TCBUnbindNotification, not_bound)
{
	r->service = make_tcb();
}

SETUP(TCBSetTLSBase)
{
	r->service = make_tcb();
	r->length = 1;
	r->mr[0] = 0x1000;
}

SETUP(TCBSetFlags)
{
	r->service = make_tcb();
	r->length = 2;
}
