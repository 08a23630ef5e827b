/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* kaal-pack: the library as a command. */
#include <pack/pack.h>

#include <stdio.h>

int main(int argc, char **argv)
{
	struct pack_problem problem;

	if (argc < 5 || argc > 6) {
		fprintf(stderr, "usage: kaal-pack OUT LOADER KERNEL ROOT [TREE]\n");
		return 2;
	}
	struct pack_files files = {
		.out = argv[1],
		.loader = argv[2],
		.kernel = argv[3],
		.root = argv[4],
		.tree = argc == 6 ? argv[5] : NULL,
	};
	if (pack_image(&files, &problem) == 0)
		return 0;
	fprintf(stderr, "kaal-pack: %s: %s\n", problem.file, problem.why);
	return 1;
}
