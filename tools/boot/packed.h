/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Images of kernel and root task in one file. */
#ifndef TOOLS_BOOT_PACKED_H
#define TOOLS_BOOT_PACKED_H

#include <boot/boot.h>

/**
 * Write the file @out, of @config's loader, kernel and root task.
 *
 * @return 0, or a negative errno with @result's complaint
 */
int packed_write(const struct boot_config *config, const char *out, struct boot_result *result);

#endif
