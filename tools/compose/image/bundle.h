/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Bundles (abi/kaal/bundle.h). */
#ifndef TOOLS_COMPOSE_IMAGE_BUNDLE_H
#define TOOLS_COMPOSE_IMAGE_BUNDLE_H

#include "abi/kaal/bundle.h"
#include "image/bytes.h"

/** A file of a bundle. */
struct bundle_file {
	const char *name; /* 1..KAAL_BUNDLE_NAME_BYTES - 1 characters, each once */
	struct bytes bytes;
};

/**
 * Put files into a bundle.
 *
 * @param system  shorter than KAAL_BUNDLE_NAME_BYTES
 * @param count   at most KAAL_BUNDLE_FILES_MAX
 */
struct bytes bundle_make(struct arena *arena, const char *system, const struct bundle_file *files,
			 size_t count);

/**
 * Find a file in a bundle that may be anything.
 *
 * @param out  set on success only; points into @bundle
 * @return 0, -ENOENT, or -EINVAL: the bundle or that file is damaged
 */
int bundle_find(struct bytes bundle, const char *name, struct bytes *out);

#endif
