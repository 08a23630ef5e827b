/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SEL4_ARCH_LABELS_H
#define SEL4_ARCH_LABELS_H

enum arch_invocation_label {
	ARMVSpaceClean_Data = nInvocationLabels,
	ARMVSpaceInvalidate_Data,
	ARMVSpaceCleanInvalidate_Data,
	ARMVSpaceUnify_Instruction,
	ARMSMCCall, /* the number is reserved; this profile has no such capability */
	ARMPageTableMap,
	ARMPageTableUnmap,
	ARMPageMap,
	ARMPageUnmap,
	ARMPageClean_Data,
	ARMPageInvalidate_Data,
	ARMPageCleanInvalidate_Data,
	ARMPageUnify_Instruction,
	ARMPageGetAddress,
	ARMASIDControlMakePool,
	ARMASIDPoolAssign,
	ARMIRQIssueIRQHandlerTrigger,
	ARMIRQIssueSGISignal,
	nArchInvocationLabels,
};

_Static_assert(ARMVSpaceClean_Data == 33 && ARMIRQIssueSGISignal == 50, "labels of the ABI");

#endif
