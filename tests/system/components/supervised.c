/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Components that end, fail or freeze, and one that watches them. */
#include <core/errno.h>
#include <core/string.h>

#include "abi/kaal/ring.h"
#include "abi/kaal/timer.h"
#include "bare.h"
#include "instructions.h"
#include "probe.h"

enum { STEADY_AFTER = 3, NS_PER_MS = 1000000, OPERATION = 9, CALLS = 300, DIES_AT = 100 };

static volatile struct kaal_status *status(void)
{
	return (volatile struct kaal_status *)bare->status;
}

/* --- who ends ----------------------------------------------------------------- */

static void restless(void)
{
	if (bare->restarts < STEADY_AFTER)
		*bare_at(0) = 0;
	bare_say("steady after %u restarts, args \"%s\"", bare->restarts, bare->args);
	bare_wait();
}

static void hopeless(void)
{
	*bare_at(0) = 0;
}

static void returns(void)
{
	bare_say("start %u", bare->restarts);
	bare_exit(0);
}

/* --- who is ready, and who shows life -------------------------------------------- */

static void is_ready(void)
{
	bare_say("goes first");
	bare_ask(KAAL_ROOT_READY, 0, 0, 0);
	bare_wait();
}

static void goes_second(void)
{
	bare_say("goes second");
	bare_ask(KAAL_ROOT_READY, 0, 0, 0);
	bare_wait();
}

static void goes_third(void)
{
	bare_say("goes third");
	bare_ask(KAAL_ROOT_READY, 0, 0, 0);
	bare_wait();
}

static void never_ready(void)
{
	bare_wait();
}

static void frozen(void)
{
	bare_say("life %u", bare->restarts);
	for (;;)
		bare_wait();
}

static void lively(void)
{
	for (;;)
		if (bare_wait() & 1ull << KAAL_SIGNAL_HEARTBEAT)
			status()->heartbeat++;
}

/* --- who is asked to end ------------------------------------------------------------ */

static void obedient(void)
{
	for (;;)
		if (bare_wait() & 1ull << KAAL_SIGNAL_STOP) {
			bare_say("ends in good order");
			bare_exit(0);
		}
}

static void stubborn(void)
{
	for (;;)
		bare_wait();
}

/* --- calls under load ------------------------------------------------------------------ */

/* Takes every so manieth call to its grave. */
static void mortal(void)
{
	for (unsigned i = 0;; i++) {
		struct bare_message message;
		seL4_Word badge = bare_receive(&message);

		if (message.label != OPERATION)
			continue;
		if (i == DIES_AT)
			*bare_at(0) = 0;
		sel4_trap_send(seL4_SysReply, 0, seL4_MessageInfo_new(0, 0, 0, 2).words[0],
			       message.words[0] + 1, badge & ~KAAL_CALL_BADGE, 0, 0);
	}
}

static seL4_Word ask(const struct kaal_grant *grant, seL4_Word word, seL4_Word *answer)
{
	struct bare_message message = { OPERATION, 1, { word } };
	seL4_Word error = bare_call(grant->slot, &message);

	*answer = message.words[0];
	return error;
}

/* Every call is either answered or fails with ECONNRESET, and the ring keeps what is in it. */
static void persists(void)
{
	const struct kaal_grant *grant = &bare->grants[0];
	volatile uint32_t *ring = (volatile uint32_t *)(grant->vaddr + KAAL_RING_HEADER_BYTES);
	unsigned answered = 0, reset = 0, wrong = 0;

	*ring = bare->id;
	for (seL4_Word i = 0; i < CALLS; i++) {
		seL4_Word answer, error = ask(grant, i, &answer);

		answered += !error && answer == i + 1;
		reset += error == ECONNRESET;
		wrong += (!error && answer != i + 1) || (error && error != ECONNRESET);
	}
	bare_say("%s, wrong %u, ring %s, reset %u",
		 answered + reset == CALLS ? "all accounted for" : "some lost", wrong,
		 *ring == bare->id ? "kept" : "lost", reset);
	bare_wait();
}

/* --- waiting too long --------------------------------------------------------------------- */

static void mute(void)
{
	for (;;)
		bare_wait();
}

static void waits_for_mute(void)
{
	seL4_Word answer;

	status()->waits[0].operation = OPERATION;
	status()->waits[0].grant = 0;
	status()->waits[0].since = bare_cycles();
	ask(&bare->grants[0], 1, &answer);
}

/* Anything at all in the status page; it only concerns whoever wrote it. */
static void babbles(void)
{
	for (unsigned i = 0; i < KAAL_STATUS_WAITS; i++) {
		status()->waits[i].operation = i;
		status()->waits[i].grant = i * 0x11111111u;
		status()->waits[i].since = i % 2 ? ~0ull : i;
	}
	bare_wait();
}

/* --- who watches ------------------------------------------------------------------------------ */

static const struct kaal_grant *timer(void)
{
	const struct kaal_grant *grant = bare->grants;

	while (grant->kind != KAAL_NEED_USES)
		grant++;
	return grant;
}

static uint64_t now_ns(void)
{
	struct bare_message message = { KAAL_TIMER_NOW, 0, { 0 } };

	bare_call(timer()->slot, &message);
	return message.words[0];
}

/** A timer that was started again signals too, early. */
static void sleep_until(uint64_t ms)
{
	while (now_ns() < ms * NS_PER_MS) {
		struct bare_message message = { KAAL_TIMER_ALARM, 1, { ms * NS_PER_MS } };

		bare_call(timer()->slot, &message);
		bare_wait();
	}
}

static seL4_Word name_call(seL4_Word operation, const char *name)
{
	struct bare_message message = { operation, 3, { 0 } };

	memcpy(message.words, name, strlen(name));
	return bare_call(KAAL_SLOT_ROOT, &message);
}

static struct kaal_root_info info_of(const char *name)
{
	struct bare_message answer;
	struct kaal_root_info info = { 0 };

	for (unsigned i = 0; bare_ask_for(&answer, KAAL_ROOT_INFO, 1, i, 0) == 0; i++) {
		memcpy(&info, answer.words, sizeof info);
		if (strcmp(info.name, name) == 0)
			return info;
	}
	bare_say("there is no %s", name);
	return info;
}

static void tell(const char *name)
{
	struct kaal_root_info info = info_of(name);

	bare_say("%s: state %lu, restarts %lu, faults %lu", name, info.state, info.restarts, info.faults);
}

static void watches(void)
{
	static const char *const all[] = { "restless", "hopeless", "returns", "frozen", "lively", "mortal" };

	sleep_until(4000);
	for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
		tell(all[i]);
	bare_say("stop obedient: %lu", name_call(KAAL_ROOT_STOP, "obedient"));
	tell("obedient");
	bare_say("stop stubborn: %lu", name_call(KAAL_ROOT_STOP, "stubborn"));
	tell("stubborn");
	bare_say("once more: %lu", name_call(KAAL_ROOT_STOP, "stubborn"));
	bare_say("nobody: %lu", name_call(KAAL_ROOT_STOP, "nobody"));
	bare_say("restart stubborn: %lu", name_call(KAAL_ROOT_RESTART, "stubborn"));
	bare_say("restart lively: %lu", name_call(KAAL_ROOT_RESTART, "lively"));
	bare_say("restart dormant: %lu", name_call(KAAL_ROOT_RESTART, "dormant"));
	bare_say("start hopeless: %lu", name_call(KAAL_ROOT_START, "hopeless"));
	tell("stubborn");
	tell("lively");
	tell("dormant");
	sleep_until(7500);
	bare_say("seen enough");
	bare_ask(KAAL_ROOT_POWEROFF, 0, 0, 0);
}

const struct deed supervised[] = {
	{ "restless", restless },
	{ "hopeless", hopeless },
	{ "returns", returns },
	{ "is-ready", is_ready },
	{ "goes-second", goes_second },
	{ "goes-third", goes_third },
	{ "never-ready", never_ready },
	{ "frozen", frozen },
	{ "lively", lively },
	{ "obedient", obedient },
	{ "stubborn", stubborn },
	{ "mortal", mortal },
	{ "persists", persists },
	{ "mute", mute },
	{ "waits-for-mute", waits_for_mute },
	{ "babbles", babbles },
	{ "watches", watches },
	{ 0 },
};
