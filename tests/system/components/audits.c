/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Holds every component of a system against the plan, slot by slot, and switches off. */
#include <core/errno.h>
#include <core/string.h>

#include "bare.h"
#include "probe.h"

enum { SLOTS_MAX = 1 << 12 };

static uint8_t may[SLOTS_MAX], must[SLOTS_MAX];
static unsigned held, extra, missing;

static void mark(uint8_t slots[SLOTS_MAX], seL4_Word operation, uint64_t id)
{
	struct bare_message answer;
	struct kaal_root_cap cap;

	memset(slots, 0, SLOTS_MAX);
	for (unsigned i = 0; bare_ask_for(&answer, operation, 2, id, i) == 0; i++) {
		memcpy(&cap, answer.words, sizeof cap);
		if (cap.slot < SLOTS_MAX)
			slots[cap.slot] = 1;
	}
	slots[0] = 0; /* registers are mapped, and have no slot */
}

static void compare(const struct kaal_root_info *info, unsigned slot, bool holds)
{
	held += holds;
	if (holds && !may[slot]) {
		bare_say("%s holds something in slot %u", info->name, slot);
		extra++;
	}
	if (!holds && must[slot]) {
		bare_say("%s holds nothing in slot %u", info->name, slot);
		missing++;
	}
}

static void audit(const struct kaal_root_info *info)
{
	struct bare_message answer;

	mark(may, KAAL_ROOT_PLANNED, info->id);
	mark(must, KAAL_ROOT_CAP, info->id);
	for (unsigned slot = 0; bare_ask_for(&answer, KAAL_ROOT_HOLDS, 2, info->id, slot) == 0; slot++)
		compare(info, slot, answer.words[0] != 0);
}

static void audits(void)
{
	struct bare_message answer;
	struct kaal_root_info info;
	unsigned components = 0;

	for (unsigned i = 0; bare_ask_for(&answer, KAAL_ROOT_INFO, 1, i, 0) == 0; i++) {
		memcpy(&info, answer.words, sizeof info);
		if (info.state != KAAL_STATE_RUNNING && info.state != KAAL_STATE_STARTING &&
		    info.state != KAAL_STATE_WAITING)
			continue;
		audit(&info);
		components++;
	}
	bare_say("%u components hold %u capabilities, %u too many, %u too few", components, held, extra,
		 missing);
	bare_ask(KAAL_ROOT_POWEROFF, 0, 0, 0);
}

const struct deed auditing[] = { { "audits", audits }, { 0 } };
