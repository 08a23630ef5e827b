/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef TOOLS_COMPOSE_IMAGE_WRITE_H
#define TOOLS_COMPOSE_IMAGE_WRITE_H

#include "diagnostic/diagnostic.h"
#include "image/bytes.h"

/**
 * Make an image file: the root task with a bundle.
 *
 * @param root  path of KaaL's root.elf for the system's architecture
 * @return 0, or -EIO: an error was reported
 */
int image_write(struct arena *arena, struct diagnostics *diagnostics, const char *root, struct bytes bundle,
		const char *output);

#endif
