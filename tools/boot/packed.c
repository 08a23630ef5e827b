/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "packed.h"

#include <pack/pack.h>

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

int packed_write(const struct boot_config *config, const char *out, struct boot_result *result)
{
	struct pack_files files = {
		.out = out, .loader = config->loader, .kernel = config->kernel, .root = config->root
	};
	struct pack_problem problem;

	if (!config->loader || access(config->loader, R_OK) != 0) {
		snprintf(result->complaint, sizeof(result->complaint),
			 "'%s' is for AArch64, whose loader is not there: build it ('make build "
			 "ARCH=aarch64'), "
			 "and use that folder's kaal-boot ('make boot ARCH=aarch64')",
			 config->kernel);
		return -ENOENT;
	}
	int error = pack_image(&files, &problem);
	if (error)
		snprintf(result->complaint, sizeof(result->complaint), "%s: %s", problem.file, problem.why);
	return error;
}
