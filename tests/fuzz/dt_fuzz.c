/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Random device trees: lib/dt reads nothing outside, and sees what libfdt sees (tests/unit/trees). */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *tree = malloc(size); /* of exactly that size: the sanitizer guards its end */
	struct comparison seen;

	if (!tree)
		return 0;
	memcpy(tree, data, size);
	seen = compare_readers(tree, size);
	if (seen.different) {
		fprintf(stderr, "invariant: lib/dt and libfdt differ in %s\n", seen.different);
		abort();
	}
	free(tree);
	return 0;
}
