/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Paging structures below the root: page tables, page directories, PDPTs. They differ in their level alone. */
#ifndef X86_TABLE_H
#define X86_TABLE_H

#include "api/invocation.h"

struct result table_invoke(const struct invocation *inv);

/** Unlink the structure of @cap, if it is still installed where the capability says. */
void table_unlink(struct cap cap);

/** Entry that refers to @table. */
u64 table_entry(const u64 *table, u64 attributes);

#endif
