/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef TOOLS_COMPOSE_IMAGE_STRIP_H
#define TOOLS_COMPOSE_IMAGE_STRIP_H

#include "image/elf_file.h"

/**
 * An executable without what the machine has no use for: debug information goes, what is loaded stays as it
 * is, and so do the names of functions and objects, which the root task's fault reports show.
 *
 * @return the smaller file, in the arena
 */
struct bytes elf_strip(struct arena *arena, const struct elf_file *file);

/** How many bytes of the file, from its beginning, hold its headers and everything that is loaded. */
size_t elf_loaded_bytes(const struct elf_file *file);

#endif
