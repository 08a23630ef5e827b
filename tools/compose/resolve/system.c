/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "resolve/steps.h"

struct resolved *resolve_system(const struct system_model *model, const struct resolve_places *places,
				struct arena *arena, struct diagnostics *diagnostics)
{
	unsigned int errors = diagnostics->errors;
	struct resolved *resolved = resolve_begin(model->system.name.text, model->system.version.text, places,
						  arena, diagnostics);

	resolved->model = model;
	collect_components(resolved);
	connect_written(resolved);
	return resolve_finish(resolved, errors);
}
