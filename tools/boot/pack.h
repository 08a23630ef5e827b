/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Images of kernel and root task in one file. */
#ifndef TOOLS_BOOT_PACK_H
#define TOOLS_BOOT_PACK_H

/**
 * Have kaal-pack write the file @out. What is wrong is said on standard error.
 *
 * @param tools  the folder of kaal-pack; the loader is in the one above
 * @return 0, or a negative errno
 */
int pack_image(const char *tools, const char *out, const char *kernel, const char *root);

#endif
