/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "commands/table.h"
#include "project/build.h"
#include "project/trial.h"
#include "source/json.h"

static const struct option options[] = {
	{ "arch", 'a', "ARCH", "x86_64, aarch64 or all (default: the first that the system names)",
	  "x86_64 aarch64 all" },
	OPTION_PROJECT,
	OPTION_BUILD,
	{ "verbose", 'v', NULL, "show what the machine prints", NULL },
	OPTION_JSON,
	OPTION_END,
};

struct tally {
	bool json;
	unsigned int passed, failed;
	const char *between; /* JSON: what goes before the next object */
};

static void print_json(struct tally *tally, const struct model_test *test, const char *arch,
		       const struct trial *trial)
{
	printf("%s{\"name\": ", tally->between);
	json_print_text(stdout, test->name.text);
	printf(", \"arch\": \"%s\", \"ok\": %s, \"seconds\": %.1f, \"why\": ", arch,
	       trial->why ? "false" : "true", trial->seconds);
	json_print_text(stdout, trial->why);
	printf("}");
	tally->between = ",\n ";
}

/* The machine's output, set off from ours. */
static void print_output(const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		printf("     | %.*s\n", (int)len, text);
		text += len + (text[len] == '\n');
	}
}

static void print_text(const struct model_test *test, const char *arch, const struct trial *trial,
		       bool verbose)
{
	printf("%-5s%-8s %-40s %5.1f s\n", trial->why ? "FAIL" : "ok", arch, test->name.text, trial->seconds);
	if (trial->why || verbose)
		print_output(trial->output);
	if (trial->why)
		printf("     %s\n", trial->why);
	fflush(stdout);
}

static bool is_wanted(const struct call *call, const struct model_test *test)
{
	for (size_t i = 0; i < call->operands_count; i++)
		if (strcmp(call->operands[i], test->name.text) == 0)
			return true;
	return call->operands_count == 0;
}

static int run_one(struct call *call, const struct project *project, const char *arch,
		   const struct model_test *test, struct tally *tally)
{
	struct trial trial;
	int status = trial_run(call, project, arch, test, &trial);

	if (status != STATUS_OK)
		return status;
	if (tally->json)
		print_json(tally, test, arch, &trial);
	else
		print_text(test, arch, &trial, call_has(call, "verbose"));
	tally->passed += !trial.why;
	tally->failed += trial.why != NULL;
	return STATUS_OK;
}

static int run_arch(struct call *call, const struct project *project, const char *arch, struct tally *tally)
{
	unsigned int before = tally->passed + tally->failed;
	int status = project_build(call, project, arch);

	for (size_t i = 0; i < project->model->tests_count && status == STATUS_OK; i++) {
		const struct model_test *test = &project->model->tests[i];
		uint64_t archs = test->arch.value ? test->arch.value : project->model->system.arch.value;
		if ((archs & arch_of(arch)) && is_wanted(call, test))
			status = run_one(call, project, arch, test, tally);
	}
	if (status != STATUS_OK || tally->passed + tally->failed > before)
		return status;
	diagnostic_report(&call->diagnostics, MESSAGE_TESTS_NONE, SOURCE_NOWHERE, project->file, arch);
	return STATUS_FAILED;
}

static int run_archs(struct call *call, const struct project *project, struct tally *tally)
{
	const char *given = call_value(call, "arch");
	int status = STATUS_OK;

	if (!given || strcmp(given, "all") != 0) {
		const char *arch = project_arch(call, project);
		return arch ? run_arch(call, project, arch, tally) : STATUS_FAILED;
	}
	for (const char *const *arch = home_archs; *arch && status == STATUS_OK; arch++)
		if (project->model->system.arch.value & arch_of(*arch))
			status = run_arch(call, project, *arch, tally);
	return status;
}

/* Every name must be one of a test. */
static bool names_are_known(struct call *call, const struct project *project)
{
	size_t count = project->model->tests_count;
	const char **names = arena_alloc(&call->arena, (count + 1) * sizeof(*names));

	for (size_t i = 0; i < count; i++)
		names[i] = project->model->tests[i].name.text;
	for (size_t i = 0; i < call->operands_count; i++) {
		bool known = false;
		for (size_t k = 0; k < count; k++)
			known |= strcmp(names[k], call->operands[i]) == 0;
		if (known)
			continue;
		diagnostic_report(&call->diagnostics, MESSAGE_TEST_UNKNOWN, SOURCE_NOWHERE,
				  call->operands[i]);
		diagnostic_suggest(&call->diagnostics, call->operands[i], names, count);
		return false;
	}
	return true;
}

static int test_run(struct call *call)
{
	struct tally tally = { .json = call_has(call, "json"), .between = "" };
	struct project project;
	int status = project_load(call, &project);

	if (status != STATUS_OK)
		return status;
	if (!names_are_known(call, &project))
		return STATUS_FAILED;
	if (tally.json)
		printf("{\"tests\": [");
	status = run_archs(call, &project, &tally);
	if (tally.json)
		printf("], \"passed\": %u, \"failed\": %u}\n", tally.passed, tally.failed);
	else if (tally.passed + tally.failed)
		printf("\n%u passed, %u failed\n", tally.passed, tally.failed);
	return status == STATUS_OK && tally.failed ? STATUS_FAILED : status;
}

const struct command command_test = {
	.name = "test",
	.operands = "[NAME...]",
	.operands_max = 1000,
	.summary = "Boot the system and see whether its tests pass",
	.description = "Builds the system, and boots it once for each [[test]] of system.toml: its lines are "
		       "typed at the "
		       "prompt, the last one must return the status that the test says if it says one, "
		       "and what the "
		       "machine prints must contain all that it expects, in that order. Echoes of typed "
		       "lines do not "
		       "count. A test that types nothing ends when all has been seen.",
	.options = options,
	.run = test_run,
};
