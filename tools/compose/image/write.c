/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "image/write.h"

#include <errno.h>
#include <string.h>

#include "image/image.h"

static int failed(struct diagnostics *diagnostics, enum message_id id, const char *path, const char *why)
{
	diagnostic_report(diagnostics, id, SOURCE_NOWHERE, path, why);
	return -EIO;
}

int image_write(struct arena *arena, struct diagnostics *diagnostics, const char *root, struct bytes bundle,
		const char *output)
{
	char why[IMAGE_WHY_BYTES];
	struct bytes file, image;
	int error = bytes_read_file(arena, root, &file);

	if (error)
		return failed(diagnostics, MESSAGE_FILE_UNREADABLE, root, strerror(-error));
	if (image_make(arena, file, bundle, &image, why))
		return failed(diagnostics, MESSAGE_ROOT_UNUSABLE, root, why);
	error = bytes_write_file(arena, output, image);
	return error ? failed(diagnostics, MESSAGE_FILE_UNWRITABLE, output, strerror(-error)) : 0;
}
