/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The parameters of an interface's operations, which become those of C functions. */
#ifndef TOOLS_COMPOSE_SCHEMA_PARAMETER_H
#define TOOLS_COMPOSE_SCHEMA_PARAMETER_H

#include "schema/reader.h"

/** Read ["name: type", ...] into a struct model_parameters. */
void parameters_read(struct schema_reader *reader, const struct toml_value *value, void *field);

/** Report a parameter that the first @count of others have the name of. */
void parameter_check_new(struct schema_reader *reader, const struct model_parameters *others, size_t count,
			 const struct model_parameter *parameter);

/** Report an operation whose name C or the generated header has another use for. */
void operation_check_name(struct schema_reader *reader, const char *name, struct source_range at);

#endif
