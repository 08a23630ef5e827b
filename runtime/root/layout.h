/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Where things are in a component's address space. Its image lies low, where its
 * linker put it; what the root task adds follows from LAYOUT_IMAGE_END up, each area
 * with an unmapped page before it.
 */
#ifndef ROOT_LAYOUT_H
#define ROOT_LAYOUT_H

#define LAYOUT_IMAGE_FIRST 0x10000ull
#define LAYOUT_IMAGE_END   0x1000000000ull

#endif
