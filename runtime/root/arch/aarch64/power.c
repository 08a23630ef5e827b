/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Firmware (PSCI) switches Arm machines off and restarts them, and answers calls from EL1 alone;
 * the kernel has no object that would pass them on.
 */
#include "arch.h"

void arch_power_off(struct root *root) {}

void arch_power_restart(struct root *root) {}
