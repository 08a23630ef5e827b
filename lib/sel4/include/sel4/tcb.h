/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Thread invocations (manual seL4_TCB_*). Errors and their order: ABI sheet section 10.1. */
#ifndef SEL4_TCB_H
#define SEL4_TCB_H

#include <sel4/invoke.h>

enum { SEL4_USER_CONTEXT_WORDS = sizeof(seL4_UserContext) / sizeof(seL4_Word) };

/** @param count  words of *@regs to fill, 1..SEL4_USER_CONTEXT_WORDS */
static inline seL4_Error seL4_TCB_ReadRegisters(seL4_TCB service, seL4_Bool suspend_source,
						seL4_Uint8 arch_flags, seL4_Word count,
						seL4_UserContext *regs)
{
	seL4_Word *words = (seL4_Word *)regs;
	struct sel4_registers mrs = { { (suspend_source & 1) | (seL4_Word)arch_flags << 8, count } };
	seL4_Error error = sel4_invoke(service, TCBReadRegisters, 0, 2, &mrs);

	if (error)
		return error;
	for (seL4_Word i = 0; i < count && i < SEL4_USER_CONTEXT_WORDS; i++)
		words[i] = i < seL4_FastMessageRegisters ? mrs.mr[i] : seL4_GetMR((int)i);
	return error;
}

/** @param count  words of *@regs to write, 0..SEL4_USER_CONTEXT_WORDS */
static inline seL4_Error seL4_TCB_WriteRegisters(seL4_TCB service, seL4_Bool resume_target,
						 seL4_Uint8 arch_flags, seL4_Word count,
						 const seL4_UserContext *regs)
{
	const seL4_Word *words = (const seL4_Word *)regs;

	for (seL4_Word i = 2; i < count && i < SEL4_USER_CONTEXT_WORDS; i++)
		seL4_SetMR((int)i + 2, words[i]);
	return sel4_invoke4(service, TCBWriteRegisters, 0, count + 2,
			    (resume_target & 1) | (seL4_Word)arch_flags << 8, count, words[0], words[1]);
}

static inline seL4_Error seL4_TCB_CopyRegisters(seL4_TCB service, seL4_TCB source, seL4_Bool suspend_source,
						seL4_Bool resume_target, seL4_Bool transfer_frame,
						seL4_Bool transfer_integer, seL4_Uint8 arch_flags)
{
	seL4_Word flags = (suspend_source & 1) | (resume_target & 1) << 1 | (transfer_frame & 1) << 2 |
			  (transfer_integer & 1) << 3 | (seL4_Word)arch_flags << 8;

	seL4_SetCap(0, source);
	return sel4_invoke4(service, TCBCopyRegisters, 1, 1, flags, 0, 0, 0);
}

/**
 * Set fault handler, address spaces and IPC buffer at once.
 *
 * @param fault_ep          CPtr in the thread's own CSpace, 0 for none
 * @param cspace_root_data  new guard (seL4_CNode_CapData_t) or 0 to keep the capability's
 * @param buffer            address of the IPC buffer, 1024-aligned, or 0 for none
 */
static inline seL4_Error seL4_TCB_Configure(seL4_TCB service, seL4_Word fault_ep, seL4_CNode cspace_root,
					    seL4_Word cspace_root_data, seL4_CPtr vspace_root,
					    seL4_Word vspace_root_data, seL4_Word buffer,
					    seL4_CPtr buffer_frame)
{
	seL4_SetCap(0, cspace_root);
	seL4_SetCap(1, vspace_root);
	seL4_SetCap(2, buffer_frame);
	return sel4_invoke4(service, TCBConfigure, 3, 4, fault_ep, cspace_root_data, vspace_root_data,
			    buffer);
}

/** @param authority  TCB whose maximum controlled priority bounds @priority (0..255) */
static inline seL4_Error seL4_TCB_SetPriority(seL4_TCB service, seL4_TCB authority, seL4_Word priority)
{
	seL4_SetCap(0, authority);
	return sel4_invoke4(service, TCBSetPriority, 1, 1, priority, 0, 0, 0);
}

static inline seL4_Error seL4_TCB_SetMCPriority(seL4_TCB service, seL4_TCB authority, seL4_Word mcp)
{
	seL4_SetCap(0, authority);
	return sel4_invoke4(service, TCBSetMCPriority, 1, 1, mcp, 0, 0, 0);
}

static inline seL4_Error seL4_TCB_SetSchedParams(seL4_TCB service, seL4_TCB authority, seL4_Word mcp,
						 seL4_Word priority)
{
	seL4_SetCap(0, authority);
	return sel4_invoke4(service, TCBSetSchedParams, 1, 2, mcp, priority, 0, 0);
}

static inline seL4_Error seL4_TCB_SetIPCBuffer(seL4_TCB service, seL4_Word buffer, seL4_CPtr buffer_frame)
{
	seL4_SetCap(0, buffer_frame);
	return sel4_invoke4(service, TCBSetIPCBuffer, 1, 1, buffer, 0, 0, 0);
}

static inline seL4_Error seL4_TCB_SetSpace(seL4_TCB service, seL4_Word fault_ep, seL4_CNode cspace_root,
					   seL4_Word cspace_root_data, seL4_CPtr vspace_root,
					   seL4_Word vspace_root_data)
{
	seL4_SetCap(0, cspace_root);
	seL4_SetCap(1, vspace_root);
	return sel4_invoke4(service, TCBSetSpace, 2, 3, fault_ep, cspace_root_data, vspace_root_data, 0);
}

static inline seL4_Error seL4_TCB_Suspend(seL4_TCB service)
{
	return sel4_invoke0(service, TCBSuspend);
}

static inline seL4_Error seL4_TCB_Resume(seL4_TCB service)
{
	return sel4_invoke0(service, TCBResume);
}

static inline seL4_Error seL4_TCB_BindNotification(seL4_TCB service, seL4_CPtr notification)
{
	seL4_SetCap(0, notification);
	return sel4_invoke4(service, TCBBindNotification, 1, 0, 0, 0, 0, 0);
}

static inline seL4_Error seL4_TCB_UnbindNotification(seL4_TCB service)
{
	return sel4_invoke0(service, TCBUnbindNotification);
}

/** @param tls_base  thread pointer (x86_64: FS base) */
static inline seL4_Error seL4_TCB_SetTLSBase(seL4_TCB service, seL4_Word tls_base)
{
	return sel4_invoke4(service, TCBSetTLSBase, 0, 1, tls_base, 0, 0, 0);
}

typedef struct seL4_TCB_SetFlags {
	int error;
	seL4_Word flags; /* after the change, seL4_TCBFlag bits */
} seL4_TCB_SetFlags_t;

static inline seL4_TCB_SetFlags_t seL4_TCB_SetFlags(seL4_TCB service, seL4_Word clear, seL4_Word set)
{
	struct sel4_registers mrs = { { clear, set } };
	seL4_Error error = sel4_invoke(service, TCBSetFlags, 0, 2, &mrs);

	return (seL4_TCB_SetFlags_t){ error, mrs.mr[0] };
}

#endif
