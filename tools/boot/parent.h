/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A child that must not outlive its parent: one file for each kind of host. */
#ifndef BOOT_PARENT_H
#define BOOT_PARENT_H

/**
 * Called in a child before it executes its program: let the system end it should the parent end
 * without having done so. Does nothing where the host has no such thing; kaal-boot ends QEMU itself
 * in all the ways in which it can.
 */
void parent_bind(void);

#endif
