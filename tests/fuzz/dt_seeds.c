/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Write legal device trees, for dt_fuzz to start from. */
#include <stdio.h>

#include "random_tree.h"

enum { SEEDS = 24 };

static int write_seed(const char *folder, unsigned seed)
{
	static _Alignas(8) unsigned char tree[RANDOM_TREE_BYTES_MAX];
	size_t bytes = random_tree(tree, seed);
	char path[4096];
	FILE *file;
	int failed;

	snprintf(path, sizeof path, "%s/tree-%u", folder, seed);
	file = fopen(path, "wb");
	if (!file) {
		perror(path);
		return 1;
	}
	failed = fwrite(tree, 1, bytes, file) != bytes;
	return fclose(file) != 0 || failed;
}

int main(int argc, char **argv)
{
	int failed = argc != 2;

	if (failed)
		fprintf(stderr, "usage: dt_seeds FOLDER\n");
	for (unsigned seed = 0; seed < SEEDS && !failed; seed++)
		failed = write_seed(argv[1], seed);
	return failed;
}
