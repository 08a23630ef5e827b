/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The schema of system.toml: one table (schema/table.c) that checks it, fills the model, and prints its own
 * reference (docs/spec/system-toml.md).
 */
#ifndef TOOLS_COMPOSE_SCHEMA_SCHEMA_H
#define TOOLS_COMPOSE_SCHEMA_SCHEMA_H

#include <stdio.h>

#include "diagnostic/diagnostic.h"
#include "model/model.h"
#include "source/arena.h"
#include "source/source.h"

/**
 * Read, parse and check a system.toml.
 *
 * @param path   of the file, as messages shall show it; borrowed
 * @param arena  owns source and model
 * @return the model, or NULL: at least one error was reported
 */
const struct system_model *schema_load_system(const char *path, struct arena *arena,
					      struct diagnostics *diagnostics);

/**
 * Read a file with nothing but [interfaces.NAME], such as abi/kaal/interfaces/timer.toml.
 * @return its interfaces, or NULL: at least one error was reported
 */
const struct model_interfaces *schema_load_interfaces(const char *path, struct arena *arena,
						      struct diagnostics *diagnostics);

/** The same for text in memory. */
const struct system_model *schema_read_system(const struct source *source, struct arena *arena,
					      struct diagnostics *diagnostics);
const struct model_interfaces *schema_read_interfaces(const struct source *source, struct arena *arena,
						      struct diagnostics *diagnostics);

/**
 * Report components whose sources are not there.
 *
 * @param folder  that system.toml is in
 */
void schema_check_sources(const struct system_model *model, const char *folder, struct arena *arena,
			  struct diagnostics *diagnostics);

/** Print docs/spec/system-toml.md. */
void schema_print_reference(FILE *out);

#endif
