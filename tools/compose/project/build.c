/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "project/build.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/files.h"
#include "host/mend.h"
#include "host/process.h"
#include "host/progress.h"

/* One run of CMake or Ninja: its words shown as progress, kept in a log, and printed if it fails. */
struct step {
	struct progress progress;
	FILE *log;
	struct arena arena;
	const char **lines;
	size_t count;
};

/* Ninja's "[3/10] Building ..." says how far it is; everything else may be a message. */
static bool is_status(const char *line)
{
	return line[0] == '[' && line[strspn(line, "[0123456789/")] == ']';
}

static void step_take_line(void *context, const char *line)
{
	struct step *step = context;

	fprintf(step->log, "%s\n", line);
	if (is_status(line)) {
		progress_step(&step->progress, line);
		return;
	}
	step->lines = arena_grow(&step->arena, step->lines, step->count, sizeof(*step->lines));
	step->lines[step->count++] = arena_copy(&step->arena, line, strlen(line));
}

/* What a person need not read: commands, and that Ninja has stopped. */
static bool is_noise(const char *line)
{
	static const char *const noise[] = { "ninja: ", "FAILED: ", "-- " };

	for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++)
		if (strncmp(line, noise[i], strlen(noise[i])) == 0)
			return true;
	return false;
}

static void step_print(const struct step *step)
{
	for (size_t i = 0; i < step->count; i++) {
		bool is_command = i > 0 && strncmp(step->lines[i - 1], "FAILED: ", 8) == 0;
		if (!is_noise(step->lines[i]) && !is_command)
			fprintf(stderr, "%s\n", step->lines[i]);
	}
}

/* @return the program's exit code, or a negative errno */
static int step_run(struct call *call, const char *title, const char *log, const char *const *words)
{
	static const char *const colours[] = { "CLICOLOR_FORCE=1", NULL };
	struct step step = { .log = fopen(log, "a") };
	struct process process = {
		.words = words,
		.environment = diagnostics_wants_colour(stderr) ? colours : NULL,
		.take_line = step_take_line,
		.context = &step,
	};

	if (!step.log) {
		diagnostic_report(&call->diagnostics, MESSAGE_FILE_UNWRITABLE, SOURCE_NOWHERE, log,
				  strerror(errno));
		return -errno;
	}
	progress_begin(&step.progress, title);
	int code = process_run(&process);
	progress_end(&step.progress);
	fclose(step.log);
	if (code < 0)
		diagnostic_report(&call->diagnostics, MESSAGE_TOOL_FAILED, SOURCE_NOWHERE, words[0],
				  strerror(-code));
	else if (code > 0)
		step_print(&step);
	arena_release(&step.arena);
	return code;
}

int build_check_host(struct call *call, const char *arch)
{
	static const char *const programs[][2] = {
		{ "cmake", "prepares the build" },
		{ "ninja", "runs the build" },
	};
	bool missing = false;

	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		missing |= !mend_check_program(call, programs[i][0], programs[i][1]);
	if (strcmp(arch, "aarch64") == 0)
		missing |= !mend_check_program(call, "aarch64-linux-gnu-gcc", "compiles for AArch64");
	else if (!getenv("CC"))
		missing |= !mend_check_program(call, "cc", "compiles");
	if (missing)
		return STATUS_HOST;
	if (home_has_arch(&call->home, &call->arena, arch))
		return STATUS_OK;
	diagnostic_report(
		&call->diagnostics, MESSAGE_ARCH_MISSING, SOURCE_NOWHERE, arch,
		home_built(&call->home, &call->arena, arch, ""),
		arena_print(&call->arena, "make %s ARCH=%s", call->home.source ? "build" : "install", arch));
	return STATUS_HOST;
}

/* How the build folder was configured last time; "" for never. */
static const char *configured_as(struct call *call, const char *folder)
{
	const char *text =
		files_read_text(&call->arena, arena_print(&call->arena, "%s/kaal-configured", folder));
	const char *ninja = arena_print(&call->arena, "%s/build.ninja", folder);

	return text && files_exist(ninja) ? text : "";
}

static int configure(struct call *call, const struct project *project, const char *arch, const char *folder,
		     const char *log)
{
	struct arena *arena = &call->arena;
	const char *package = home_package(&call->home, arena, arch);
	const char *toolchain = home_toolchain(&call->home, arena, arch);
	const char *words[] = {
		"cmake",
		"-S",
		project->folder,
		"-B",
		folder,
		"-G",
		"Ninja",
		"-DCMAKE_COLOR_DIAGNOSTICS=ON",
		arena_print(arena, "-DKAAL_ARCH=%s", arch),
		arena_print(arena, "-DKaaL_DIR=%s", package),
		arena_print(arena, "-DKAAL_COMPOSE=%s", call->home.program),
		arena_print(arena, "-DCMAKE_TOOLCHAIN_FILE=%s", toolchain),
		NULL,
	};
	const char *as = arena_print(arena, "%s\n%s\n%s\n", call->home.program, package, project->folder);

	if (strcmp(configured_as(call, folder), as) == 0)
		return STATUS_OK;
	files_remove(arena, arena_print(arena, "%s/CMakeCache.txt", folder));
	int code = step_run(call, arena_print(arena, "Configuring for %s", arch), log, words);
	if (code < 0)
		return STATUS_HOST;
	if (code > 0) {
		diagnostic_report(&call->diagnostics, MESSAGE_CONFIGURE_FAILED, SOURCE_NOWHERE,
				  project->model->system.name.text, arch, log);
		return STATUS_FAILED;
	}
	files_write(arena, arena_print(arena, "%s/kaal-configured", folder), as, strlen(as));
	return STATUS_OK;
}

int project_build(struct call *call, const struct project *project, const char *arch)
{
	struct arena *arena = &call->arena;
	const char *folder = project_built(call, project, arch, ".");
	const char *log = project_built(call, project, arch, "build.log");
	const char *words[] = { "ninja", "-C", folder, NULL };
	int status = build_check_host(call, arch);

	if (status != STATUS_OK)
		return status;
	int error = files_write(arena, log, "", 0);
	if (error) {
		diagnostic_report(&call->diagnostics, MESSAGE_FILE_UNWRITABLE, SOURCE_NOWHERE, log,
				  strerror(-error));
		return STATUS_FAILED;
	}
	status = configure(call, project, arch, folder, log);
	if (status != STATUS_OK)
		return status;
	int code = step_run(call, arena_print(arena, "Building for %s", arch), log, words);
	if (code <= 0)
		return code < 0 ? STATUS_HOST : STATUS_OK;
	diagnostic_report(&call->diagnostics, MESSAGE_BUILD_FAILED, SOURCE_NOWHERE,
			  project->model->system.name.text, arch, log);
	return STATUS_FAILED;
}
