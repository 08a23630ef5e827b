/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Capabilities that send one software-generated interrupt to one CPU interface. */
#ifndef ARM_SGI_H
#define ARM_SGI_H

#include "api/invocation.h"

/** IRQControl_IssueSGISignal. */
struct result sgi_issue(const struct invocation *inv);

/** Any invocation of an SGI capability, whatever its label, sends the interrupt. */
struct result sgi_invoke(const struct invocation *inv);

#endif
