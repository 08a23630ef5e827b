/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Everything that AArch64 adds to the seL4 API. */
#ifndef SEL4_ARCH_SEL4_ARCH_H
#define SEL4_ARCH_SEL4_ARCH_H

#include <sel4/arch/irq.h>
#include <sel4/arch/types.h>
#include <sel4/arch/vspace.h>

#endif
