/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Fault messages: the label says the type, the enums the message registers. */
#ifndef ABI_SEL4_FAULTS_H
#define ABI_SEL4_FAULTS_H

typedef enum {
	seL4_Fault_NullFault = 0,
	seL4_Fault_CapFault,
	seL4_Fault_UnknownSyscall,
	seL4_Fault_UserException,
	seL4_Fault_VMFault = 5,
} seL4_FaultType;

enum seL4_CapFault_Msg {
	seL4_CapFault_IP,
	seL4_CapFault_Addr,
	seL4_CapFault_InRecvPhase,
	seL4_CapFault_LookupFailureType,
	seL4_CapFault_BitsLeft,
	seL4_CapFault_DepthMismatch_BitsFound,
	seL4_CapFault_GuardMismatch_GuardFound = seL4_CapFault_DepthMismatch_BitsFound,
	seL4_CapFault_GuardMismatch_BitsFound,
};

enum seL4_VMFault_Msg {
	seL4_VMFault_IP,
	seL4_VMFault_Addr,
	seL4_VMFault_PrefetchFault, /* 1 for an instruction fetch */
	seL4_VMFault_FSR,
	seL4_VMFault_Length,
};

#include "sel4_arch/faults.h"

#endif
