/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Images of a loader, a kernel and a root task in one file, for AArch64. */
#ifndef TOOLS_PACK_PACK_H
#define TOOLS_PACK_PACK_H

struct pack_files {
	const char *out;    /* file to write */
	const char *loader; /* loader.bin */
	const char *kernel; /* ELF file of any kernel of this ABI */
	const char *root;   /* root-task image */
	const char *tree;   /* device tree, if the machine has none; NULL: none */
};

/** What went wrong, for a person. */
struct pack_problem {
	const char *file; /* one of the pack_files */
	const char *why;
};

/**
 * Write @files->out.
 *
 * @param problem  set on failure only
 * @return 0 or a negative errno; what was written is left behind
 */
int pack_image(const struct pack_files *files, struct pack_problem *problem);

#endif
