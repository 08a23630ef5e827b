/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One operation in C: the client's function, and the server's way to its own. */
#ifndef TOOLS_COMPOSE_HEADERS_OPERATION_H
#define TOOLS_COMPOSE_HEADERS_OPERATION_H

#include <stdio.h>

#include "headers/text.h"
#include "model/model.h"

/** int counter_add(const struct counter_client *, ...) */
void operation_print_call(FILE *out, const struct c_name *interface, const struct model_operation *operation);

/** int (*add)(uint32_t client, ...); */
void operation_print_member(FILE *out, const struct model_operation *operation);

/** int counter_serve_add(const struct counter_server *, struct component_call *) */
void operation_print_serve(FILE *out, const struct c_name *interface,
			   const struct model_operation *operation);

/** void counter_add_answer(int later, ...) */
void operation_print_answer(FILE *out, const struct c_name *interface,
			    const struct model_operation *operation);

/** case COUNTER_ADD: */
void operation_print_case(FILE *out, const struct c_name *interface, const struct model_operation *operation);

#endif
