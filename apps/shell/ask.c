/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ask.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <component/console.h>

#include "commands.h"
#include "suggest.h"

enum { SUGGEST_DISTANCE_MAX = 2 };

const char *state_name(uint64_t state)
{
	static const char *const names[] = {
		[KAAL_STATE_STOPPED] = "stopped",   [KAAL_STATE_RUNNING] = "running",
		[KAAL_STATE_EXITED] = "exited",     [KAAL_STATE_FAULTED] = "faulted",
		[KAAL_STATE_REJECTED] = "rejected", [KAAL_STATE_STARTING] = "starting",
		[KAAL_STATE_WAITING] = "waiting",   [KAAL_STATE_GIVEN_UP] = "given-up",
	};

	return state < sizeof names / sizeof names[0] ? names[state] : "unknown";
}

int component_by_name(const char *name, struct kaal_root_info *found)
{
	int error;

	for (unsigned int i = 0; (error = root_info(i, found)) == 0; i++)
		if (strncmp(found->name, name, KAAL_NAME_BYTES) == 0)
			return 0;
	return error;
}

int component_by_id(uint64_t id, struct kaal_root_info *found)
{
	int error;

	for (unsigned int i = 0; (error = root_info(i, found)) == 0; i++)
		if (found->id == id)
			return 0;
	return error;
}

/** Name the component whose name is nearest, if one is near. */
static void nearest_print(const char *name)
{
	struct kaal_root_info info;
	char nearest[KAAL_NAME_BYTES + 1] = "";
	size_t least = SUGGEST_DISTANCE_MAX + 1;

	for (unsigned int i = 0; root_info(i, &info) == 0; i++) {
		size_t distance = word_distance(name, info.name);

		if (distance >= least)
			continue;
		least = distance;
		snprintf(nearest, sizeof nearest, "%.*s", KAAL_NAME_BYTES, info.name);
	}
	if (*nearest)
		printf(" Did you mean '%s'?\n", nearest);
	else
		printf(" 'ps' lists them.\n");
}

int component_argument(int count, char **words, struct kaal_root_info *found)
{
	int error;

	if (count != 2) {
		printf("%s needs the name of one component; 'ps' lists them.\n", words[0]);
		return STATUS_USAGE;
	}
	error = component_by_name(words[1], found);
	if (error == -ENOENT) {
		printf("%s: there is no component '%s'.", words[0], words[1]);
		nearest_print(words[1]);
		return STATUS_FAILED;
	}
	return error ? error_print(words[0], error) : 0;
}

int error_print(const char *what, int error)
{
	printf("%s: %s\n", what, strerror(-error));
	return STATUS_FAILED;
}

void output_settle(void)
{
	fflush(stdout);
	if (component_console())
		connection_flush(component_console());
}
