/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>

#include "commands/table.h"
#include "image/bundle.h"
#include "image/image.h"
#include "plan/dump.h"
#include "project/places.h"

static const struct option options[] = { OPTION_JSON, OPTION_ARCH, OPTION_PROJECT, OPTION_BUILD, OPTION_END };

static int refuse(struct call *call, enum message_id id, const char *why)
{
	diagnostic_report(&call->diagnostics, id, SOURCE_NOWHERE, call->operands[0], why);
	return STATUS_FAILED;
}

/* The plan that an image carries. */
static int read_image(struct call *call, const char *path, struct plan *out)
{
	char image_why[IMAGE_WHY_BYTES], plan_why[PLAN_WHY_BYTES];
	struct bytes file, bundle, bytes;
	int error = bytes_read_file(&call->arena, path, &file);

	if (error)
		return refuse(call, MESSAGE_FILE_UNREADABLE, strerror(-error));
	if (image_bundle(file, &bundle, image_why))
		return refuse(call, MESSAGE_IMAGE_UNUSABLE, image_why);
	if (bundle_find(bundle, KAAL_PLAN_FILE, &bytes))
		return refuse(call, MESSAGE_IMAGE_UNUSABLE, "its bundle is damaged, or has no plan");
	if (plan_decode(&call->arena, bytes, out, plan_why))
		return refuse(call, MESSAGE_PLAN_UNUSABLE, plan_why);
	return STATUS_OK;
}

/* The plan that the project's image would carry. */
static int make_plan(struct call *call, struct plan *out)
{
	struct project project;
	int status = project_load(call, &project);

	if (status != STATUS_OK)
		return status;
	const char *arch = project_arch(call, &project);
	struct resolved *resolved = arch ? project_resolve(call, &project, arch) : NULL;
	if (!resolved)
		return STATUS_FAILED;
	*out = resolved->plan;
	return STATUS_OK;
}

static int plan_run(struct call *call)
{
	struct plan plan;
	int status =
		call->operands_count ? read_image(call, call->operands[0], &plan) : make_plan(call, &plan);

	if (status != STATUS_OK)
		return status;
	if (call_has(call, "json"))
		plan_print_json(&plan, &call->arena, stdout);
	else
		plan_print(&plan, &call->arena, stdout);
	return STATUS_OK;
}

const struct command command_plan = {
	.name = "plan",
	.operands = "[IMAGE]",
	.operands_max = 1,
	.summary = "Show what is granted to whom",
	.description =
		"Prints the plan that stands in an image, or that the project's image would have: "
		"components, their limits, and every capability that each will hold. The root task carries "
		"out just that; `audit` at the prompt holds a running system against it.",
	.options = options,
	.operand_values = "<file>",
	.is_plumbing = true,
	.run = plan_run,
};
