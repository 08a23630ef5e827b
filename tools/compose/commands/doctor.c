/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/table.h"
#include "host/files.h"
#include "host/mend.h"
#include "host/process.h"
#include "host/progress.h"
#include "source/json.h"
#include "version.h"

static const struct option options[] = { OPTION_JSON, OPTION_END };

enum state { STATE_OK, STATE_OPTIONAL, STATE_OLD, STATE_MISSING };

struct check {
	const char *name;
	const char *purpose;
	const char *found; /* version or place */
	enum state state;
	const char *mend; /* NULL when there is nothing to mend */
};

struct doctor {
	struct call *call;
	struct check *checks;
	size_t count;
};

static const char *const state_words[] = { "ok", "optional", "too old", "missing" };

static void add(struct doctor *doctor, struct check check)
{
	doctor->checks =
		arena_grow(&doctor->call->arena, doctor->checks, doctor->count, sizeof(*doctor->checks));
	doctor->checks[doctor->count++] = check;
}

/* The first number with a dot that a program prints about itself. */
static const char *version_of(struct call *call, const char *program)
{
	/* dot knows -V alone */
	const char *const words[] = { program, strcmp(program, "dot") == 0 ? "-V" : "--version", NULL };
	const char *text;

	if (process_read(&call->arena, words, &text) < 0)
		return "";
	for (const char *at = text; (at = strpbrk(at, "0123456789")) != NULL;) {
		size_t len = strspn(at, "0123456789.");
		if (memchr(at, '.', len))
			return arena_copy(&call->arena, at, len);
		at += len;
	}
	return "";
}

/* Is version @found at least @major.@minor? Unknown ones are taken to be. */
static bool is_enough(const char *found, int major, int minor)
{
	int have_major = 0, have_minor = 0;

	if (sscanf(found, "%d.%d", &have_major, &have_minor) != 2)
		return true;
	return have_major > major || (have_major == major && have_minor >= minor);
}

static bool is_old(const char *program, const char *found)
{
	static const struct {
		const char *program;
		int major, minor;
	} wanted[] = { { "cmake", 3, 25 },
		       { "qemu-system-x86_64", 6, 0 },
		       { "qemu-system-aarch64", 6, 0 },
		       { "gcc", 10, 0 } };

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (strcmp(wanted[i].program, program) == 0)
			return !is_enough(found, wanted[i].major, wanted[i].minor);
	return false;
}

static void check_package(struct doctor *doctor, const struct mend_package *package, enum state absent)
{
	struct call *call = doctor->call;
	struct check check = { .name = package->command ? package->command : package->package,
			       .purpose = package->purpose };

	if (!package->command)
		return;
	if (files_find_program(&call->arena, package->command)) {
		check.found = version_of(call, package->command);
		check.state = is_old(package->command, check.found) ? STATE_OLD : STATE_OK;
	} else {
		check.found = "";
		check.state = absent;
	}
	if (check.state != STATE_OK)
		check.mend = mend_command(call, package);
	add(doctor, check);
}

static void check_section(struct doctor *doctor, const char *section, enum state absent)
{
	struct mend_package *packages;
	size_t count = mend_packages(doctor->call, section, &packages);

	for (size_t i = 0; i < count; i++)
		check_package(doctor, &packages[i], absent);
}

/* KaaL's own part for each architecture. */
static void check_archs(struct doctor *doctor)
{
	struct call *call = doctor->call;

	for (const char *const *arch = home_archs; *arch; arch++) {
		bool there = home_has_arch(&call->home, &call->arena, *arch);
		const char *target = call->home.source ? "build" : "install";
		add(doctor, (struct check){
				    .name = arena_print(&call->arena, "KaaL for %s", *arch),
				    .purpose = "kernel, root task, libraries and components",
				    .found = there ? home_built(&call->home, &call->arena, *arch, "") : "",
				    .state = there ? STATE_OK : STATE_MISSING,
				    .mend = there ? NULL
						  : arena_print(&call->arena,
								"make %s ARCH=%s   # in KaaL's source tree",
								target, *arch),
			    });
	}
}

static void check_kvm(struct doctor *doctor)
{
	static const char device[] = "/dev/kvm";

	if (!files_exist(device)) {
		add(doctor,
		    (struct check){
			    device, "run --accel kvm", "", STATE_OPTIONAL,
			    "enable virtualisation in the firmware, or go on without: QEMU emulates" });
		return;
	}
	bool usable = access(device, R_OK | W_OK) == 0;
	add(doctor, (struct check){ device, "run --accel kvm", usable ? device : "",
				    usable ? STATE_OK : STATE_OPTIONAL,
				    usable ? NULL : "sudo usermod -aG kvm $USER   # and log in again" });
}

static bool is_wrong(const struct check *check)
{
	return check->state == STATE_MISSING || check->state == STATE_OLD;
}

static void print_json(const struct doctor *doctor, bool well)
{
	printf("{\"checks\": [");
	for (size_t i = 0; i < doctor->count; i++) {
		const struct check *check = &doctor->checks[i];
		printf("%s{\"name\": ", i ? ",\n " : "");
		json_print_text(stdout, check->name);
		printf(", \"state\": \"%s\", \"found\": ", state_words[check->state]);
		json_print_text(stdout, check->found);
		printf(", \"purpose\": ");
		json_print_text(stdout, check->purpose);
		printf(", \"mend\": ");
		json_print_text(stdout, check->mend);
		printf("}");
	}
	printf("],\n \"version\": \"%s\", \"ok\": %s}\n", kaal_version, well ? "true" : "false");
}

static void print_mending(const struct doctor *doctor, bool wrong, const char *title)
{
	bool first = true;

	for (size_t i = 0; i < doctor->count; i++) {
		const struct check *check = &doctor->checks[i];
		if (!check->mend || is_wrong(check) != wrong)
			continue;
		if (first)
			printf("\n%s\n", title);
		first = false;
		printf("  %-22s %s\n", check->name, check->mend);
	}
}

static void print_text(const struct doctor *doctor, bool well)
{
	printf("sel4-compose %s\n\n", kaal_version);
	for (size_t i = 0; i < doctor->count; i++) {
		const struct check *check = &doctor->checks[i];
		printf("%-9s %-22s %-12s %s\n", state_words[check->state], check->name,
		       check->found[0] == '/' ? "" : check->found, check->purpose);
	}
	print_mending(doctor, true, "To mend:");
	print_mending(doctor, false, "If you like:");
	printf("\n%s\n",
	       well ? "Everything that is needed is there." : "Something that is needed is missing.");
}

static int doctor_run(struct call *call)
{
	struct doctor doctor = { .call = call };
	struct progress progress;
	bool well = true;

	progress_begin(&progress, "Looking");
	check_section(&doctor, "compose", STATE_MISSING);
	check_section(&doctor, "aarch64", STATE_MISSING);
	check_section(&doctor, "compose-more", STATE_OPTIONAL);
	check_kvm(&doctor);
	check_archs(&doctor);
	progress_end(&progress);
	for (size_t i = 0; i < doctor.count; i++)
		well &= !is_wrong(&doctor.checks[i]);
	if (call_has(call, "json"))
		print_json(&doctor, well);
	else
		print_text(&doctor, well);
	return well ? STATUS_OK : STATUS_HOST;
}

const struct command command_doctor = {
	.name = "doctor",
	.operands = "",
	.summary = "What this host lacks, and the commands that mend it",
	.description =
		"Looks for everything that building, booting and debugging systems needs, all at once, with "
		"versions. Returns 3 if something that is needed is missing.",
	.options = options,
	.run = doctor_run,
};
