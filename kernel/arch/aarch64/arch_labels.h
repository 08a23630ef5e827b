/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Numbers of this architecture for invocations that every architecture has. */
#ifndef ARCH_LABELS_H
#define ARCH_LABELS_H

#include "abi/sel4/labels.h"

enum {
	ARCH_LABEL_PAGE_MAP = ARMPageMap,
	ARCH_LABEL_PAGE_UNMAP = ARMPageUnmap,
	ARCH_LABEL_PAGE_ADDRESS = ARMPageGetAddress,
	ARCH_LABEL_ASID_MAKE_POOL = ARMASIDControlMakePool,
	ARCH_LABEL_ASID_ASSIGN = ARMASIDPoolAssign,
};

#endif
