/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Page tables: every level below the root. A table goes to the first level that an address lacks. */
#ifndef ARM_TABLE_H
#define ARM_TABLE_H

#include "api/invocation.h"

struct result table_invoke(const struct invocation *inv);

/** Unlink the table of @cap, if it is still installed where the capability says. */
void table_unlink(struct cap cap);

/** Entry that refers to @table. */
u64 table_entry(const u64 *table);

#endif
