/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Numbers of this architecture for invocations that every architecture has. */
#ifndef ARCH_LABELS_H
#define ARCH_LABELS_H

#include "abi/sel4/labels.h"

enum {
	ARCH_LABEL_PAGE_MAP = X86PageMap,
	ARCH_LABEL_PAGE_UNMAP = X86PageUnmap,
	ARCH_LABEL_PAGE_ADDRESS = X86PageGetAddress,
	ARCH_LABEL_ASID_MAKE_POOL = X86ASIDControlMakePool,
	ARCH_LABEL_ASID_ASSIGN = X86ASIDPoolAssign,
};

#endif
