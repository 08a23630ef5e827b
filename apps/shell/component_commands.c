/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Commands about components: what they are, hold and wait for; starting and stopping them. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <component/root.h>

#include "abi/kaal/startup.h"

#include "ask.h"
#include "audit.h"
#include "commands.h"

static const uint64_t KIB = 1024;

/* --- ps ------------------------------------------------------------------- */

static void ps_print(const struct kaal_root_info *info)
{
	printf("%4" PRIu64 "  %-14.*s  %-8s  %8" PRIu64 "  %7" PRIu64 "  %6" PRIu64 " KiB  %6" PRIu64
	       "  %8" PRIu64 "\n",
	       info->id, KAAL_NAME_BYTES, info->name, state_name(info->state), info->priority, info->threads,
	       info->memory_bytes / KIB, info->faults, info->restarts);
}

static int ps_run(int count, char **words)
{
	struct kaal_root_info info;
	int error;

	(void)count;
	printf("  ID  NAME            STATE     PRIORITY  THREADS      MEMORY  FAULTS  RESTARTS\n");
	for (unsigned int i = 0; (error = root_info(i, &info)) == 0; i++)
		ps_print(&info);
	return error == -ENOENT ? 0 : error_print(words[0], error);
}

/* --- caps, wait ------------------------------------------------------------ */

static int caps_run(int count, char **words)
{
	struct kaal_root_info info;
	struct kaal_root_cap cap;
	int error = component_argument(count, words, &info);

	if (error)
		return error;
	printf("SLOT  CAPABILITY\n");
	for (unsigned int i = 0; (error = root_cap(info.id, i, &cap)) == 0; i++)
		printf("%4" PRIu64 "  %.*s\n", cap.slot, (int)sizeof cap.text, cap.text);
	return error == -ENOENT ? 0 : error_print(words[0], error);
}

static int wait_run(int count, char **words)
{
	struct kaal_root_info info;
	struct kaal_root_wait wait;
	int error = component_argument(count, words, &info);

	if (error)
		return error;
	error = root_wait(info.id, &wait);
	if (error)
		return error_print(words[0], error);
	if (!*wait.text) {
		printf("%s waits for nobody (it is %s).\n", words[1], state_name(info.state));
		return 0;
	}
	printf("%s waits since %" PRIu64 ".%03" PRIu64 " s: %.*s\n", words[1], wait.waits_ms / 1000,
	       wait.waits_ms % 1000, (int)sizeof wait.text, wait.text);
	return 0;
}

/* --- start, stop, restart --------------------------------------------------- */

/** Join @words from the second on with spaces. @return 0 or -ENAMETOOLONG */
static int words_join(int count, char **words, char *text, size_t room)
{
	size_t used = 0;

	for (int i = 1; i < count; i++) {
		int length = snprintf(text + used, room - used, "%s%s", i > 1 ? " " : "", words[i]);

		used += (size_t)length;
		if (used >= room)
			return -ENAMETOOLONG;
	}
	return 0;
}

/** Say why a component could not be started, stopped or restarted. @return STATUS_FAILED */
static int change_failed(char **words, int error)
{
	switch (error) {
	case -EBUSY:
		printf("%s: %s runs already.\n", words[0], words[1]);
		return STATUS_FAILED;
	case -EALREADY:
		printf("%s: %s does not run.\n", words[0], words[1]);
		return STATUS_FAILED;
	case -EIO:
		printf("%s: see the message above.\n", words[0]);
		return STATUS_FAILED;
	}
	return error_print(words[0], error);
}

static int start_run(int count, char **words)
{
	char command[KAAL_NAME_BYTES + KAAL_ARGS_BYTES];
	struct kaal_root_info info;
	uint64_t id;
	int error = component_argument(count < 2 ? count : 2, words, &info);

	if (error)
		return error;
	error = words_join(count, words, command, sizeof command);
	if (!error) {
		output_settle(); /* the root task may have something to say */
		error = root_start(command, &id);
	}
	return error ? change_failed(words, error) : 0;
}

static int stop_run(int count, char **words)
{
	struct kaal_root_info info;
	int error = component_argument(count, words, &info);

	if (error)
		return error;
	output_settle();
	error = root_stop(words[1]);
	return error ? change_failed(words, error) : 0;
}

static int restart_run(int count, char **words)
{
	struct kaal_root_info info;
	uint64_t id;
	int error = component_argument(count, words, &info);

	if (error)
		return error;
	output_settle();
	error = root_restart(words[1], &id);
	return error ? change_failed(words, error) : 0;
}

const struct command component_commands[] = {
	{ "ps", "", "components: state, priority, threads, memory, faults", ps_run },
	{ "start", "NAME [ARGUMENT...]", "start a component that does not run", start_run },
	{ "stop", "NAME", "have a component end, for good", stop_run },
	{ "restart", "NAME", "stop a component and start it again", restart_run },
	{ "wait", "NAME", "what a component waits for", wait_run },
	{ "caps", "NAME", "what a component holds", caps_run },
	{ "audit", "", "compare what all components hold with the plan", audit_run },
	{ NULL, NULL, NULL, NULL },
};
