/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <string.h>

#include "commands/table.h"
#include "image/bundle.h"
#include "image/image.h"
#include "plan/dump.h"

static const struct option options[] = { OPTION_JSON, OPTION_END };

static int refuse(struct call *call, enum message_id id, const char *why)
{
	diagnostic_report(&call->diagnostics, id, SOURCE_NOWHERE, call->operands[0], why);
	return STATUS_FAILED;
}

static int plan_run(struct call *call)
{
	char image_why[IMAGE_WHY_BYTES], plan_why[PLAN_WHY_BYTES];
	struct bytes file, bundle, bytes;
	struct plan plan;
	int error = bytes_read_file(&call->arena, call->operands[0], &file);

	if (error)
		return refuse(call, MESSAGE_FILE_UNREADABLE, strerror(-error));
	if (image_bundle(file, &bundle, image_why))
		return refuse(call, MESSAGE_IMAGE_UNUSABLE, image_why);
	if (bundle_find(bundle, KAAL_PLAN_FILE, &bytes))
		return refuse(call, MESSAGE_IMAGE_UNUSABLE, "its bundle is damaged, or has no plan");
	if (plan_decode(&call->arena, bytes, &plan, plan_why))
		return refuse(call, MESSAGE_PLAN_UNUSABLE, plan_why);
	if (call_has(call, "json"))
		plan_print_json(&plan, &call->arena, stdout);
	else
		plan_print(&plan, &call->arena, stdout);
	return STATUS_OK;
}

const struct command command_plan = {
	.name = "plan",
	.operands = "IMAGE",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Show what an image grants to whom",
	.description = "Prints the plan that stands in an image: components, their limits, and every "
		       "capability that each will hold. The root task carries out just that.",
	.options = options,
	.operand_values = "<file>",
	.is_plumbing = true,
	.run = plan_run,
};
