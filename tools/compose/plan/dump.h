/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A plan for people and for programs. */
#ifndef TOOLS_COMPOSE_PLAN_DUMP_H
#define TOOLS_COMPOSE_PLAN_DUMP_H

#include <stdio.h>

#include "plan/plan.h"

/** Print what stands in it, a component after the other. */
void plan_print(const struct plan *plan, struct arena *arena, FILE *out);

/** Print all of it as one JSON object. */
void plan_print_json(const struct plan *plan, struct arena *arena, FILE *out);

#endif
