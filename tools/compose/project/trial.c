/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "project/trial.h"

#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "host/progress.h"

static const uint64_t NS_PER_S = 1000000000;

struct watch {
	struct call *call;
	const struct model_test *test;
	struct exec exec; /* of the last line typed */
	char *text;       /* all that was printed, without control sequences */
	size_t len, room;
	bool in_sequence;
};

static void text_add(struct watch *watch, char byte)
{
	if (watch->len + 1 >= watch->room) {
		size_t room = watch->room ? 2 * watch->room : 4096;
		char *grown = arena_alloc(&watch->call->arena, room);
		if (watch->len)
			memcpy(grown, watch->text, watch->len);
		watch->text = grown;
		watch->room = room;
	}
	watch->text[watch->len++] = byte;
	watch->text[watch->len] = '\0';
}

/* Leave out control sequences (ECMA-48 5.4): escape, '[', parameters, a final letter. */
static void watch_take(void *context, const char *bytes, size_t len)
{
	struct watch *watch = context;

	for (size_t i = 0; i < len; i++) {
		if (bytes[i] == '\033')
			watch->in_sequence = true;
		else if (!watch->in_sequence && bytes[i] != '\0')
			text_add(watch, bytes[i]);
		else if (bytes[i] != '[' && (bytes[i] >= '@'))
			watch->in_sequence = false;
	}
	exec_feed(&watch->exec, bytes, len);
}

/* Echoes of what was typed, and the marks of the last line, are nobody's output. */
static bool is_output(const struct watch *watch, const char *line)
{
	return strncmp(line, "$ ", 2) != 0 && strncmp(line, watch->exec.tag, strlen(watch->exec.tag)) != 0;
}

/* The output's whole lines alone. */
static char *output_of(const struct watch *watch)
{
	char *output = arena_alloc(&watch->call->arena, watch->len + 1);
	size_t len = 0;

	for (const char *line = watch->text ? watch->text : ""; *line;) {
		size_t bytes = strcspn(line, "\n");
		bytes += line[bytes] == '\n';
		if (is_output(watch, line)) {
			memcpy(output + len, line, bytes);
			len += bytes;
		}
		line += bytes;
	}
	return output;
}

/* @return where what is expected ends, or NULL: it is not there */
static const char *expect_find(const struct model_expect *expect, const char *text)
{
	regmatch_t match;
	regex_t regex;

	if (!expect->is_regex) {
		const char *found = strstr(text, expect->text.text);
		return found ? found + strlen(expect->text.text) : NULL;
	}
	if (regcomp(&regex, expect->text.text, REG_EXTENDED | REG_NEWLINE) != 0)
		return NULL;
	bool found = regexec(&regex, text, 1, &match, 0) == 0;
	regfree(&regex);
	return found ? text + match.rm_eo : NULL;
}

/* @return the first expectation that is not met, or NULL */
static const struct model_expect *expect_missing(const struct watch *watch)
{
	const char *text = output_of(watch);

	for (size_t i = 0; i < watch->test->expect_count; i++) {
		text = expect_find(&watch->test->expect[i], text);
		if (!text)
			return &watch->test->expect[i];
	}
	return NULL;
}

static bool watch_is_enough(void *context)
{
	return !expect_missing(context);
}

/* All lines to type, the last one so that its status is seen. */
static const char *lines_of(struct call *call, const struct model_test *test, const struct exec *exec)
{
	const char *lines = "";

	for (size_t i = 0; i < test->type.count; i++) {
		const char *line = test->type.items[i].text;
		if (i + 1 == test->type.count)
			line = exec_line(&call->arena, exec, line);
		lines = arena_print(&call->arena, "%s%s\n", lines, line);
	}
	return lines;
}

static const char *judge(struct call *call, const struct watch *watch, const struct boot_result *result)
{
	const struct model_test *test = watch->test;
	const struct model_expect *missing = expect_missing(watch);

	if (result->complaint[0] && !missing)
		return arena_print(&call->arena, "the machine failed: %s", result->complaint);
	if (missing)
		return arena_print(&call->arena,
				   missing->is_regex ? "expected and not seen: /%s/"
						     : "expected and not seen: %s",
				   missing->text.text);
	if (test->type.count == 0 || !source_is_somewhere(test->exit.at))
		return NULL;
	if (watch->exec.state != EXEC_DONE)
		return "the last line did not come to its end";
	if ((uint64_t)watch->exec.status != test->exit.value)
		return arena_print(&call->arena, "the last line's status is %d, not %llu", watch->exec.status,
				   (unsigned long long)test->exit.value);
	return NULL;
}

static void config_make(struct call *call, const struct project *project, const char *arch,
			struct watch *watch, struct boot_config *config)
{
	const struct model_test *test = watch->test;

	project_boot_config(call, project, arch, test->memory.value, config);
	config->limit_s = (int)((test->timeout_ns.value + NS_PER_S - 1) / NS_PER_S);
	config->lines = lines_of(call, test, &watch->exec);
	config->output = watch_take;
	config->is_enough = test->expect_count ? watch_is_enough : NULL;
	config->context = watch;
	config->must_reach_prompt = test->type.count > 0;
}

int trial_run(struct call *call, const struct project *project, const char *arch,
	      const struct model_test *test, struct trial *out)
{
	struct watch watch = { .call = call, .test = test };
	struct boot_config config;
	struct boot_result result;
	int64_t begun = progress_now_ms();

	exec_init(&watch.exec, NULL, NULL);
	config_make(call, project, arch, &watch, &config);
	boot_system(&config, &result);
	if (result.interrupted || result.host_lacks_qemu)
		return project_boot_failed(call, &result, arch);
	*out = (struct trial){
		.why = judge(call, &watch, &result),
		.output = watch.text ? watch.text : "",
		.seconds = (double)(progress_now_ms() - begun) / 1000,
	};
	return STATUS_OK;
}
