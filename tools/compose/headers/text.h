/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How names of a system.toml are written in C. */
#ifndef TOOLS_COMPOSE_HEADERS_TEXT_H
#define TOOLS_COMPOSE_HEADERS_TEXT_H

#include <stdio.h>

#include "model/model.h"

enum { C_NAME_BYTES = MODEL_NAME_BYTES_MAX + 1 };

/** A name as a part of an identifier. */
struct c_name {
	char lower[C_NAME_BYTES]; /* '-' is '_' */
	char upper[C_NAME_BYTES];
};

struct c_name c_name_of(const char *name);

/** Print text as it can stand in a C comment: a comment's end is taken apart. */
void c_print_comment(FILE *out, const char *text);

/** "uint8_t", ...; NULL for a text */
const char *c_type(enum model_type type);

/** 0 or -EIO: did everything reach the file? */
int c_file_result(FILE *out);

#endif
