/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A built component: an ELF file, which may be anything, and the descriptor in it. */
#ifndef TOOLS_COMPOSE_RESOLVE_PROGRAM_H
#define TOOLS_COMPOSE_RESOLVE_PROGRAM_H

#include <elf/elf.h>

#include "abi/kaal/component.h"
#include "diagnostic/diagnostic.h"
#include "image/bytes.h"

enum { DESCRIPTOR_WHY_BYTES = 192 };

struct program {
	const char *name; /* in the bundle: the file's name without what follows a dot */
	const char *path;
	struct bytes file; /* as it was built */
	struct elf elf;    /* of it, checked */
	bool has_descriptor;
	struct kaal_component descriptor; /* checked */
	uint32_t bundle_file;             /* its index in the bundle */
};

/**
 * Read a component's file and report what is wrong with it.
 *
 * @param at       what in system.toml asks for it
 * @param machine  ELF_MACHINE_...
 * @return the program, in the arena, or NULL: an error was reported
 */
struct program *program_read(struct arena *arena, struct diagnostics *diagnostics, const char *path,
			     struct source_range at, uint16_t machine);

/**
 * The same without reporting.
 *
 * @param why  out on error: what is wrong with the file, for people; "" if it cannot be read
 * @return 0; -EINVAL: its descriptor; -ENOEXEC: it is no program for @machine; an errno of reading it
 */
int program_open(struct arena *arena, const char *path, uint16_t machine, struct program *out,
		 char why[DESCRIPTOR_WHY_BYTES]);

/**
 * Check the bytes of a program, and read its descriptor.
 *
 * @param out  its file, elf and descriptor are set
 * @param why  out on error
 * @return 0, -EINVAL or -ENOEXEC, as above
 */
int program_check(struct bytes file, uint16_t machine, struct program *out, char why[DESCRIPTOR_WHY_BYTES]);

/**
 * Check a descriptor, which may be anything.
 *
 * @param why  out on error: what is wrong, for people
 * @return 0 or -EINVAL
 */
int descriptor_check(const struct kaal_component *descriptor, char why[DESCRIPTOR_WHY_BYTES]);

/** The interface of a need that provides or uses one. */
const char *need_interface(const struct kaal_need *need);

/** Does the name fit the ABI: 1..KAAL_NAME_BYTES - 1 visible ASCII characters? */
bool name_fits(const char *name);

#endif
