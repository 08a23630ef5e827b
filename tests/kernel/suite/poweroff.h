/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Leaving QEMU when the suite has ended. */
#ifndef SUITE_POWEROFF_H
#define SUITE_POWEROFF_H

/**
 * Power the machine off, on PCs through the ACPI control port that QEMU's firmware
 * sets up for its two machines. Returns where that is not possible.
 */
void machine_power_off(void);

#endif
