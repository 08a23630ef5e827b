/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "audit.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <component/root.h>

#include "ask.h"
#include "commands.h"

enum { SLOTS_MAX = 4096 }; /* of a component: KAAL_PLAN_CNODE_BITS_MAX */

/** What the plan gives one component, and how that compares with what it holds. */
struct audit {
	const struct kaal_root_info *component;
	bool planned[SLOTS_MAX]; /* may be there */
	bool due[SLOTS_MAX];     /* must be: not what belongs to a component that does not run */
	unsigned int held, missing, extra;
};

static void difference_print(const struct audit *audit, uint64_t slot, const char *what)
{
	printf("%.*s: slot %" PRIu64 " %s\n", KAAL_NAME_BYTES, audit->component->name, slot, what);
}

/** Note the slots of the capabilities that @next describes, one after the other. @return 0 or a negative errno */
static int slots_note(const struct audit *audit, bool slots[SLOTS_MAX],
		      int (*next)(uint64_t id, unsigned int index, struct kaal_root_cap *cap))
{
	struct kaal_root_cap cap;
	int error;

	memset(slots, 0, SLOTS_MAX * sizeof *slots);
	for (unsigned int i = 0; (error = next(audit->component->id, i, &cap)) == 0; i++)
		if (cap.slot && cap.slot < SLOTS_MAX) /* registers are mapped, and have no slot */
			slots[cap.slot] = true;
	return error == -ENOENT ? 0 : error;
}

static void slot_compare(struct audit *audit, uint64_t slot, bool held)
{
	audit->held += held;
	if (held && !audit->planned[slot]) {
		audit->extra++;
		difference_print(audit, slot, "holds a capability that is not planned");
	}
	if (!held && audit->due[slot]) {
		audit->missing++;
		difference_print(audit, slot, "is empty, against the plan");
	}
}

/** @return 0 or a negative errno */
static int component_compare(struct audit *audit)
{
	int error = slots_note(audit, audit->planned, root_planned);

	if (!error)
		error = slots_note(audit, audit->due, root_cap);
	for (uint64_t slot = 0; !error && slot < SLOTS_MAX; slot++) {
		int held = root_holds(audit->component->id, slot);

		if (held < 0)
			return held == -ENOENT ? 0 : held;
		slot_compare(audit, slot, held);
	}
	return error;
}

static bool runs(const struct kaal_root_info *info)
{
	return info->state == KAAL_STATE_RUNNING || info->state == KAAL_STATE_STARTING;
}

int audit_run(int count, char **words)
{
	static struct audit audit; /* large */
	struct kaal_root_info info;
	unsigned int components = 0;
	int error;

	(void)count;
	audit = (struct audit){ .component = &info };
	for (unsigned int i = 0; (error = root_info(i, &info)) == 0; i++) {
		if (!runs(&info))
			continue;
		error = component_compare(&audit);
		if (error)
			break;
		components++;
	}
	if (error != -ENOENT)
		return error_print(words[0], error);
	printf("%u components hold %u capabilities: ", components, audit.held);
	if (audit.missing || audit.extra) {
		printf("%u missing, %u not planned.\n", audit.missing, audit.extra);
		return STATUS_FAILED;
	}
	printf("exactly what the plan gives them.\n");
	return 0;
}
