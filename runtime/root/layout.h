/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Where things are in a component's address space. Its image lies low, where its
 * linker put it; what the root task adds follows from LAYOUT_IMAGE_END up, each area
 * with an unmapped page before it. From LAYOUT_RUNTIME up lies what is mapped at run time.
 */
#ifndef ROOT_LAYOUT_H
#define ROOT_LAYOUT_H

#include "component.h"

#define LAYOUT_IMAGE_FIRST 0x10000ull
#define LAYOUT_IMAGE_END   0x1000000000ull
#define LAYOUT_RUNTIME     0x4000000000ull

/** Decide on all areas but those of grants. */
void layout_make(struct component *component);

/**
 * Decide where the memory of a grant appears.
 *
 * @param cursor      end of the area before, at first component->layout.grants
 * @param grant       in: sizes; out: addresses, 0 where there is nothing. Registers keep their place within a page
 * @param frame_bits  of the buffer region's frames
 */
void layout_place_grant(uint64_t *cursor, struct kaal_grant *grant, unsigned frame_bits);

#endif
