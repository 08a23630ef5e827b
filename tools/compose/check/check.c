/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "check/check.h"

#include "check/advice.h"
#include "image/image.h"

enum { RADIX_LEAST = 16 }; /* of any kernel in our profile */

/* What the kernel loads: the root task and the bundle behind it. */
static uint64_t image_bytes(const struct resolved *resolved, const char *root)
{
	uint64_t bundle = resolved_bundle(resolved).count;
	struct elf_file file;
	struct bytes bytes;

	if (root && bytes_read_file(resolved->arena, root, &bytes) == 0 && elf_file_open(bytes, &file) == 0) {
		struct image_range range = image_range_of(&file);

		return range.end - range.first + bundle;
	}
	return bundle;
}

static void tell_added(const struct resolved *resolved)
{
	for (size_t i = 0; i < resolved->components_count; i++) {
		const struct component *component = resolved->components[i];

		if (component->added_for)
			diagnostic_report(resolved->diagnostics, MESSAGE_PROVIDER_ADDED, SOURCE_NOWHERE,
					  component->name, component->added_for);
	}
}

struct check check_system(struct resolved *resolved, const struct check_places *places)
{
	struct check check = { .resolved = resolved, .machine = { .radix = RADIX_LEAST } };

	check.machine.memory_bytes = resolved->model->system.memory.value;
	if (places->kernel)
		machine_read_kernel(resolved, places->kernel, &check.machine);
	check.sizes = sizes_of(resolved, image_bytes(resolved, places->root));
	sizes_check(resolved, &check.sizes, &check.machine);
	advice_give(resolved);
	tell_added(resolved);
	check.verdicts = asserts_prove(resolved);
	check.trust = trust_of(resolved, places);
	return check;
}
