/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Leaving QEMU when the suite has ended. */
#ifndef SUITE_POWEROFF_H
#define SUITE_POWEROFF_H

/**
 * Power the machine off through the ACPI control port that QEMU's firmware sets
 * up for its two PC machines. Returns on any other machine.
 */
void machine_power_off(void);

#endif
