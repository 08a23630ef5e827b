/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Invocation labels: the common ones, then the architecture's. */
#ifndef ABI_SEL4_LABELS_H
#define ABI_SEL4_LABELS_H

enum invocation_label {
	InvalidInvocation = 0,
	UntypedRetype,
	TCBReadRegisters,
	TCBWriteRegisters,
	TCBCopyRegisters,
	TCBConfigure,
	TCBSetPriority,
	TCBSetMCPriority,
	TCBSetSchedParams,
	TCBSetIPCBuffer,
	TCBSetSpace,
	TCBSuspend,
	TCBResume,
	TCBBindNotification,
	TCBUnbindNotification,
	TCBSetTLSBase,
	TCBSetFlags,
	CNodeRevoke,
	CNodeDelete,
	CNodeCancelBadgedSends,
	CNodeCopy,
	CNodeMint,
	CNodeMove,
	CNodeMutate,
	CNodeRotate,
	CNodeSaveCaller,
	IRQIssueIRQHandler,
	IRQAckIRQ,
	IRQSetIRQHandler,
	IRQClearIRQHandler,
	DomainSetSet,
	DomainScheduleConfigure,
	DomainScheduleSetStart,
	nInvocationLabels,
};

#include "sel4_arch/labels.h"

#endif
