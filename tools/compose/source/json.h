/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Strings as JSON. */
#ifndef TOOLS_COMPOSE_SOURCE_JSON_H
#define TOOLS_COMPOSE_SOURCE_JSON_H

#include <stddef.h>
#include <stdio.h>

/** Print a JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD. */
void json_print_string(FILE *out, const char *bytes, size_t len);

/** The same for a NUL-terminated one; null for NULL. */
void json_print_text(FILE *out, const char *text);

#endif
