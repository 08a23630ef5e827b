/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Fault messages as values. seL4_getFault takes the message out of the IPC
 * buffer; the getters name its words.
 */
#ifndef SEL4_FAULTS_H
#define SEL4_FAULTS_H

#include <sel4/ipc_buffer.h>

enum { SEL4_FAULT_WORDS = seL4_UnknownSyscall_Length };

/** A received fault: its type and its message. */
typedef struct seL4_Fault {
	seL4_FaultType type;
	seL4_Word words[SEL4_FAULT_WORDS];
} seL4_Fault_t;

/** @param tag  message info received on a fault endpoint; must be called before the next call */
static inline seL4_Fault_t seL4_getFault(seL4_MessageInfo_t tag)
{
	seL4_Fault_t fault = { (seL4_FaultType)seL4_MessageInfo_get_label(tag), { 0 } };
	seL4_Word length = seL4_MessageInfo_get_length(tag);

	for (seL4_Word i = 0; i < length && i < SEL4_FAULT_WORDS; i++)
		fault.words[i] = seL4_GetMR((int)i);
	return fault;
}

static inline seL4_Word seL4_Fault_get_seL4_FaultType(seL4_Fault_t fault)
{
	return fault.type;
}

#define SEL4_FAULT_GETTER(type, field, word)                                        \
	static inline seL4_Word seL4_Fault_##type##_get_##field(seL4_Fault_t fault) \
	{                                                                           \
		return fault.words[word];                                           \
	}

SEL4_FAULT_GETTER(CapFault, IP, seL4_CapFault_IP)
SEL4_FAULT_GETTER(CapFault, Addr, seL4_CapFault_Addr)
SEL4_FAULT_GETTER(CapFault, InRecvPhase, seL4_CapFault_InRecvPhase)
SEL4_FAULT_GETTER(CapFault, LookupFailureType, seL4_CapFault_LookupFailureType)
SEL4_FAULT_GETTER(CapFault, MR4, 4)
SEL4_FAULT_GETTER(CapFault, MR5, 5)
SEL4_FAULT_GETTER(CapFault, MR6, 6)
SEL4_FAULT_GETTER(VMFault, IP, seL4_VMFault_IP)
SEL4_FAULT_GETTER(VMFault, Addr, seL4_VMFault_Addr)
SEL4_FAULT_GETTER(VMFault, PrefetchFault, seL4_VMFault_PrefetchFault)
SEL4_FAULT_GETTER(VMFault, FSR, seL4_VMFault_FSR)
SEL4_FAULT_GETTER(UnknownSyscall, FaultIP, seL4_UnknownSyscall_FaultIP)
SEL4_FAULT_GETTER(UnknownSyscall, SP, seL4_UnknownSyscall_SP)
SEL4_FAULT_GETTER(UnknownSyscall, FLAGS, seL4_UnknownSyscall_FLAGS)
SEL4_FAULT_GETTER(UnknownSyscall, Syscall, seL4_UnknownSyscall_Syscall)
SEL4_FAULT_GETTER(UserException, FaultIP, seL4_UserException_FaultIP)
SEL4_FAULT_GETTER(UserException, SP, seL4_UserException_SP)
SEL4_FAULT_GETTER(UserException, FLAGS, seL4_UserException_FLAGS)
SEL4_FAULT_GETTER(UserException, Number, seL4_UserException_Number)
SEL4_FAULT_GETTER(UserException, Code, seL4_UserException_Code)

#undef SEL4_FAULT_GETTER

static inline seL4_Bool seL4_isCapFault_tag(seL4_MessageInfo_t tag)
{
	return tag.words[0] >> seL4_MsgInfoLabelShift == seL4_Fault_CapFault;
}

static inline seL4_Bool seL4_isVMFault_tag(seL4_MessageInfo_t tag)
{
	return tag.words[0] >> seL4_MsgInfoLabelShift == seL4_Fault_VMFault;
}

static inline seL4_Bool seL4_isUnknownSyscall_tag(seL4_MessageInfo_t tag)
{
	return tag.words[0] >> seL4_MsgInfoLabelShift == seL4_Fault_UnknownSyscall;
}

static inline seL4_Bool seL4_isUserException_tag(seL4_MessageInfo_t tag)
{
	return tag.words[0] >> seL4_MsgInfoLabelShift == seL4_Fault_UserException;
}

#endif
