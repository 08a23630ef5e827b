/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * link: an image out of built components, for CMake.
 *
 *	sel4-compose link --arch ARCH --root root.elf --output IMAGE --name NAME component.elf...
 */
#ifndef TOOLS_COMPOSE_LINK_LINK_H
#define TOOLS_COMPOSE_LINK_LINK_H

#include "model/model.h"
#include "diagnostic/diagnostic.h"

struct link_request {
	enum model_arch arch;
	const char *root;   /* path of root.elf */
	const char *output; /* path of the image */
	const char *name;   /* of the system */
	const char *const *programs;
	size_t programs_count;
};

/** Make the image. @return 0, or -EINVAL: an error was reported */
int link_image(const struct link_request *request, struct arena *arena, struct diagnostics *diagnostics);

#endif
