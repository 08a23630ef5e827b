/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * From a system.toml and built components to the plan: who is in the system, who is connected to whom, in
 * which order all is started, and which slot and signal stands for what.
 */
#ifndef TOOLS_COMPOSE_RESOLVE_RESOLVE_H
#define TOOLS_COMPOSE_RESOLVE_RESOLVE_H

#include "model/model.h"
#include "plan/plan.h"
#include "resolve/program.h"

struct component;

/** Something that a component provides, uses or needs. */
struct need {
	struct kaal_need row;
	struct source_range at; /* in system.toml; nowhere: the descriptor says so */

	/* of what it uses, once that is known */
	struct component *provider;       /* NULL: not connected */
	struct need *provided;            /* the provider's own need */
	struct source_range connected_at; /* the line of [connections]; nowhere: there was no choice */
};

/** One component, or one of the instances of one. */
struct component {
	const char *name;
	struct source_range at;              /* in system.toml; nowhere: it was added, or comes from a list */
	const struct model_component *model; /* NULL: the same */
	const struct program *program;       /* NULL: not built so far */
	bool is_unknown;                /* its program could not be read: it may have more needs than these */
	const char *added_for;          /* who uses what nobody else provides; NULL: it was asked for */
	struct kaal_plan_component row; /* its grants are filled in by the last step */
	struct need **needs;
	size_t needs_count;
	uint32_t index; /* in the system */
};

/** Where built files are. */
struct resolve_places {
	enum model_arch arch;   /* exactly one */
	const char *components; /* folder of KaaL's own components for @arch; NULL: there are none */
	const char *interfaces; /* folder of KaaL's own interfaces, NAME.toml; NULL: none */
	const char *built;      /* folder of the system's own components, NAME.elf; NULL: they are not built
	                           yet, and nothing is known of them but what system.toml says */
};

struct resolved {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const struct system_model *model; /* NULL: made from a list of programs */
	struct resolve_places places;
	uint16_t machine; /* ELF_MACHINE_... */
	const char *name, *version;
	struct component **components;
	size_t components_count;
	struct program **programs; /* each file once */
	size_t programs_count;
	const char **builtins; /* names of KaaL's own components, once somebody has asked (catalogue.h) */
	size_t builtins_count;
	struct component *timer; /* whom the root task asks for time; NULL: nobody */
	struct plan plan;
};

/**
 * Resolve a system.
 * @return the system with its plan, in the arena, or NULL: at least one error was reported
 */
struct resolved *resolve_system(const struct system_model *model, const struct resolve_places *places,
				struct arena *arena, struct diagnostics *diagnostics);

/**
 * Resolve a system that is nothing but a list of built components with descriptors.
 *
 * @param name   of the system
 * @param paths  of their files
 * @return as above
 */
struct resolved *resolve_programs(const char *name, const char *const *paths, size_t paths_count,
				  const struct resolve_places *places, struct arena *arena,
				  struct diagnostics *diagnostics);

/** The system's bundle: its plan, and its programs without debug information. */
struct bytes resolved_bundle(const struct resolved *resolved);

/** Find a component by its name. @return NULL: there is none */
struct component *resolved_find(const struct resolved *resolved, const char *name);

#endif
