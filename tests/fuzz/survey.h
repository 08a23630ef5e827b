/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* All slots and objects that exist, found by following capabilities and tree links. */
#ifndef TESTS_SURVEY_H
#define TESTS_SURVEY_H

#include "arch/arch.h"
#include "cap_arch.h"
#include "host.h"
#include "kernel.h"
#include "object/cap_ops.h"

enum { SURVEY_SLOTS_MAX = 1 << 16, SURVEY_OBJECTS_MAX = 1 << 13 };

/** Something in RAM that a capability names. Copies of the capability name the same one. */
struct survey_object {
	void *at;
	unsigned type; /* enum cap_type; CAP_CNODE and CAP_THREAD for zombies too */
	u64 bytes;
	unsigned caps; /* that name it, the kernel's own copies included */
	bool zombie;
	bool queued; /* threads: seen in an endpoint's or notification's queue */
};

struct survey {
	unsigned slot_count, object_count;
	struct slot *slots[SURVEY_SLOTS_MAX]; /* those that are not empty */
	struct survey_object objects[SURVEY_OBJECTS_MAX];
};

/** @return NULL, or what is wrong */
const char *survey_take(struct survey *survey, struct slot *cnode, unsigned count, struct tcb *root);

/** Is @slot part of a living CNode, thread or of the kernel? */
bool survey_has_slot(const struct slot *slot);

/** The object of @type at @at, NULL if there is none. */
struct survey_object *survey_find(struct survey *survey, const void *at, unsigned type);

/* the parts of invariants_broken */
const char *tree_broken(struct survey *survey);
const char *memory_broken(struct survey *survey);
const char *threads_broken(struct survey *survey);
const char *queues_broken(struct survey *survey);
const char *scheduler_broken(struct survey *survey);
const char *irqs_broken(struct survey *survey);
const char *vspaces_broken(struct survey *survey);

#endif
