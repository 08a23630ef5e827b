/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "link/link.h"

#include <errno.h>

#include "image/write.h"
#include "resolve/resolve.h"

int link_image(const struct link_request *request, struct arena *arena, struct diagnostics *diagnostics)
{
	const struct resolve_places places = { .arch = request->arch };
	struct resolved *resolved = resolve_programs(request->name, request->programs,
						     request->programs_count, &places, arena, diagnostics);

	if (!resolved)
		return -EINVAL;
	return image_write(arena, diagnostics, request->root, resolved_bundle(resolved), request->output)
		       ? -EINVAL
		       : 0;
}
