/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "link/link.h"

#include <errno.h>
#include <string.h>

#include "image/write.h"
#include "resolve/resolve.h"

static bool take_arch(const char *text, enum model_arch *out)
{
	if (strcmp(text, "x86_64") == 0)
		*out = MODEL_X86_64;
	else if (strcmp(text, "aarch64") == 0)
		*out = MODEL_AARCH64;
	else
		return false;
	return true;
}

static bool take_option(const char *option, const char *value, struct link_request *out)
{
	if (strcmp(option, "--arch") == 0)
		return take_arch(value, &out->arch);
	if (strcmp(option, "--root") == 0)
		out->root = value;
	else if (strcmp(option, "--output") == 0)
		out->output = value;
	else if (strcmp(option, "--name") == 0)
		out->name = value;
	else
		return false;
	return true;
}

bool link_arguments(int argc, char **argv, struct link_request *out)
{
	int at = 0;

	*out = (struct link_request){ 0 };
	for (; at + 1 < argc && strncmp(argv[at], "--", 2) == 0; at += 2)
		if (!take_option(argv[at], argv[at + 1], out))
			return false;
	out->programs = (const char *const *)argv + at;
	out->programs_count = (size_t)(argc - at);
	return out->arch && out->root && out->output && out->name && at < argc;
}

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
